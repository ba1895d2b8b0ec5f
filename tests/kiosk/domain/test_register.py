from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.register import month_days, month_register, months_beside
from kiosk.domain.visits import Arrival, Visit

TIME = datetime(2026, 2, 3, 1, tzinfo=UTC)


def visit(child: str, day: int, **changes: object) -> Visit:
    facts = {"arrived": TIME.replace(day=day), "left": None} | changes
    return Visit(1, child, date(2026, 2, day), how=Arrival.TOUCH, **facts)


def test_a_register_has_the_days_of_its_month() -> None:
    assert len(month_days(date(2028, 2, 17))) == 29


@given(st.dates(date(1970, 2, 1), date(2099, 11, 30)))
def test_a_month_lies_between_the_two_beside_it(day: date) -> None:
    beside = months_beside(day)
    assert beside["earlier"].day == beside["later"].day == 1
    assert month_days(beside["earlier"])[-1] == day.replace(day=1) - timedelta(days=1)
    assert beside["later"] == month_days(day)[-1] + timedelta(days=1)


def test_coming_twice_on_a_day_is_one_mark() -> None:
    children = [Child(name, name, "1F43C", "sun", AgeBand.BIG, "zh_Hans") for name in ("a", "b")]
    visits = [visit("a", 3), visit("a", 3), visit("b", 3), visit("a", 4)]
    register = month_register(date(2026, 2, 1), children, visits)
    assert [row.child for row in register.rows] == children
    assert [row.total for row in register.rows] == [2, 1]
    assert register.headcounts[2:4] == (2, 1)
    assert sum(register.headcounts) == 3
