"""Messages down: numbered for each house, sent until it has them, and to nobody else."""

from collections.abc import Sequence

import pytest
import sqlite_utils
from sqlalchemy import select, update

from sync import answer, enrolment, inbox
from sync.carrying.step import step
from sync.directions import ALL_GAMES, Directions
from sync.errors import BadEnvelope
from sync.hq import keyring
from sync.hq.answer import post
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.errors import DamagedKeys
from sync.hq.register import retiring
from sync.hq.store.schema import heard, messages
from sync.messages import (
    ANNOUNCEMENT,
    GONE,
    GUIDANCE,
    LONGEST_BODY,
    LONGEST_TITLE,
    PANEL,
    ROOM,
    SETTINGS,
    Bulletin,
)
from tests.sync.hq.cast import TODAY, Clock, Office, SpeakingHouse


def write(
    office: Office, title: str, kind: str = ANNOUNCEMENT, body: str = "正文", **meant: str
) -> None:
    now = office.hq.clock()
    content = Bulletin(int(now.timestamp()), title, body).content()
    with office.hq.database.transaction() as connection:
        post.write(connection, kind, content, "lin", now, **meant)


def titles(came: Sequence[list]) -> list[tuple[int, str]]:
    """Tell the numbers and titles of the bulletins in an answer."""
    return [(number, content["t"]) for number, kind, content in came if kind != PANEL]


def sent(office: Office, county: str | None = None) -> dict[str, tuple[int, int]]:
    with office.hq.database.reading() as connection:
        return {one.said.title: (one.arrived, one.houses) for one in post.sent(connection, county)}


def test_a_message_comes_until_the_house_says_that_it_has_it(office: Office) -> None:
    house = office.enrolled_house()
    write(office, "流感季节")
    first = office.send(house.ask(1)).messages
    assert [(number, kind) for number, kind, _ in first] == [(1, PANEL), (2, ANNOUNCEMENT)]
    assert first[0][2] == {"k": office.hq.ring.panel_public}
    # The answer was lost: the same again, under the same numbers.
    assert office.send(house.ask(1)).messages == office.send(house.day(2)).messages == first
    assert office.send(house.ask(3, has=2)).messages == ()
    write(office, "开会")
    assert titles(office.send(house.day(4)).messages) == [(3, "开会")]


def test_numbers_have_no_holes_and_are_each_houses_own(office: Office) -> None:
    here, there = office.enrolled_house("yuexi"), office.enrolled_house("yudu")
    write(office, "都来", county=None)
    write(office, "只给于都", county="yudu")
    write(office, "只给这家", house=here.house)
    write(office, "又都来", GUIDANCE)
    assert titles(office.send(here.ask(1)).messages) == [
        (2, "都来"),
        (3, "只给这家"),
        (4, "又都来"),
    ]
    assert titles(office.send(there.ask(1)).messages) == [
        (2, "都来"),
        (3, "只给于都"),
        (4, "又都来"),
    ]


def test_a_hole_in_what_came_keeps_no_message_back(office: Office) -> None:
    house, other = office.enrolled_house(), office.enrolled_house()
    office.send(other.ask(1))
    # The newest headcount of a long silence goes first: of those before it nothing has come.
    answered = office.send(house.ask(1), house.day(9))
    assert (answered.accepted, [kind for _, kind, _ in answered.messages]) == (1, [PANEL])
    # Since a restore from a backup such a hole may mean that the house has said more than is known:
    # it holds back what that house gets, and of no other.
    with office.hq.database.transaction() as connection:
        connection.execute(update(heard).values(epoch_number=post.OF_A_BACKUP))
    assert office.send(house.day(9)).messages == ()
    assert [kind for _, kind, _ in office.send(other.day(2)).messages] == [PANEL]


def test_a_house_of_an_earlier_version_is_sent_nothing(office: Office) -> None:
    house = office.enrolled_house()
    write(office, "流感季节")
    assert office.send(house.day(1)).messages == ()


def test_who_only_knows_a_houses_name_is_told_nothing(office: Office) -> None:
    house = office.enrolled_house()
    write(office, "只给这家", house=house.house)
    office.send(house.ask(1))
    forger = SpeakingHouse(house.house, "", house.sealing_key)
    assert office.send(forger.ask(2)).messages == ()


def test_a_restored_house_gets_again_what_its_records_do_not_hold(office: Office) -> None:
    house = office.enrolled_house()
    for title in ("一", "二", "三"):
        write(office, title)
    office.send(house.ask(1))
    office.send(house.ask(2, has=4))
    assert sent(office) == {"三": (1, 1), "二": (1, 1), "一": (1, 1)}
    house.epoch = b"epoch--2"
    assert titles(office.send(house.ask(1, has=2)).messages) == [(3, "二"), (4, "三")]
    assert sent(office) == {"三": (0, 1), "二": (0, 1), "一": (1, 1)}


def test_what_a_house_said_earlier_does_not_count_when_it_comes_later(office: Office) -> None:
    house = office.enrolled_house()
    write(office, "一")
    office.send(house.ask(1))
    early, late = house.ask(2), house.ask(3, has=2)
    office.send(late)
    assert office.send(early).messages == ()


def test_a_headquarters_that_was_restored_gives_no_number_that_the_house_has_seen(
    office: Office,
) -> None:
    house = office.enrolled_house()
    office.send(house.ask(1))
    # The house has 7, of which this headquarters remembers one.
    assert office.send(house.ask(2, has=7)).messages == ()
    write(office, "新的")
    assert titles(office.send(house.day(3)).messages) == [(8, "新的")]
    assert office.send(house.ask(4, has=8)).messages == ()
    write(office, "再来")
    assert titles(office.send(house.day(5)).messages) == [(9, "再来")]


def test_a_house_that_comes_back_with_less_is_sent_something_for_every_number_that_was_lost(
    office: Office,
) -> None:
    house = office.enrolled_house()
    office.send(house.ask(1))
    # Of the 120 that it has, this headquarters, restored from a backup, knows the first alone.
    office.send(house.ask(2, has=120))
    write(office, "新的")
    office.send(house.day(3))
    house.epoch = b"epoch--2"
    first, *_ = came = office.send(house.ask(1)).messages
    assert first[1] == PANEL
    assert came[1:] == tuple([number, GONE, {}] for number in range(2, 51))
    numbers = [number for number, *_ in office.send(house.ask(2, has=50)).messages]
    assert numbers == [*range(51, 101)]
    *gone, last = office.send(house.ask(3, has=100)).messages
    assert gone == [[number, GONE, {}] for number in range(101, 121)]
    assert titles([last]) == [(121, "新的")]
    assert office.send(house.ask(4, has=121)).messages == ()


def test_what_stands_for_lost_numbers_takes_its_part_of_the_room(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.ask(1))
    office.send(house.ask(2, has=9))
    with office.hq.database.transaction() as connection:
        content = {"a": b"\0" * (ROOM - 70)}
        post.write(connection, "well-2", content, "lin", office.hq.clock())
    office.send(house.day(3))
    house.epoch = b"epoch--2"
    came = office.send(house.ask(1, has=1)).messages
    assert [(number, kind) for number, kind, _ in came] == [(n, GONE) for n in range(2, 10)]
    ((number, kind, _),) = office.send(house.ask(2, has=9)).messages
    assert (number, kind) == (10, "well-2")


def test_a_house_that_claims_what_no_house_has_gets_the_next_numbers(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.ask(1))
    assert office.send(house.ask(2, has=2**63 - 1)).accepted == 2
    write(office, "新的")
    assert office.send(house.day(3)).accepted == 3
    house.epoch = b"epoch--2"
    assert titles(office.send(house.ask(1)).messages) == [(2, "新的")]


def test_a_message_that_no_answer_has_room_for_is_not_written(office: Office) -> None:
    house = office.enrolled_house()
    for size, fits in ((ROOM - 70, True), (ROOM - 69, False)):
        with office.hq.database.transaction() as connection:
            try:
                post.write(connection, "well-2", {"a": b"\0" * size}, "lin", office.hq.clock())
            except BadEnvelope:
                assert not fits
            else:
                assert fits
    assert [number for number, _, _ in office.send(house.ask(1)).messages] == [1, 2]
    write(office, "再来")
    assert titles(office.send(house.ask(2, has=2)).messages) == [(3, "再来")]


def test_settings_that_could_be_written_once_hold_no_others_back(
    office: Office, clock: Clock
) -> None:
    line = {"n": "12355", "p": "县\u202e办", "s": True}
    with office.hq.database.transaction() as connection:
        post.write(connection, SETTINGS, {"a": 9, "h": [line]}, "lin", clock())
        post.write(connection, SETTINGS, {"a": 9, "g": ALL_GAMES}, "lin", clock())
    with office.hq.database.reading() as connection:
        said = [one.said for one in post.sent(connection)]
    assert said == [Directions(9, games=ALL_GAMES), Directions(9)]


def test_settings_are_for_houses_that_are_added_later_too(office: Office, clock: Clock) -> None:
    said = Directions(int(clock().timestamp()), games=ALL_GAMES)
    with office.hq.database.transaction() as connection:
        post.write(connection, SETTINGS, said.content(), "lin", clock(), county="yuexi")
    clock.forward(days=7)
    here, there = office.enrolled_house("yuexi"), office.enrolled_house("yudu")
    (_, came) = office.send(here.ask(1)).messages
    assert came == [2, SETTINGS, said.content()]
    assert len(office.send(there.ask(1)).messages) == 1
    with office.hq.database.reading() as connection:
        (one,) = post.sent(connection)
    assert (one.kind, one.said, one.arrived, one.houses) == (SETTINGS, said, 0, 1)


def test_a_house_added_later_gets_guidance_and_no_old_announcement(
    office: Office, clock: Clock
) -> None:
    write(office, "上周的会")
    write(office, "怎样家访", GUIDANCE)
    clock.forward(days=7)
    house = office.enrolled_house()
    write(office, "下周的会")
    assert titles(office.send(house.ask(1)).messages) == [(2, "怎样家访"), (3, "下周的会")]
    assert sent(office) == {"下周的会": (0, 1), "怎样家访": (0, 1), "上周的会": (0, 0)}


def test_a_hundred_long_messages_come_in_several_answers_each_within_its_size(
    office: Office,
) -> None:
    house = office.enrolled_house()
    for number in range(100):
        write(
            office, "题" * LONGEST_TITLE, GUIDANCE if number else ANNOUNCEMENT, "文" * LONGEST_BODY
        )
    has, answers = 0, 0
    while came := office.send(house.ask(answers + 1, has)).messages:
        said = answer.Answer(house.house, house.epoch, 9, 9, (), came)
        assert len(answer.sign(said, office.hq.ring.signing_key)) <= answer.LARGEST
        assert [number for number, _, _ in came] == list(range(has + 1, has + 1 + len(came)))
        has, answers = has + len(came), answers + 1
    assert has == 101
    assert answers < 20


def test_a_real_house_takes_120_messages_once_each_after_a_restore_too(
    small_office: Office, db: sqlite_utils.Database
) -> None:
    code = small_office.new_house().code
    known = enrolment.enrol(small_office.url, code)
    enrolment.save(db, known)
    for number in range(119):
        write(small_office, f"题{number}", GUIDANCE, "文" * (LONGEST_BODY if number == 60 else 9))
    inbox.ask(db, known.enrolled_at)
    steps = 1
    while step(db).again:
        steps += 1
    assert [one.content["t"] for one in inbox.came(db, [GUIDANCE])] == [
        f"题{number}" for number in reversed(range(119))
    ]
    assert inbox.has(db) == 120
    assert steps == 4
    # Restored from a backup that held less, it asks in a new epoch and gets the rest again.
    db.execute("DELETE FROM inbox WHERE number > 30")
    enrolment.new_epoch(db)
    write(small_office, "新的")
    inbox.ask(db, known.enrolled_at)
    while step(db).again:
        pass
    assert inbox.has(db) == 121
    assert len(inbox.came(db, [GUIDANCE])) == 119
    assert sent(small_office)["新的"] == sent(small_office)["题100"] == (1, 1)


def test_a_headquarters_without_a_panel_gets_one_and_tells_the_houses_it_has(
    office: Office, clock: Clock
) -> None:
    house = office.enrolled_house()
    before = office.send(house.ask(1)).messages
    assert [kind for _, kind, _ in before] == [PANEL]
    (office.config.keys / "panel.key").unlink()
    again = create_app(office.config, clock)
    renewed = keyring.load(office.config.keys)
    assert renewed.panel_public != office.hq.ring.panel_public
    assert renewed == keyring.load(office.config.keys)
    assert renewed.signing_key == office.hq.ring.signing_key
    assert (office.config.keys / "panel.key").stat().st_mode & 0o077 == 0
    assert len(list(office.config.keys.iterdir())) == 7
    (late,) = office.send(house.ask(2, has=1)).messages
    assert late == [2, PANEL, {"k": renewed.panel_public}]
    again.extensions["headquarters"].database.close()


def test_starting_again_offers_the_same_key_once(office: Office, clock: Clock) -> None:
    create_app(office.config, clock).extensions["headquarters"].database.close()
    with office.hq.database.reading() as connection:
        kinds = connection.execute(select(messages.c.kind)).scalars().all()
    assert kinds == [PANEL]


def test_a_supervisor_is_told_of_the_county_alone(office: Office) -> None:
    here, there = office.enrolled_house("yuexi"), office.enrolled_house("yudu")
    write(office, "都来")
    write(office, "只给于都", county="yudu")
    write(office, "只给这家", house=here.house)
    for house, has in ((here, 3), (there, 2)):
        office.send(house.ask(1))
        office.send(house.ask(2, has))
    assert sent(office) == {"只给这家": (1, 1), "只给于都": (0, 1), "都来": (2, 2)}
    assert sent(office, "yuexi") == {"只给这家": (1, 1), "都来": (1, 1)}
    assert sent(office, "yudu") == {"只给于都": (0, 1), "都来": (1, 1)}


def test_what_a_house_says_that_it_has_must_be_a_number(office: Office) -> None:
    house = office.enrolled_house()
    for seq, content in enumerate(({}, {"m": -1}, {"m": "2"}, {"m": True}), start=1):
        assert office.send(house.letter(seq, "ask", content)).refused == (seq,)


def test_keys_of_which_most_are_lost_are_not_made_up(config: HqConfig) -> None:
    for path in config.keys.iterdir():
        path.unlink()
    with pytest.raises(DamagedKeys):
        keyring.load(config.keys)


def test_nobody_waits_for_what_a_retired_house_will_never_fetch(office: Office) -> None:
    has, gone, never = (office.enrolled_house("yudu") for _ in range(3))
    write(office, "全部")
    write(office, "一家", house=gone.house)
    for house in (has, gone):
        office.send(house.ask(1))
        office.send(house.ask(2, has=9))
    assert sent(office) == sent(office, "yudu") == {"全部": (2, 3), "一家": (1, 1)}
    with office.hq.database.transaction() as connection:
        for house in (gone, never):
            retiring.retire(connection, house.house, TODAY, "moved", TODAY)
    assert sent(office) == sent(office, "yudu") == {"全部": (1, 1), "一家": (0, 0)}
    with office.hq.database.transaction() as connection:
        retiring.bring_back(connection, gone.house, TODAY)
    assert sent(office) == {"全部": (2, 2), "一家": (1, 1)}
