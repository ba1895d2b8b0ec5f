"""All that a boot recorded moves with it, table by table; what others recorded stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kiosk.domain.children import Child
from kiosk.domain.clock import Source, Verdict
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import HOUSE_ZONE, ClockState, to_ms
from kiosk.house import House
from kiosk.store import devices, notices
from kiosk.store.attendance import by_hand, talks
from tests.cast import Hands, add_child
from tests.kiosk.store.belongings import fill
from tests.kiosk.store.clock.conftest import MORNING, come, go, row

TABLES = ("visits", "moods", "feedback", "fetchings", "plays", "consents", "notices")


def rows(house: House, table: str, where: str) -> list[dict]:
    with house.database.reading() as db:
        return [*db.query(f"SELECT * FROM {table} WHERE {where}")]


def live(house: House, clock: Callable, nickname: str) -> Child:
    """Let a new child leave something in every table, and the counselor hear of something."""
    here = replace(house, clock=clock)
    child = add_child(here, nickname, keeps=set(Purpose), birth=date(2016, 1, 1))
    fill(here, child)
    with house.database.transaction() as db:
        notices.tell(db, clock(), f"{nickname} has come.")
    return child


def test_every_kind_of_record_moves_by_as_much_as_its_boot_and_no_other_does(
    unlocked: House, boot: Callable
) -> None:
    live(unlocked, unlocked.clock, "小松")
    others = {table: rows(unlocked, table, "boot = 'boot-1'") for table in (*TABLES, "talks")}
    added_before = rows(unlocked, "children", "nickname != '雀儿'")
    clock, wall = boot("b1", MORNING)
    live(unlocked, clock, "雀儿")
    before = {table: rows(unlocked, table, "boot = 'b1'") for table in TABLES}
    added = row(unlocked, "SELECT added_at FROM children WHERE nickname = '雀儿'")
    old = row(unlocked, "SELECT base FROM boots")["base"]
    assert clock.consider(Source.HEADQUARTERS, wall.now) is Verdict.BETTER
    by = row(unlocked, "SELECT base FROM boots")["base"] - old
    assert by > 0
    for table, kept in before.items():
        changed = [{**one, "at": one["at"] + by, "clock": "trusted"} for one in kept]
        for one in changed:
            if "day" in one:
                one["day"] = "2026-11-26"
            if "left_at" in one:
                one["left_at"] += by
        assert kept and rows(unlocked, table, "boot = 'b1'") == changed, table
    assert {one["day"] for one in rows(unlocked, "talks", "boot = 'b1'")} == {"2026-11-26"}
    for table, kept in others.items():
        assert kept and rows(unlocked, table, "boot = 'boot-1'") == kept, table
    moved = row(unlocked, "SELECT added_at FROM children WHERE nickname = '雀儿'")
    assert moved["added_at"] == added["added_at"] + by
    assert rows(unlocked, "children", "nickname != '雀儿'") == added_before


def test_a_child_that_was_added_in_one_of_two_boots_moves_with_that_one(
    unlocked: House, boot: Callable
) -> None:
    ahead, wall = boot("b1", MORNING, says=datetime(2026, 12, 9, tzinfo=HOUSE_ZONE))
    live(unlocked, ahead, "小松")
    right, wall = boot("b2", MORNING + timedelta(hours=1))
    wall.forward(hours=1)
    live(unlocked, right, "雀儿")
    assert right.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
    with unlocked.database.reading() as db:
        query = "SELECT nickname, added_at FROM children"
        added = {one["nickname"]: one["added_at"] for one in db.query(query)}
    assert added["雀儿"] == to_ms(wall.now)
    assert added["小松"] == to_ms(wall.started)


def test_a_tapped_visit_to_which_a_counselor_gave_its_time_keeps_it(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    seq = come(unlocked, panda, clock)
    came, went = (datetime(2026, 11, 24, 7, minute, tzinfo=HOUSE_ZONE) for minute in (10, 40))
    with unlocked.database.transaction() as db:
        by_hand.correct(db, seq, came, went, clock(), "li")
    before = rows(unlocked, "visits", "1")
    assert clock.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
    assert rows(unlocked, "visits", "1") == before


def test_what_has_neither_number_nor_boot_moves_if_it_was_when_the_boot_was_on(
    unlocked: House, boot: Callable
) -> None:
    times = (("house", "founded_at"), ("counselors", "since"), ("counselors", "until"))
    times += (("devices", "paired_at"), ("devices", "used_at"))
    with unlocked.database.transaction() as db:
        (li,) = db.query("SELECT id FROM counselors")
        devices.pair(db, "phone", li["id"], unlocked.clock())
    clock, wall = boot("b1", MORNING)
    wall.forward(hours=1)
    for table, column in times:
        for ago, moves in ((timedelta(minutes=5), True), (timedelta(days=1), False)):
            when = to_ms(clock().at - ago)
            with unlocked.database.transaction() as db:
                db.execute(f"UPDATE {table} SET {column} = ?", [when])
            old = row(unlocked, "SELECT base FROM boots")["base"]
            wall.forward(minutes=10)
            assert clock.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
            by = row(unlocked, "SELECT base FROM boots")["base"] - old
            found = row(unlocked, f"SELECT {column} AS at FROM {table}")["at"]
            assert found == when + (by if moves else 0), (table, column, ago)
            wall.now += timedelta(days=1)
            wall.started += timedelta(days=1)


def test_nothing_moves_to_before_what_is_certain_not_even_to_the_day_before(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    night = datetime(2026, 11, 26, 23, 59, tzinfo=HOUSE_ZONE)
    ahead, wall = boot("b1", night)
    ahead.consider(Source.HEADQUARTERS, wall.now + timedelta(minutes=2))
    come(unlocked, panda, ahead)
    floor = to_ms(wall.now + timedelta(minutes=2))
    right, wall = boot("b2", wall.now - timedelta(seconds=30))
    sparrow = add_child(
        replace(unlocked, clock=right), "雀儿", keeps=set(Purpose), birth=date(2016, 1, 1)
    )
    come(unlocked, sparrow, right)
    go(unlocked, sparrow, right)
    go(unlocked, panda, right)
    assert right.consider(Source.HEADQUARTERS, wall.now) is Verdict.BETTER
    for one in rows(unlocked, "visits", "1"):
        assert (one["day"], one["at"], one["left_at"]) == ("2026-11-27", floor, floor)
    added = f"SELECT added_at FROM children WHERE id = '{sparrow.id}'"
    assert row(unlocked, added) == {"added_at": floor}


@pytest.mark.parametrize("records", [True, False])
def test_an_earlier_boot_makes_room_for_what_a_later_one_recorded_and_not_for_its_start(
    unlocked: House, panda: Child, boot: Callable, records: bool
) -> None:
    """A boot without a date goes on from the last record, as if it had started before that."""
    first, wall = boot("b1", MORNING, says=MORNING + timedelta(seconds=30))
    wall.forward(hours=2)
    seq = come(unlocked, panda, first)
    second, _ = boot("b2", MORNING + timedelta(hours=3))
    if records:
        go(unlocked, panda, second)
    third, wall = boot("b3", MORNING + timedelta(hours=4))
    assert third.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
    kept = row(unlocked, f"SELECT at FROM visits WHERE seq = {seq}")
    assert kept == {"at": to_ms(MORNING + timedelta(hours=2, seconds=30))}


def test_what_the_present_boot_recorded_for_certain_does_not_hold_it_there(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    clock.consider(Source.COUNSELOR, wall.now + timedelta(hours=1))
    wall.forward(hours=3)
    come(unlocked, panda, clock)
    assert clock.consider(Source.HEADQUARTERS, wall.now) is Verdict.BETTER
    assert row(unlocked, "SELECT at FROM visits") == {"at": to_ms(wall.now)}


def test_what_was_only_estimated_before_boots_were_kept_is_no_certain_moment(
    unlocked: House, panda: Child, hands: Hands, boot: Callable
) -> None:
    hands.forward(days=1)
    add_child(unlocked, "豆豆", keeps=set(Purpose), birth=date(2020, 12, 1))
    certain = row(unlocked, "SELECT max(at) AS at FROM consents")["at"]
    hands.clock = ClockState.ESTIMATED
    hands.forward(days=9)
    come(unlocked, panda, hands)
    clock, wall = boot("b1", MORNING)
    until = clock.certain_until()
    assert until and to_ms(until) == certain
    assert clock.consider(Source.HEADQUARTERS, wall.now) is Verdict.BETTER


@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (23, 5)])
def test_a_wish_to_talk_comes_to_the_day_on_which_its_boot_was_on_when_it_was_made(
    unlocked: House, panda: Child, boot: Callable, hour: int, minute: int
) -> None:
    """Its day alone is open: it went on from eight of another day for less than an hour."""
    started = datetime(2026, 11, 26, hour, minute, tzinfo=HOUSE_ZONE)
    clock, wall = boot("b1", started)
    with unlocked.database.transaction() as db:
        talks.ask(db, unlocked.vault, panda.id, clock())
    assert row(unlocked, "SELECT day FROM talks") == {"day": "2026-11-24"}
    wall.forward(minutes=50)
    assert clock.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
    assert row(unlocked, "SELECT day FROM talks") == {"day": "2026-11-26"}


def test_a_visit_from_paper_hides_no_certain_moment_that_was_before_it_was_written(
    unlocked: House, panda: Child, hands: Hands, boot: Callable
) -> None:
    hands.forward(hours=5)
    come(unlocked, panda, hands)
    certain = row(unlocked, "SELECT at FROM visits")["at"]
    paper = datetime(2026, 11, 20, 9, tzinfo=HOUSE_ZONE)
    with unlocked.database.transaction() as db:
        by_hand.back_fill(db, panda.id, paper.date(), paper, None, hands(), "li")
    until = boot("b1", MORNING)[0].certain_until()
    assert until and to_ms(until) == certain
