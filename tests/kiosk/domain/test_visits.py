"""Who is still here, and whose stay goes on: in doubt nobody is lost, and nobody stays for ever."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.domain.moment import ClockState, Moment
from kiosk.domain.visits import (
    LONGEST_STAY,
    Arrival,
    Visit,
    is_here,
    is_same_stay,
    minutes_open,
    present,
)

TRUSTED, ESTIMATED = ClockState.TRUSTED, ClockState.ESTIMATED
# Half an hour to midnight, in the house.
LATE = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def moment(at: datetime, clock: ClockState = TRUSTED, boot: str = "one") -> Moment:
    return Moment(at, clock, boot)


def visit(child: str, arrived: datetime, left: datetime | None = None) -> Visit:
    return Visit(1, child, date(2026, 11, 24), arrived, left, Arrival.TOUCH)


def test_a_house_is_open_from_the_first_arrival_to_the_last_sign_of_a_child() -> None:
    early = visit("panda", MORNING, MORNING + timedelta(hours=1))
    last = visit("owl", MORNING + timedelta(hours=2))
    assert minutes_open([last, early]) == 120
    assert minutes_open([early]) == 60
    assert minutes_open([visit("panda", MORNING)]) == minutes_open([]) == 0


def test_no_day_is_longer_than_a_day() -> None:
    assert minutes_open([visit("panda", MORNING, MORNING + timedelta(days=1))]) == 24 * 60
    assert minutes_open([visit("panda", MORNING, MORNING + timedelta(days=3))]) == 24 * 60


def test_a_child_who_came_twice_is_one_child() -> None:
    assert present([visit("panda", MORNING), visit("panda", LATE), visit("owl", LATE)]) == 2


def test_who_came_today_is_here_however_long_ago() -> None:
    assert is_here(moment(MORNING), moment(MORNING + timedelta(hours=14)))


def test_after_a_restart_a_midnight_that_is_certain_sends_everybody_home() -> None:
    assert not is_here(moment(LATE), moment(LATE + timedelta(hours=1), boot="two"))


@pytest.mark.parametrize(("clock", "boot"), [(TRUSTED, "one"), (ESTIMATED, "two")])
def test_a_midnight_in_doubt_sends_nobody_home_before_the_longest_stay(
    clock: ClockState, boot: str
) -> None:
    assert is_here(moment(LATE), moment(LATE + LONGEST_STAY - SECOND, clock, boot))
    assert not is_here(moment(LATE), moment(LATE + LONGEST_STAY, clock, boot))


def test_a_second_look_on_a_certain_day_is_the_same_stay_even_after_a_restart() -> None:
    assert is_same_stay(moment(MORNING), moment(MORNING + timedelta(hours=12), boot="two"))


def test_within_one_boot_a_stay_lasts_over_midnight_until_it_is_a_night() -> None:
    assert is_same_stay(moment(LATE), moment(LATE + LONGEST_STAY - SECOND))
    assert not is_same_stay(moment(LATE), moment(LATE + LONGEST_STAY))


@pytest.mark.parametrize(("came", "now"), [(TRUSTED, ESTIMATED), (ESTIMATED, TRUSTED)])
def test_after_a_restart_without_a_certain_day_a_second_visit_is_kept(
    came: ClockState, now: ClockState
) -> None:
    assert not is_same_stay(moment(MORNING, came), moment(MORNING + SECOND, now, "two"))
    assert is_same_stay(moment(MORNING, came), moment(MORNING + SECOND, now))
