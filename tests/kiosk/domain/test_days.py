from datetime import date, datetime, time

from kiosk.domain.days import due

EIGHT = time(20, 0)
TODAY = date(2026, 11, 24)
YESTERDAY = date(2026, 11, 23)


def at(hour: int) -> datetime:
    return datetime(2026, 11, 24, hour, 0)


def test_today_is_due_from_closing_time_even_when_nobody_came() -> None:
    assert due(at(19), EIGHT, []) == due(at(19), EIGHT, [TODAY]) == []
    assert due(at(20), EIGHT, []) == [TODAY]


def test_an_earlier_day_with_visits_is_due_at_once_and_first() -> None:
    assert due(at(8), EIGHT, [YESTERDAY]) == [YESTERDAY]
    assert due(at(21), EIGHT, [TODAY, YESTERDAY]) == [YESTERDAY, TODAY]


def test_a_day_in_the_future_is_never_due() -> None:
    assert due(at(21), EIGHT, [date(2030, 1, 1)]) == [TODAY]
