"""What hangs on the day of a visit, where its boot moves: read from the real records."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.domain.children import Child
from kiosk.domain.clock import Source, Verdict
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.house import House
from kiosk.store.attendance import by_hand, days, first_days, visit_lists, visits
from kiosk.timekeeper import Timekeeper
from tests.kiosk.store.clock.conftest import MORNING, Wall, come, go, row

PAPER_DAY = "2026-11-10"


def test_two_open_visits_that_come_to_one_day_are_one_after_the_other(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    first = come(unlocked, panda, boot("b1", MORNING)[0])
    again, wall = boot("b2", MORNING + timedelta(hours=1), says=datetime(2026, 12, 9, tzinfo=UTC))
    second = come(unlocked, panda, again)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE boots SET clock = 'unknown', source = 'unknown' WHERE boot = 'b1'")
    again.consider(Source.COUNSELOR, wall.now)
    with unlocked.database.reading() as db:
        early, late = visit_lists.between(db, date(2026, 11, 26), date(2026, 11, 26))
        assert [visit.seq for visit in visits.here(db, again())] == [second]
    assert (early.seq, late.seq) == (first, second)
    assert (early.left, late.left) == (late.arrived, None)


def test_what_was_written_from_paper_keeps_the_time_on_the_paper(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    seq = come(unlocked, panda, clock)
    changes = {"how": "paper", "day": PAPER_DAY, "at": 5, "left_at": 6, "clock": "trusted"}
    with unlocked.database.transaction() as db:
        db.table("visits").update(seq, changes)
    clock.consider(Source.COUNSELOR, wall.now)
    kept = row(unlocked, "SELECT * FROM visits")
    assert {name: kept[name] for name in changes} == changes


TODAY = date(2026, 11, 24)
SEVEN, TEN = (datetime(2026, 11, 24, hour, tzinfo=HOUSE_ZONE) for hour in (7, 10))


def come_on_paper(house: House, child: Child, clock: Timekeeper, at: datetime = SEVEN) -> None:
    with house.database.transaction() as db:
        by_hand.back_fill(db, child.id, TODAY, at, None, clock(), "li")


def test_a_tap_that_ends_a_visit_from_paper_moves_with_its_boot(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", datetime(2026, 11, 24, 8, tzinfo=UTC))
    come_on_paper(unlocked, panda, clock)
    go(unlocked, panda, clock)
    with unlocked.database.transaction() as db:
        days.settle(db, TODAY)
    clock.consider(Source.COUNSELOR, wall.now)
    with unlocked.database.reading() as db:
        (visit,) = visit_lists.between(db, TODAY, TODAY)
        assert days.is_unsettled(db, TODAY)
    assert visit.arrived == SEVEN
    assert visit.left and abs(visit.left - wall.now) < timedelta(seconds=1)


def test_a_tap_that_ends_a_visit_from_paper_never_moves_before_it(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    says = datetime(2026, 11, 24, 8, tzinfo=UTC)
    clock, wall = boot("b1", datetime(2026, 11, 24, 1, tzinfo=UTC), says=says)
    come_on_paper(unlocked, panda, clock, TEN)
    go(unlocked, panda, clock)
    assert clock.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
    with unlocked.database.reading() as db:
        (visit,) = visit_lists.between(db, TODAY, TODAY)
    assert visit.left == visit.arrived == TEN


def test_a_visit_from_paper_that_ended_as_the_child_came_again_ends_when_it_truly_came(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", datetime(2026, 11, 24, 8, tzinfo=UTC))
    come_on_paper(unlocked, panda, clock)
    come(unlocked, panda, clock)
    clock.consider(Source.COUNSELOR, wall.now)
    with unlocked.database.reading() as db:
        on_paper, tapped = visit_lists.between(db, TODAY, TODAY)
    assert on_paper.left == tapped.arrived
    assert abs(tapped.arrived - wall.now) < timedelta(seconds=1)


def left_of(house: House, child: Child) -> list[datetime | None]:
    with house.database.reading() as db:
        return [visit.left for visit in reversed(visit_lists.of_child(db, child.id))]


def test_whoever_said_goodbye_keeps_that_end_whatever_happened_at_that_moment_or_after_it(
    unlocked: House, panda: Child, sparrow: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    ends = []
    for hours in (1, 0, 2):
        come(unlocked, panda, clock)
        wall.forward(hours=hours)
        go(unlocked, panda, clock)
        ends.append(wall.now)
        come(unlocked, sparrow, clock)
        go(unlocked, sparrow, clock)
        wall.forward(hours=1)
    come(unlocked, panda, clock)
    assert clock.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
    assert left_of(unlocked, panda) == [*ends, None]
    assert left_of(unlocked, sparrow) == ends


def test_children_who_are_here_together_end_no_visit_of_each_other(
    unlocked: House, panda: Child, sparrow: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    come(unlocked, panda, clock)
    come(unlocked, sparrow, clock)
    clock.consider(Source.COUNSELOR, wall.now)
    assert left_of(unlocked, panda) == left_of(unlocked, sparrow) == [None]


def test_who_came_again_only_on_another_day_never_said_goodbye_on_the_first(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    come(unlocked, panda, boot("b1", MORNING)[0])
    again, wall = boot("b2", MORNING + timedelta(hours=1))
    come(unlocked, panda, again)
    first, second = left_of(unlocked, panda)
    assert first and second is None
    assert again.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
    assert left_of(unlocked, panda) == [None, None]


def test_a_visit_that_is_brought_to_the_day_before_another_one_stays_open(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    come(unlocked, panda, boot("b1", MORNING, says=datetime(2026, 12, 9, tzinfo=UTC))[0])
    again, wall = boot("b2", MORNING + timedelta(hours=1))
    wall.forward(days=1)
    come(unlocked, panda, again)
    again.consider(Source.COUNSELOR, wall.now)
    with unlocked.database.reading() as db:
        found = [visit.day for visit in visit_lists.of_child(db, panda.id)]
    assert found == [date(2026, 11, 27), date(2026, 11, 26)]
    assert row(unlocked, f"SELECT first_day FROM children WHERE id = '{panda.id}'") == {
        "first_day": "2026-11-26"
    }
    assert left_of(unlocked, panda) == [None, None]


def test_each_of_three_visits_that_come_to_one_day_ends_as_the_next_begins(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    for number in range(3):
        clock, wall = boot(f"b{number}", MORNING + timedelta(hours=number))
        come(unlocked, panda, clock)
        wall.forward(minutes=10)
    with unlocked.database.transaction() as db:
        query = "UPDATE boots SET clock = 'unknown', source = 'unknown' WHERE boot IN ('b0', 'b1')"
        db.execute(query)
    clock.consider(Source.COUNSELOR, wall.now)
    with unlocked.database.reading() as db:
        third, second, first = visit_lists.of_child(db, panda.id)
    assert {one.day for one in (first, second, third)} == {date(2026, 11, 26)}
    assert first.arrived <= second.arrived < third.arrived
    assert (first.left, second.left, third.left) == (second.arrived, third.arrived, None)


def test_a_visit_that_comes_to_a_day_ends_only_what_its_child_left_open_there(
    unlocked: House, panda: Child, sparrow: Child, boot: Callable
) -> None:
    """Of what is on paper: an open visit of the day before, an ended one, one of another child."""
    yesterday = TODAY - timedelta(days=1)
    at = [SEVEN + timedelta(minutes=minutes) for minutes in range(0, 60, 10)]
    clock, wall = boot("b1", TEN, says=datetime(2026, 12, 9, tzinfo=UTC))
    with unlocked.database.transaction() as db:
        one_day = timedelta(days=1)
        written = (
            (panda, yesterday, at[0] - one_day, None),
            (panda, TODAY, at[0], at[1]),
            (panda, TODAY, at[2], None),
            (sparrow, TODAY, at[3], None),
        )
        for child, *rest in written:
            by_hand.back_fill(db, child.id, *rest, clock(), "li")
    come(unlocked, panda, clock)
    clock.consider(Source.COUNSELOR, wall.now)
    assert left_of(unlocked, panda) == [None, at[1], wall.now, None]
    assert left_of(unlocked, sparrow) == [None]


@pytest.mark.parametrize(
    "says", [datetime(2026, 11, 24, 8, tzinfo=UTC), datetime(2026, 12, 9, tzinfo=UTC)]
)
def test_a_visit_from_paper_never_ends_before_it_began_though_its_child_came_before(
    unlocked: House, panda: Child, boot: Callable, says: datetime
) -> None:
    clock, wall = boot("b1", datetime(2026, 11, 24, 1, tzinfo=UTC), says=says)
    come_on_paper(unlocked, panda, clock, TEN)
    come(unlocked, panda, clock)
    assert clock.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
    with unlocked.database.reading() as db:
        ends = {visit.arrived: visit.left for visit in visit_lists.of_child(db, panda.id)}
    assert ends == {TEN: TEN, wall.now: None}


def test_what_is_written_from_paper_later_ends_no_visit_that_was_tapped(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", TEN, says=datetime(2026, 12, 9, tzinfo=UTC))
    come(unlocked, panda, clock)
    eight = SEVEN + timedelta(hours=1)
    with unlocked.database.transaction() as db:
        by_hand.back_fill(db, panda.id, TODAY, SEVEN, eight, clock(), "li")
    clock.consider(Source.COUNSELOR, wall.now)
    with unlocked.database.reading() as db:
        ends = {visit.arrived: visit.left for visit in visit_lists.of_child(db, panda.id)}
    assert ends == {SEVEN: eight, wall.now: None}


def test_an_open_visit_from_paper_that_was_written_later_ends_as_its_child_was_tapped_in(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", TEN, says=datetime(2026, 12, 9, tzinfo=UTC))
    come(unlocked, panda, clock)
    come_on_paper(unlocked, panda, clock)
    clock.consider(Source.COUNSELOR, wall.now)
    with unlocked.database.reading() as db:
        ends = {visit.arrived: visit.left for visit in visit_lists.of_child(db, panda.id)}
    assert ends == {SEVEN: wall.now, wall.now: None}


def first_days_told(house: House, child: Child, clock: Timekeeper, wall: Wall, paper: date) -> None:
    """Write a visit of a day from paper, have all days told, and set the clock."""
    at = datetime(paper.year, paper.month, paper.day, 9, tzinfo=HOUSE_ZONE)
    with house.database.transaction() as db:
        by_hand.back_fill(db, child.id, paper, at, None, clock(), "li")
        for day in days.unsettled(db):
            days.settle(db, day)
    clock.consider(Source.COUNSELOR, wall.now)


def test_the_day_that_was_the_first_is_told_anew_where_a_child_came_on_an_earlier_one(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING, says=datetime(2026, 12, 9, tzinfo=UTC))
    come(unlocked, panda, clock)
    wall.forward(days=2)
    first_days_told(unlocked, panda, clock, wall, date(2026, 11, 27))
    with unlocked.database.reading() as db:
        assert [first_days.newcomers(db, date(2026, 11, day)) for day in (26, 27)] == [1, 0]
        assert days.unsettled(db) == [date(2026, 11, 26), date(2026, 11, 27)]


def test_the_day_that_is_the_first_now_is_told_anew_where_the_one_that_was_moved(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    come(unlocked, panda, clock)
    wall.forward(days=2)
    first_days_told(unlocked, panda, clock, wall, date(2026, 11, 25))
    with unlocked.database.reading() as db:
        assert [first_days.newcomers(db, date(2026, 11, day)) for day in (24, 25, 26)] == [0, 1, 0]
        assert days.unsettled(db) == [date(2026, 11, 25), date(2026, 11, 26)]
