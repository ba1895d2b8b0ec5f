"""A card was copied, replaced or stolen: every day of every machine still arrives, once."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlite_utils
from sqlalchemy import func, select

from sync import enrolment, outbox, records
from sync.anew import again, resending
from sync.carrying.step import step
from sync.hq.receive import aside
from sync.hq.register import houses
from sync.hq.store.schema import envelopes, epochs, questions
from sync.hq.store.schema import unread as unread_table
from sync.hq.told import days
from sync.messages import ASK, QUESTION, Ask
from sync.status import wire_status
from sync.summary import DaySummary
from tests.sync.hq.cast import EPOCH, NOW, TODAY, Clock, Office, SpeakingHouse

AT = int(NOW.timestamp())
FIRST = TODAY - timedelta(days=20)


def the_day(number: int) -> date:
    return FIRST + timedelta(days=number)


def close_days(db: sqlite_utils.Database, *numbers: int, present: int = 7) -> None:
    for number in numbers:
        told = DaySummary(the_day(number), 300, present, 0, "trusted", {})
        outbox.put(db, "day", told.payload(), AT + number, readable=True)


def arrived(office: Office, house: str) -> dict[date, int]:
    with office.hq.database.reading() as connection:
        return {one.day: one.present for one in days.between(connection, FIRST, TODAY, house)}


def two_cards(office: Office, house: str) -> int | None:
    with office.hq.database.reading() as connection:
        return houses.find(connection, house).two_cards_since


def drain(db: sqlite_utils.Database) -> None:
    for _ in range(20):
        if not step(db).again:
            return
    raise AssertionError("it does not end")


def wrapped(house: SpeakingHouse, seq: int, inner: bytes) -> bytes:
    return house.letter(seq, again.AGAIN, again.payload(inner))


@pytest.fixture
def house(db: sqlite_utils.Database, small_office: Office) -> str:
    """A real house of the office's, with its real outbox."""
    enrolment.save(db, enrolment.enrol(small_office.url, small_office.new_house().code))
    return enrolment.need(db).house


@pytest.fixture
def copies(house_file: Path, db: sqlite_utils.Database, house: str) -> Iterator[list]:
    """The house's card, and another one that was made of it byte by byte."""
    close_days(db, 1, 2)
    assert step(db).trouble is None
    close_days(db, 3)
    with db.conn:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    clone = house_file.with_name("clone.db")
    shutil.copy(house_file, clone)
    with ExitStack() as opened:
        both = (house_file, clone)
        yield [opened.enter_context(closing(records.open_database(card))) for card in both]


def test_all_days_of_two_copies_of_one_card_arrive(
    small_office: Office, house: str, copies: list[sqlite_utils.Database]
) -> None:
    ours, clone = copies
    close_days(ours, 4, 5, 6)
    close_days(clone, 7, 8)
    for db in (ours, clone, clone, ours):
        drain(db)
    close_days(ours, 9)
    close_days(clone, 10)
    for db in (clone, ours, clone, ours):
        drain(db)
    assert sorted(arrived(small_office, house)) == [the_day(number) for number in range(1, 11)]
    for db in copies:
        status = wire_status(db)
        assert (status.waiting, status.set_aside, status.trouble) == (0, 0, None)
    assert two_cards(small_office, house) == AT
    with small_office.hq.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(epochs)).scalar_one() <= 3


def test_a_card_that_was_replaced_brings_what_waited(
    small_office: Office, db: sqlite_utils.Database, house: str
) -> None:
    close_days(db, 1)
    drain(db)
    close_days(db, 2, 3)
    hq = small_office.hq
    with hq.database.transaction() as connection:
        code = houses.give_code(connection, house, hq.clock())
    resending.enrol_again(db, enrolment.enrol(small_office.url, code))
    close_days(db, 4)
    drain(db)
    assert sorted(arrived(small_office, house)) == [the_day(number) for number in range(1, 5)]
    assert (wire_status(db).set_aside, two_cards(small_office, house)) == (0, None)


def test_two_cards_are_told_since_they_were_first_met_until_a_new_one_is_enrolled(
    small_office: Office, clock: Clock
) -> None:
    house = small_office.enrolled_house()
    small_office.send(house.day(1), house.day(2))
    for seq in (1, 2):
        small_office.send(house.day(seq, present=3))
        assert two_cards(small_office, house.house) == AT
        clock.forward(hours=1)
    with small_office.hq.database.transaction() as connection:
        house.code = houses.give_code(connection, house.house, clock())
    house.epoch = b"epoch--2"
    assert small_office.post("/v1/enrol", house.request()).status_code == 200
    assert two_cards(small_office, house.house) is None


def test_what_had_arrived_before_has_no_second_effect(office: Office) -> None:
    house = office.enrolled_house()
    old, older = house.day(2, present=9), house.day(1, present=5)
    office.send(older, old)
    house.epoch = b"epoch--2"
    answer = office.send(wrapped(house, 1, older), wrapped(house, 2, old))
    assert (answer.accepted, answer.refused) == (2, ())
    assert arrived(office, house.house) == {TODAY: 9}
    with office.hq.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(envelopes)).scalar_one() == 4


def test_an_old_word_that_comes_late_stays_older_than_what_came_meanwhile(office: Office) -> None:
    house = office.enrolled_house()
    late = house.day(1, present=5)
    office.send(house.day(2, present=9))
    house.epoch = b"epoch--2"
    assert office.send(wrapped(house, 1, late)).accepted == 1
    assert arrived(office, house.house) == {TODAY: 9}


def test_an_epoch_that_was_never_met_comes_before_the_one_around_it(office: Office) -> None:
    house = office.enrolled_house()
    unmet = SpeakingHouse(
        house.house, "", house.sealing_key, b"epoch--0", reply_keys=house.reply_keys
    )
    letters = [unmet.day(1, present=5), unmet.question(2, bytes(range(32)), "什么？")]
    office.send(house.ask(1), house.day(2, present=9))
    answer = office.send(*(wrapped(house, seq, one) for seq, one in enumerate(letters, 3)))
    assert (answer.accepted, answer.refused) == (4, ())
    assert arrived(office, house.house) == {TODAY: 9}
    office.send(house.ask(5, 2))
    with office.hq.database.reading() as connection:
        order = select(epochs.c.epoch).order_by(epochs.c.number)
        assert connection.execute(order).scalars().all() == [b"epoch--0", EPOCH]
        asked = select(questions.c.epoch, questions.c.seq)
        assert connection.execute(asked).all() == [(b"epoch--0", 2)]


def unmet(house: SpeakingHouse) -> bytes:
    """Bring once more what an epoch told that headquarters never met."""
    before = SpeakingHouse(house.house, "", house.sealing_key, b"epoch--0")
    return wrapped(house, 9, before.day(1, TODAY - timedelta(days=1)))


def test_an_epoch_that_was_never_met_moves_those_of_its_own_house_alone(office: Office) -> None:
    house, other = office.enrolled_house(), office.enrolled_house()
    office.send(other.day(7, present=9))
    office.send(unmet(house))
    # A restored house counts anew: its numbers are low, and what it says is the later word.
    other.epoch = b"epoch--2"
    office.send(other.day(1, present=4))
    assert arrived(office, other.house) == {TODAY: 4}


def test_what_a_house_said_last_stays_the_last_word_where_its_epoch_moves(office: Office) -> None:
    house = office.enrolled_house()
    early, late = house.ask(2, has=0), house.ask(3, has=1)
    office.send(house.ask(1))
    office.send(late)
    office.send(unmet(house))
    assert office.send(early).messages == ()


def test_one_inside_one_inside_another_arrives_once(office: Office) -> None:
    house = office.enrolled_house()
    first = wrapped(house, 1, SpeakingHouse(house.house, "", house.sealing_key, b"epoch--0").day(1))
    house.epoch = b"epoch--2"
    office.send(wrapped(house, 1, first))
    office.send(wrapped(house, 2, first))
    with office.hq.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(envelopes)).scalar_one() == 4
    assert arrived(office, house.house) == {TODAY: 21}


def test_a_number_that_another_card_has_used_counts_as_of_the_one_around(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1, present=9))
    inner = house.day(1, TODAY - timedelta(days=1), present=4)
    asked = house.question(2, bytes(range(32)), "什么？")
    office.send(house.question(2, bytes(range(32)), "怎么办？"))
    house.epoch = b"epoch--2"
    assert office.send(wrapped(house, 1, inner), wrapped(house, 2, asked)).refused == ()
    assert arrived(office, house.house) == {TODAY: 9, TODAY - timedelta(days=1): 4}
    assert two_cards(office, house.house) == AT
    with office.hq.database.reading() as connection:
        found = select(questions.c.epoch, questions.c.seq).order_by(questions.c.epoch)
        assert connection.execute(found).all() == [(EPOCH, 2), (b"epoch--2", 2)]


@pytest.mark.parametrize("kind", ["other house", "bad day", "no envelope", "nothing"])
def test_what_cannot_be_used_inside_is_refused_with_its_envelope(office: Office, kind: str) -> None:
    house, other = office.enrolled_house(), office.enrolled_house()
    inner = {
        "other house": other.day(1),
        "bad day": house.letter(9, "day", {"d": "yesterday"}),
        "no envelope": b"rubbish",
        "nothing": b"",
    }[kind]
    letter = wrapped(house, 1, inner)
    for _ in range(2):
        answer = office.send(letter)
        assert (answer.accepted, answer.refused) == (1, (1,))
    with office.hq.database.reading() as connection:
        assert len(aside.in_quarantine(connection, house.house)) == 1
        assert connection.execute(select(func.count()).select_from(envelopes)).scalar_one() == 1


def test_what_was_of_its_time_has_no_effect_inside(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.letter(1, ASK, Ask(0).payload()))
    old = SpeakingHouse(house.house, "", house.sealing_key, b"epoch--0")
    change = old.letter(2, "key", {"k": bytes(32), "p": bytes(64)})
    answer = office.send(wrapped(house, 2, old.ask(1, 9)), wrapped(house, 3, change))
    assert (answer.accepted, answer.refused) == (3, ())
    assert office.send(house.day(4)).accepted == 4


def test_a_kind_that_is_not_known_yet_is_kept_inside_too(office: Office) -> None:
    house = office.enrolled_house()
    old = SpeakingHouse(house.house, "", house.sealing_key, b"epoch--0")
    later = old.of_version(2, 2, "day", b"sealed otherwise")
    answer = office.send(wrapped(house, 1, old.letter(1, "song", {})), wrapped(house, 2, later))
    assert (answer.accepted, answer.refused) == (2, ())
    with office.hq.database.reading() as connection:
        kept = select(unread_table.c.epoch, unread_table.c.seq).order_by(unread_table.c.seq)
        assert connection.execute(kept).all() == [(b"epoch--0", 1), (b"epoch--0", 2)]


def test_what_the_house_mended_is_no_sign_of_another_card(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1))
    mended = house.letter(1, "lost", {"k": "month"})
    assert office.send(mended).refused == (1,)
    house.epoch = b"epoch--2"
    assert office.send(wrapped(house, 1, mended)).refused == ()
    assert two_cards(office, house.house) is None
    house.epoch = EPOCH
    assert office.send(house.letter(1, QUESTION, {"s": b"x"})).refused == (1,)
    assert two_cards(office, house.house) == AT
