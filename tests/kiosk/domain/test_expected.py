from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.expected import expected, such_days
from kiosk.domain.moment import HOUSE_ZONE, ClockState, Moment
from kiosk.domain.visits import Arrival, Visit

TODAY = date(2026, 11, 25)


def came(child: str, day: date, at: time) -> Visit:
    return Visit(1, child, day, datetime.combine(day, at, HOUSE_ZONE), None, Arrival.TOUCH)


def now(at: time, clock: ClockState = ClockState.TRUSTED) -> Moment:
    return Moment(datetime.combine(TODAY, at, HOUSE_ZONE), clock, "boot")


def regular(child: str, times: int, at: time = time(15)) -> list[Visit]:
    return [came(child, day, at) for day in such_days(TODAY)[:times]]


def test_such_days_are_the_last_four_of_the_same_name() -> None:
    assert such_days(TODAY) == [date(2026, 11, day) for day in (18, 11, 4)] + [date(2026, 10, 28)]


@pytest.mark.parametrize(("times", "who"), [(2, []), (3, ["lin"]), (4, ["lin"])])
def test_whoever_came_on_three_of_them_is_expected(times: int, who: list[str]) -> None:
    assert expected(regular("lin", times), [], now(time(16))) == who


def test_who_comes_earliest_stands_first_and_then_by_id() -> None:
    before = [
        *regular("an", 4, time(16)),
        *regular("lin", 4, time(14)),
        *regular("bo", 4, time(14)),
    ]
    assert expected(before, [], now(time(18))) == ["bo", "lin", "an"]


def test_nobody_is_late_before_half_an_hour() -> None:
    before = regular("lin", 4)
    assert expected(before, [], now(time(15, 30))) == []
    assert expected(before, [], now(time(15, 31))) == ["lin"]


def test_the_usual_time_is_the_middle_of_the_first_arrivals() -> None:
    days = such_days(TODAY)
    hours = (9, 15, 16, 17)
    before = [came("lin", day, time(hour)) for day, hour in zip(days, hours, strict=True)]
    before += [came("lin", day, time(8)) for day in days[:1]]
    assert expected(before, [], now(time(15, 20))) == []
    assert expected(before, [], now(time(15, 31))) == ["lin"]


def test_whoever_came_today_is_not_missed_even_if_gone() -> None:
    assert expected(regular("lin", 4), [came("lin", TODAY, time(8))], now(time(18))) == []


def test_a_house_without_a_clock_misses_nobody() -> None:
    assert expected(regular("lin", 4), [], now(time(18), ClockState.UNKNOWN)) == []


def test_nobody_is_late_in_the_first_minutes_of_a_day() -> None:
    assert expected(regular("lin", 4, time(0, 1)), [], now(time(0, 20))) == []


visits = st.lists(
    st.builds(
        came, st.sampled_from("abc"), st.sampled_from([TODAY, *such_days(TODAY)]), st.times()
    ),
    max_size=30,
)


@given(visits, st.times())
def test_each_child_is_named_once_and_none_who_came(found: list[Visit], at: time) -> None:
    before = [visit for visit in found if visit.day != TODAY]
    today = [visit for visit in found if visit.day == TODAY]
    named = expected(before, today, now(at))
    assert len(named) == len(set(named))
    assert not set(named) & {visit.child for visit in today}
    later = expected(before, today, now(time.max))
    assert set(named) <= set(later)
