"""What headquarters sets: followed once, in order, wholly or not at all, and never for good."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from games.catalog import GAMES
from kiosk.caretaker import CHORES, Caretaker, follow_headquarters
from kiosk.config import HouseConfig
from kiosk.domain import concern_rules as rules
from kiosk.domain.concern_rules import ConcernRules
from kiosk.domain.directions import Outcome, Part
from kiosk.domain.hotlines import (
    HOTLINES,
    LONGEST,
    MOST_SHOWN,
    Hotline,
    for_children,
    is_number,
)
from kiosk.domain.settings import Settings
from kiosk.following import follow
from kiosk.house import House, open_house
from kiosk.store import directions
from kiosk.store import settings as settings_store
from sync import directions as wire
from sync import enrolment, inbox
from sync.answer import Answer
from sync.directions import ALL_GAMES, Directions, Line
from sync.messages import ANNOUNCEMENT, SETTINGS, Message
from tests.cast import EPOCH, Hands, enrol
from tests.kiosk.counselor.messages.headquarters import NOW, deliver
from tests.kiosk.counselor.panel import audited
from tests.sync.test_directions import LISTS

OFFICE = Line("0834-6612345", purpose="县儿童办")
WITHOUT_WOLF = frozenset(game.name for game in GAMES) - {"sheep_wolf"}
LETTERS = {game.name for game in GAMES if game.letters}
EMERGENCY = {"12356", "110", "120", "119"}


def said(house: House, **parts: object) -> int:
    """Let one more message that sets something arrive."""
    return deliver(house, SETTINGS, Directions(NOW, **parts).content())


def outcome(house: House, number: int) -> Outcome | None:
    with house.database.reading() as db:
        return directions.outcome(db, number)


def chat_rules(house: House) -> ConcernRules:
    with house.database.reading() as db:
        return settings_store.concern_rules(db)


def holding(house: House) -> dict[Part, int]:
    """Tell which parts are as headquarters set them, and by which message."""
    with house.database.reading() as db:
        found = {part: directions.holding(db, part) for part in Part}
        return {part: one.number for part, one in found.items() if one}


def everything(house: House) -> list[object]:
    with house.database.reading() as db:
        tables = ("settings", "directions", "audit")
        return [list(db.query(f"SELECT * FROM {table} ORDER BY 1")) for table in tables]


def test_each_part_is_set_and_nothing_else(unlocked: House) -> None:
    enrol(unlocked)
    number = said(
        unlocked,
        lines=(OFFICE, Line("13800002222", "supervisor", shown=False)),
        thresholds={"days_missed": 8, "fall": False},
        games=WITHOUT_WOLF,
    )
    before = unlocked.settings()
    follow_headquarters(unlocked)
    assert outcome(unlocked, number) is Outcome.FOLLOWED
    numbers = {line.purpose: line.number for line in for_children(unlocked.hotlines())}
    assert numbers["县儿童办"] == "0834-6612345"
    assert {line.number for line in unlocked.hotlines()} >= EMERGENCY | {"13800002222"}
    assert chat_rules(unlocked) == replace(ConcernRules(), days_missed=8, fall=False)
    assert unlocked.settings() == replace(before, games=WITHOUT_WOLF)
    assert holding(unlocked) == dict.fromkeys(Part, number)
    assert ("set", "hotlines thresholds games") in audited(unlocked)


def test_the_same_again_changes_nothing(unlocked: House) -> None:
    enrol(unlocked)
    content = Directions(NOW, (OFFICE,), games=WITHOUT_WOLF).content()
    down = Answer("yuexi-0001", EPOCH, 0, NOW, (), (Message(1, SETTINGS, content).plain(),))
    states = []
    for _ in range(3):
        with unlocked.database.transaction() as db:
            inbox.take(db, down)
        follow(unlocked)
        states.append(everything(unlocked))
    assert states[0] == states[1] == states[2]


def test_what_the_counselor_sets_holds_until_headquarters_sets_it_anew(unlocked: House) -> None:
    enrol(unlocked)
    said(unlocked, lines=(OFFICE,), thresholds={"days_missed": 8})
    follow(unlocked)
    with unlocked.database.transaction() as db:
        moment = unlocked.clock()
        settings_store.set_hotlines(db, HOTLINES, moment, "li")
    follow(unlocked)
    assert unlocked.hotlines() == HOTLINES
    assert holding(unlocked) == {Part.THRESHOLDS: 1}
    again = said(unlocked, lines=(OFFICE,))
    follow(unlocked)
    assert unlocked.hotlines() != HOTLINES
    assert holding(unlocked) == {Part.THRESHOLDS: 1, Part.HOTLINES: again}
    assert chat_rules(unlocked).days_missed == 8


def test_the_latest_word_counts_whatever_came_together(unlocked: House) -> None:
    enrol(unlocked)
    for days in (8, 12, 4):
        said(unlocked, thresholds={"days_missed": days})
    follow(unlocked)
    assert chat_rules(unlocked).days_missed == 4


def test_her_own_lines_stay_and_one_of_the_same_name_is_set(unlocked: House) -> None:
    enrol(unlocked)
    hers = [Hotline("0834-111", "村卫生室", shown=False), Hotline("0834-222", "县儿童办")]
    with unlocked.database.transaction() as db:
        spared = [replace(one, shown=one.key != "government" and one.shown) for one in HOTLINES]
        settings_store.set_hotlines(db, [*spared, *hers], unlocked.clock(), "li")
    said(unlocked, lines=(OFFICE,))
    follow(unlocked)
    assert [line for line in unlocked.hotlines() if not line.key] == [
        hers[0],
        replace(hers[1], number=OFFICE.number),
    ]
    said(unlocked, lines=(replace(OFFICE, number=""),))
    follow(unlocked)
    assert [line for line in unlocked.hotlines() if not line.key] == hers[:1]


@pytest.mark.parametrize(
    ("content", "outcome_of_it"),
    [
        ({"a": NOW, "t": {"days_missed": 5}}, Outcome.UNREADABLE),
        ({"a": NOW, "g": 3, "t": {"days_missed": 8}}, Outcome.UNREADABLE),
        ({}, Outcome.UNREADABLE),
        ({"a": NOW, "g": ["moon_walk"], "t": {"days_missed": 8}}, Outcome.NO_GAME),
        ({"a": NOW, "g": sorted(LETTERS), "t": {"days_missed": 8}}, Outcome.NO_GAME),
        (
            {"a": NOW, "h": [{"p": f"站{n}", "n": "0834-11", "s": False} for n in range(5)]},
            Outcome.NO_ROOM,
        ),
        (
            {
                "a": NOW,
                "h": [
                    {"k": one, "n": "12345", "s": True}
                    for one in ("government", "youth", "supervisor")
                ],
                "t": {"days_missed": 8},
            },
            Outcome.NO_ROOM,
        ),
    ],
)
def test_what_cannot_be_followed_changes_nothing_and_holds_back_no_other(
    unlocked: House, content: dict[str, object], outcome_of_it: Outcome
) -> None:
    enrol(unlocked)
    number = deliver(unlocked, SETTINGS, content)
    next_one = said(unlocked, thresholds={"weeks_known": 4})
    before = unlocked.settings()
    follow(unlocked)
    assert outcome(unlocked, number) is outcome_of_it
    assert unlocked.hotlines() == HOTLINES
    assert unlocked.settings() == before
    assert chat_rules(unlocked) == replace(ConcernRules(), weeks_known=4)
    assert holding(unlocked) == {Part.THRESHOLDS: next_one}
    assert "could not set" in dict(audited(unlocked))


def test_games_of_a_later_version_are_passed_over(unlocked: House) -> None:
    enrol(unlocked)
    said(unlocked, games=frozenset({"moon_walk", "team_pairs"}))
    follow(unlocked)
    assert unlocked.settings().games == {"team_pairs"}
    said(unlocked, games=ALL_GAMES)
    follow(unlocked)
    assert unlocked.settings().games is None


def test_a_power_cut_between_two_messages_leaves_the_second_to_be_followed(
    unlocked: House,
) -> None:
    enrol(unlocked)
    said(unlocked, thresholds={"days_missed": 8})
    said(unlocked, thresholds={"weeks_known": 4})
    with unlocked.database.transaction() as db:
        db.execute(
            "CREATE TRIGGER cut BEFORE INSERT ON directions WHEN NEW.number = 2"
            " BEGIN SELECT RAISE(ABORT, 'cut'); END"
        )
    Caretaker(unlocked, chores=[follow_headquarters]).step()
    assert chat_rules(unlocked) == replace(ConcernRules(), days_missed=8)
    with unlocked.database.transaction() as db:
        db.execute("DROP TRIGGER cut")
    follow(unlocked)
    assert chat_rules(unlocked) == replace(ConcernRules(), days_missed=8, weeks_known=4)


def test_what_an_earlier_version_kept_is_followed_by_this_one(
    config: HouseConfig, hands: Hands, unlocked: House
) -> None:
    enrol(unlocked)
    number = said(unlocked, thresholds={"days_missed": 8})
    later = deliver(unlocked, ANNOUNCEMENT, {"a": NOW, "t": "题", "b": "文"})
    with unlocked.database.transaction() as db:
        db.execute("DROP TABLE directions")
        db.execute("DROP INDEX inbox_kinds")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'follow_headquarters'")
    unlocked.close()
    upgraded = open_house(config, hands)
    follow_headquarters(upgraded)
    assert chat_rules(upgraded).days_missed == 8
    assert outcome(upgraded, number) is Outcome.FOLLOWED
    assert outcome(upgraded, later) is None
    upgraded.close()


def test_the_caretaker_follows_by_itself() -> None:
    assert follow_headquarters in CHORES


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(LISTS.filter(len), min_size=1, max_size=3))
def test_whatever_headquarters_sets_children_can_call_for_help(
    unlocked: House, lists: list[list[Line]]
) -> None:
    with unlocked.database.reading() as db:
        is_known = enrolment.known(db) is not None
    if not is_known:
        enrol(unlocked)
    for lines in lists:
        said(unlocked, lines=tuple(lines))
    follow(unlocked)
    shown = for_children(unlocked.hotlines())
    assert {line.number for line in shown} >= EMERGENCY
    assert len(shown) <= MOST_SHOWN


def test_the_wire_and_the_house_know_the_same_ranges() -> None:
    switches = dict.fromkeys(rules.SWITCHES, (False, True))
    assert dict(wire.THRESHOLDS) == {**rules.CHOICES, **switches}
    assert wire.LONGEST_NUMBER == LONGEST
    assert set(wire.LINES) < {line.key for line in HOTLINES}
    assert EMERGENCY.isdisjoint(one.number for one in HOTLINES if one.key in wire.LINES)


@given(st.text("+0123456789 -", max_size=15))
def test_the_wire_and_the_house_call_the_same_a_number(text: str) -> None:
    line = {"k": "youth", "n": text, "s": True}
    try:
        Directions.from_content({"a": NOW, "h": [line]})
    except ValueError:
        assert not is_number(text)
    else:
        assert is_number(text)


def test_what_holds_is_named_with_its_moment_until_somebody_sets_it(unlocked: House) -> None:
    enrol(unlocked)
    said(unlocked, games=WITHOUT_WOLF)
    follow(unlocked)
    with unlocked.database.reading() as db:
        came = directions.holding(db, Part.GAMES)
    assert came and came.came_at == NOW
    with unlocked.database.transaction() as db:
        settings_store.set_to(db, Settings(), unlocked.config.settings, unlocked.clock(), "li")
    assert holding(unlocked) == {}
