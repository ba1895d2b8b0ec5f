"""A child's month as a calendar on the wall."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.attendance import month_of
from kiosk.domain.moods import Face, Mood
from kiosk.domain.register import month_days

MONTHS = st.dates(date(1971, 1, 1), date(2090, 1, 1)).map(lambda day: day.replace(day=1))


@given(MONTHS, st.sets(st.integers(-40, 70)))
def test_each_day_of_the_month_is_there_once_under_its_weekday(first: date, came: set[int]) -> None:
    days = {first + timedelta(days=number) for number in came}
    month = month_of(first, days, ())
    cells = [(place, day) for week in month.weeks for place, day in enumerate(week) if day]
    assert month.first == first
    assert tuple(day.day for _, day in cells) == month_days(first)
    assert all(day.day.weekday() == place for place, day in cells)
    assert all(len(week) == 7 for week in month.weeks)
    assert month.came == len(days & set(month_days(first)))


def test_answers_lie_on_their_day_of_the_house() -> None:
    late = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)  # the first of December in Shanghai
    mood = Mood(1, "child", late, Face.HIGH)
    november = month_of(date(2026, 11, 1), set(), [mood])
    december = month_of(date(2026, 12, 1), set(), [mood])
    assert [day.day for week in november.weeks for day in week if day and day.answers] == []
    (first,) = [day for week in december.weeks for day in week if day and day.answers]
    assert (first.day, first.came, first.answers) == (date(2026, 12, 1), False, (mood,))
