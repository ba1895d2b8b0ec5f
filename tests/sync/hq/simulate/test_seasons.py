from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hq.simulate.seasons import Season, season


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 17), Season.FESTIVAL),
        (date(2026, 2, 15), Season.FESTIVAL),
        (date(2026, 2, 14), Season.HOLIDAY),
        (date(2026, 1, 26), Season.SCHOOL),
        (date(2026, 3, 5), Season.HOLIDAY),
        (date(2026, 3, 6), Season.SCHOOL),
        (date(2026, 3, 7), Season.WEEKEND),
        (date(2026, 7, 6), Season.HOLIDAY),
        (date(2026, 9, 1), Season.SCHOOL),
        (date(2026, 10, 3), Season.HOLIDAY),
        (date(2019, 2, 5), Season.FESTIVAL),
    ],
)
def test_the_year_of_a_village_school(day: date, expected: Season) -> None:
    assert season(day) is expected


@given(st.integers(2000, 2100))
def test_every_year_has_one_festival_and_about_forty_weeks_of_school(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=place) for place in range(365)]
    kinds = [season(day) for day in days]
    assert kinds.count(Season.FESTIVAL) == 8
    assert 175 <= kinds.count(Season.SCHOOL) <= 215
