from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync.hq.month_dates import last_of, month_of, moved

DAYS = st.dates(date(2001, 1, 1), date(2190, 12, 31))


@given(DAYS, st.integers(-30, 30))
def test_months_go_on_and_back(day: date, count: int) -> None:
    month = month_of(day)
    assert moved(moved(month, count), -count) == month
    assert last_of(month) + timedelta(days=1) == moved(month, 1)
    assert month <= day <= last_of(month)
