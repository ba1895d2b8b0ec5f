from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hq.errors import Refused
from sync.hq.told.period import Kind, Period

DAYS = st.dates(date(2001, 1, 1), date(2190, 12, 31))
WHOLE = st.builds(Period.of_months, DAYS, st.integers(1, 40))
ANY = st.builds(lambda a, b: Period(min(a, b), max(a, b)), DAYS, DAYS)
SHORT = st.builds(lambda a, n: Period(a, a + timedelta(days=n)), DAYS, st.integers(0, 900))


@given(st.one_of(WHOLE, ANY, SHORT))
def test_what_is_written_is_read_again(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(st.one_of(WHOLE, SHORT))
def test_the_period_before_touches_it_and_is_of_its_kind(period: Period) -> None:
    before = period.before()
    assert before.last + timedelta(days=1) == period.first
    assert before.is_whole == period.is_whole or not period.is_whole
    assert period.is_whole != before.is_whole or before.after() == period
    if period.is_whole:
        assert len(before.months()) == len(period.months())
        assert before.kind == period.kind or period.kind is Kind.MONTHS
    else:
        assert before.length == period.length


@given(st.one_of(WHOLE, SHORT))
def test_its_months_and_its_edges_are_all_its_days_once(period: Period) -> None:
    whole = [Period.month(month) for month in period.months()]
    days = [day for part in [*whole, *period.edges()] for day in part.days()]
    assert sorted(days) == period.days()
    assert all(len(edge.months()) == 0 for edge in period.edges())


@given(SHORT, DAYS)
def test_it_ends_today_at_the_latest(period: Period, today: date) -> None:
    ended = period.until(today)
    assert ended.first == period.first
    assert ended.last <= max(period.first, today)
    assert ended.last == period.last or period.last > today


@pytest.mark.parametrize(
    ("text", "kind", "english", "chinese", "before"),
    [
        ("2026-11", Kind.MONTH, "Nov 2026", "2026年11月", "2026-10"),
        ("2026-Q4", Kind.QUARTER, "Q4 2026", "2026年第4季度", "2026-Q3"),
        ("2026", Kind.YEAR, "2026", "2026年", "2025"),
        (
            "2026-10-05..2026-11-20",
            Kind.DAYS,
            "Oct 5 – Nov 20, 2026",
            "2026年10月5日 – 11月20日",
            "2026-08-19..2026-10-04",
        ),
        (
            "2026-05-01..2026-06-30",
            Kind.MONTHS,
            "May – Jun 2026",
            "2026年5月 – 6月",
            "2026-03-01..2026-04-30",
        ),
    ],
)
def test_each_kind_has_its_words(
    text: str, kind: Kind, english: str, chinese: str, before: str
) -> None:
    period = Period.parse(text)
    assert (period.kind, str(period)) == (kind, text)
    assert (period.name("en"), period.name("zh_Hans")) == (english, chinese)
    assert str(period.before()) == before


def test_days_that_are_a_month_are_that_month() -> None:
    assert str(Period.parse("2026-11-01..2026-11-30")) == "2026-11"
    assert str(Period.parse("2026-10-01..2026-12-31")) == "2026-Q4"


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-Q5", "26", "1999", "2200", "2026-11-31..2026-12-01", "2026-1", "day"],
)
def test_nothing_else_is_a_period(text: str) -> None:
    with pytest.raises(Refused, match="A period is written as"):
        Period.parse(text)


def test_a_period_ends_after_it_begins() -> None:
    with pytest.raises(Refused, match="A period ends after it begins"):
        Period.parse("2026-11-20..2026-11-19")


@pytest.mark.parametrize(
    ("period", "today", "compared"),
    [
        ("2027-Q1", date(2027, 3, 1), "2026-10-01..2026-11-30"),
        ("2027-Q2", date(2027, 5, 29), "2027-01"),
        ("2027-Q2", date(2027, 5, 31), "2027-01-01..2027-02-28"),
        ("2027-03", date(2027, 3, 29), None),
        ("2027", date(2027, 3, 1), "2026-01-01..2026-02-28"),
        ("2027-01-20..2027-03-20", date(2027, 4, 1), "2026-12"),
        ("2027-02-01..2027-03-01", date(2027, 4, 1), "2027-01"),
        ("2027-02", date(2027, 4, 1), "2027-01"),
    ],
)
def test_what_months_alone_tell_is_compared_over_as_many(
    period: str, today: date, compared: str | None
) -> None:
    asked = Period.parse(period)
    shown, before = asked.until(today), asked.before()
    before = before if shown == asked else before.begun(shown.length)
    months = shown.months_before(before)
    assert months == (compared and Period.parse(compared))
    assert months is None or len(months.months()) == len(shown.months())


def test_a_period_so_far_is_compared_with_as_many_days() -> None:
    november = Period.parse("2026-11").until(date(2026, 11, 24))
    assert str(Period.parse("2026-11").before().begun(november.length)) == "2026-10-01..2026-10-24"
    assert Period.parse("2026-02").begun(30) == Period.parse("2026-02")
