from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.moment import ClockState, Moment
from kiosk.domain.retention import (
    LONGEST_LEAP,
    Keeping,
    Shelf,
    evening_before,
    is_due,
    may_go,
)

KEEPING = Keeping(moods=90, visits=1096, plays=400, audit=1096)
CLOSES = time(20)
TUESDAY = date(2026, 11, 24)


def moment(hour: int, clock: ClockState = ClockState.TRUSTED, day: date = TUESDAY) -> Moment:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - timedelta(hours=8)
    return Moment(at, clock, "boot-1")


def test_each_kind_is_kept_for_as_long_as_it_was_said() -> None:
    kept = {shelf: KEEPING.first_kept(shelf, TUESDAY) for shelf in Shelf}
    assert kept == {
        Shelf.TALKS: date(2026, 8, 26),
        Shelf.MOODS: date(2026, 8, 26),
        Shelf.FEEDBACK: date(2026, 8, 26),
        Shelf.FETCHINGS: date(2026, 8, 26),
        Shelf.PLAYS: date(2025, 10, 20),
        Shelf.VISITS: date(2023, 11, 24),
        Shelf.AUDIT: date(2023, 11, 24),
    }


@pytest.mark.parametrize(
    ("hour", "last", "due"),
    [
        (19, date(2026, 11, 23), False),
        (20, date(2026, 11, 23), True),
        (20, TUESDAY, False),
        (9, date(2026, 11, 22), True),
        (9, None, True),
    ],
)
def test_the_old_goes_once_an_evening_or_the_morning_after(
    hour: int, last: date | None, due: bool
) -> None:
    assert is_due(moment(hour), CLOSES, last) is due


def test_an_evening_that_has_not_come_was_an_error_of_the_clock() -> None:
    in_2040 = date(2040, 1, 1)
    assert is_due(moment(9), CLOSES, in_2040)
    assert not is_due(moment(9, ClockState.ESTIMATED), CLOSES, in_2040)


def test_a_clock_that_leapt_ahead_lets_go_of_nothing_until_somebody_surely_knows() -> None:
    in_2040 = date(2040, 1, 1)
    for clock in (ClockState.ESTIMATED, ClockState.TRUSTED):
        assert not may_go(moment(9, clock, in_2040), TUESDAY, sure=False)
        assert may_go(moment(9, clock, TUESDAY + LONGEST_LEAP), TUESDAY, sure=False)
        assert not may_go(moment(9, clock, TUESDAY + LONGEST_LEAP * 1.1), TUESDAY, sure=False)
    assert may_go(moment(9, ClockState.TRUSTED, in_2040), TUESDAY, sure=True)


@given(day=st.dates(date(1970, 1, 1), date(2100, 1, 1)), reference=st.dates())
def test_an_unknown_clock_never_lets_go_of_anything(day: date, reference: date) -> None:
    assert not may_go(moment(12, ClockState.UNKNOWN, day), reference, sure=True)


@given(
    hours=st.lists(st.integers(0, 400), max_size=60),
    start=st.integers(0, 23),
)
def test_it_is_done_exactly_once_for_each_evening_that_was_seen(
    hours: list[int], start: int
) -> None:
    """However the house is switched on and off, no evening is done twice."""
    done: list[date] = []
    now = moment(start)
    for forward in hours:
        now = Moment(now.at + timedelta(hours=forward), now.clock, now.boot)
        if is_due(now, CLOSES, done[-1] if done else None):
            done.append(evening_before(now, CLOSES))
    assert done == sorted(set(done))
