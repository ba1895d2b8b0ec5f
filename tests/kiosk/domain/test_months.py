from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.months import is_due, next_month, weeks_of

NOVEMBER = date(2026, 11, 1)
DAYS = st.dates(date(2026, 1, 1), date(2031, 12, 31))


@pytest.mark.parametrize(
    ("month", "after"),
    [
        (NOVEMBER, date(2026, 12, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2028, 2, 29), date(2028, 3, 1)),
    ],
)
def test_a_month_is_followed_by_the_next(month, after):
    assert next_month(month) == after


@pytest.mark.parametrize(
    ("today", "unlocked", "locked"),
    [
        (date(2026, 11, 30), False, False),
        (date(2026, 12, 1), True, False),
        (date(2026, 12, 7), True, False),
        (date(2026, 12, 8), True, True),
    ],
)
def test_a_month_waits_for_a_counselor_for_a_week(today, unlocked, locked):
    assert is_due(NOVEMBER, today, unlocked=True) is unlocked
    assert is_due(NOVEMBER, today, unlocked=False) is locked


def test_november_has_five_weeks_of_which_the_first_began_in_october():
    weeks = list(weeks_of(NOVEMBER))
    assert weeks[0] == (date(2026, 10, 26), date(2026, 11, 1))
    assert weeks[-1] == (date(2026, 11, 23), date(2026, 11, 29))
    assert len(weeks) == 5


@given(DAYS)
def test_every_day_is_in_one_week_of_one_month(day):
    months = (day.replace(day=1), next_month(day), (day.replace(day=1) - timedelta(days=1)))
    weeks = [week for month in months for week in weeks_of(month) if week[0] <= day <= week[1]]
    assert len(weeks) == 1
    assert (weeks[0][0].weekday(), weeks[0][1] - weeks[0][0]) == (0, timedelta(days=6))
