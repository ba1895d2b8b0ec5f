"""The program's indicators of a span of days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.indicators import Indicators, year_so_far
from kiosk.domain.services import ServiceKind
from kiosk.domain.tallies import ACTIVITY_MINUTES, HOME_VISITS, service_given


def test_a_house_that_did_nothing_has_noughts_and_divides_by_none() -> None:
    nothing = Indicators()
    assert (nothing.visits_a_day, nothing.activity_hours, nothing.home_visits) == (0, 0, 0)
    assert set(nothing.services) == set(ServiceKind)


def test_each_tally_is_under_its_own_name() -> None:
    tallies = {HOME_VISITS: 3, ACTIVITY_MINUTES: 100, service_given(ServiceKind.REFERRAL): 2}
    told = Indicators(days_open=4, minutes_open=500, visits=60, on_open_days=50, tallies=tallies)
    assert (told.home_visits, told.activity_hours, told.activities) == (3, 2, 0)
    assert (told.hours_open, told.visits_a_day) == (8, 12)
    assert {kind: number for kind, number in told.services.items() if number} == {
        ServiceKind.REFERRAL: 2
    }


@given(st.dates(date(1970, 1, 1), date(2099, 12, 31)))
def test_a_year_so_far_begins_in_january_and_ends_with_the_day(day: date) -> None:
    first, last = year_so_far(day)
    assert (first.year, first.timetuple().tm_yday, last) == (day.year, 1, day)
    assert last - first < timedelta(days=366)
