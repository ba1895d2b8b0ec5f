from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.corrections import FIRST_DAY, Fault, Written, fault_of
from kiosk.domain.moment import HOUSE_ZONE, ClockState, Moment
from kiosk.domain.visits import Arrival, Visit

NOW = Moment(datetime(2026, 11, 24, 10, tzinfo=UTC), ClockState.TRUSTED, "boot-1")
TODAY = NOW.day
MONDAY = date(2026, 11, 23)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HOUSE_ZONE)


def visit(arrived: datetime, left: datetime | None) -> Visit:
    return Visit(1, "panda", MONDAY, arrived, left, Arrival.TOUCH)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (Written(MONDAY, at(15), at(17)), None),
        (Written(MONDAY, at(15), None), None),
        (Written(TODAY, at(18, 0, TODAY), None), None),
        (Written(FIRST_DAY, at(15, 0, FIRST_DAY), None), None),
        (Written(date(2026, 11, 25), at(9, 0, date(2026, 11, 25)), None), Fault.TO_COME),
        (Written(date(2026, 10, 31), at(9, 0, date(2026, 10, 31)), None), Fault.TOO_EARLY),
        (Written(MONDAY, at(15, 0, TODAY), None), Fault.ANOTHER_DAY),
        (Written(MONDAY, at(23, 59), at(0, 10, TODAY)), Fault.ANOTHER_DAY),
        (Written(TODAY, at(18, 1, TODAY), None), Fault.LATER),
        (Written(TODAY, at(17, 0, TODAY), at(18, 1, TODAY)), Fault.LATER),
        (Written(MONDAY, at(15), at(14, 59)), Fault.BACKWARDS),
        (Written(MONDAY, at(15), at(15)), Fault.BACKWARDS),
    ],
)
def test_only_times_that_can_have_been_are_kept(written: Written, fault: Fault | None) -> None:
    assert fault_of(written, NOW, []) == fault


def test_a_house_that_knows_no_date_takes_nothing_from_paper() -> None:
    lost = Moment(datetime(1970, 1, 1, tzinfo=UTC), ClockState.UNKNOWN, "boot-1")
    assert fault_of(Written(MONDAY, at(15), at(17)), lost, []) is Fault.NO_DATE


@pytest.mark.parametrize(
    ("other", "is_free"),
    [
        ((at(13), at(15)), True),
        ((at(17), at(18)), True),
        ((at(13), at(15, 1)), False),
        ((at(16, 59), at(18)), False),
        ((at(15, 30), at(16)), False),
        ((at(13), None), False),
        ((at(17), None), True),
    ],
)
def test_nobody_is_here_twice_at_a_time(other: tuple[datetime, datetime], is_free: bool) -> None:
    found = fault_of(Written(MONDAY, at(15), at(17)), NOW, [visit(*other)])
    assert found is (None if is_free else Fault.OVERLAP)


minutes = st.integers(0, 23 * 60)
stays = st.tuples(minutes, st.integers(1, 59)).map(
    lambda stay: (at(0) + timedelta(minutes=stay[0]), at(0) + timedelta(minutes=sum(stay)))
)


@given(one=stays, other=stays)
def test_two_stays_overlap_whichever_is_written_first(
    one: tuple[datetime, datetime], other: tuple[datetime, datetime]
) -> None:
    there = fault_of(Written(MONDAY, *one), NOW, [visit(*other)])
    back = fault_of(Written(MONDAY, *other), NOW, [visit(*one)])
    shared = min(one[1], other[1]) - max(one[0], other[0])
    assert there is back is (Fault.OVERLAP if shared > timedelta(0) else None)
