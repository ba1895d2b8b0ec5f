from datetime import date, timedelta

from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st

from sync.hq.see import choosing
from sync.hq.told.period import Period

TODAY, MONTH = date(2026, 11, 24), Period.month(date(2026, 10, 1))


def chosen(address: str, began: date | None = None) -> choosing.Choice:
    app = Flask("test")
    Babel(app)
    with app.test_request_context(address):
        return choosing.asked(choosing.usual(TODAY), "last month", TODAY, began)


def test_a_period_that_is_not_over_is_compared_with_as_many_days() -> None:
    shown, before = choosing.compared(MONTH, date(2026, 10, 9))
    assert (str(shown), str(before)) == ("2026-10-01..2026-10-09", "2026-09-01..2026-09-09")
    assert choosing.compared(MONTH, date(2026, 11, 9)) == (MONTH, MONTH.before())


def test_neighbours_are_offered_where_something_may_have_been_told() -> None:
    choice = chosen("/", began=date(2026, 9, 30))
    assert (choice.period, str(choice.earlier), str(choice.later)) == (MONTH, "2026-09", "2026-11")
    choice = chosen("/?period=2026-Q4", began=date(2026, 10, 1))
    assert (choice.earlier, choice.later) == (None, None)
    assert chosen("/").earlier is None


def test_any_days_are_read_and_what_is_none_is_said() -> None:
    assert str(chosen("/?first=2026-10-05&last=2026-10-09").period) == "2026-10-05..2026-10-09"
    for wrong in ("/?first=2026-10-05", "/?first=2026-10-05&last=2026-10-01", "/?period=soon"):
        choice = chosen(wrong)
        assert choice.problem
        assert choice.period == MONTH


def test_what_is_asked_of_a_period_is_led_on() -> None:
    with Flask("test").test_request_context("/?period=2026&first=&place=x"):
        assert choosing.with_period("/houses/a") == "/houses/a?period=2026&first="


@given(st.dates(date(2001, 1, 1), date(2190, 1, 1)))
def test_four_weeks_are_whole_weeks_and_end_today(today: date) -> None:
    period = choosing.four_weeks(today)
    assert (period.length, period.last) == (28, today)
    assert period.first.weekday() == (today + timedelta(days=1)).weekday()
