from datetime import UTC, datetime, time, timedelta

import pytest

from kiosk.domain.backups import MOST, Made, is_due, outlived
from kiosk.domain.moment import ClockState, Moment

CLOSES = time(20, 0)

# Eight in the evening of this day on the house's wall clock is noon UTC.
CLOSING = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def moment(**after: float) -> Moment:
    return Moment(CLOSING + timedelta(**after), ClockState.TRUSTED, "boot-2")


def made(seq: int = 1, *, clock: ClockState = ClockState.TRUSTED, **after: float) -> Made:
    return Made(seq, CLOSING + timedelta(**after), clock, "boot-1")


def test_the_first_is_due_at_once() -> None:
    assert is_due(moment(hours=-9), CLOSES, None)


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        ({"hours": -1}, {"minutes": -1}, False),
        ({"hours": -1}, {"minutes": 1}, True),
        ({"minutes": 1}, {"hours": 3}, False),
        ({"minutes": 1}, {"hours": 23}, False),
        ({"minutes": 1}, {"hours": 24}, True),
        ({"days": -3}, {"hours": -9}, True),
        ({"hours": -24}, {"minutes": -1}, False),
        ({"hours": -24, "seconds": -1}, {"minutes": -1}, True),
        ({}, {"hours": 1}, False),
    ],
)
def test_one_is_due_once_after_each_closing_time(last: dict, now: dict, due: bool) -> None:
    assert is_due(moment(**now), CLOSES, made(**last)) is due


def test_a_clock_that_was_ahead_does_not_end_the_backups_for_years() -> None:
    ahead = made(days=900)
    assert is_due(moment(), CLOSES, ahead)
    again = Made(2, ahead.at, ClockState.TRUSTED, "boot-2")
    assert not is_due(moment(), CLOSES, again)
    assert not is_due(moment(), CLOSES, made())


def test_without_a_date_there_is_one_a_boot() -> None:
    lost = Moment(datetime(1970, 1, 1, tzinfo=UTC), ClockState.UNKNOWN, "boot-1")
    assert not is_due(lost, CLOSES, made())
    assert is_due(Moment(lost.at, lost.clock, "boot-2"), CLOSES, made())
    assert is_due(moment(), CLOSES, made(clock=ClockState.UNKNOWN))


RECENT = [made(number, days=-1) for number in (7, 8, 9)]


def test_thirty_days_are_kept_and_the_newest_three_always() -> None:
    old, edge, new = made(1, days=-31), made(2, days=-29), made(3, days=-28)
    assert outlived([*RECENT, new, edge, old], moment()) == [old]
    whole = made(1, days=-30)
    assert outlived([*RECENT, whole], moment()) == []
    assert outlived([*RECENT, whole], moment(seconds=1)) == [whole]
    assert outlived([old, made(2, days=-90), made(3, days=-80)], moment()) == []


def test_numbers_decide_which_is_the_newest_whatever_the_clock_said() -> None:
    early, late = made(1, days=5), made(2, days=-40)
    assert outlived([early, late, *RECENT], moment()) == [late, early]


def test_one_without_a_date_is_as_old_as_the_next_with_one() -> None:
    undated = made(1, clock=ClockState.UNKNOWN, days=-9000)
    recent, old = made(2, days=-3), made(2, days=-31)
    assert outlived([undated, recent, *RECENT], moment()) == []
    assert outlived([undated, old, *RECENT], moment()) == [old, undated]


def test_a_clock_that_never_knows_the_date_still_leaves_room() -> None:
    lost = Moment(datetime(1970, 1, 1, tzinfo=UTC), ClockState.UNKNOWN, "boot-9")
    many = [made(seq, clock=ClockState.UNKNOWN) for seq in range(MOST + 5)]
    assert [one.seq for one in outlived(many, lost)] == [4, 3, 2, 1, 0]
