"""Which period a page shows, what it is compared with, and which ones are a touch away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from flask import request

from sync.hq.errors import Refused
from sync.hq.people.signin import said
from sync.hq.told.period import Period


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold the period that is asked for.

    shown: what of it has passed; before: what that is compared with; usual: periods by name;
    earlier, later: its neighbours, None where nothing can have been told.
    """

    period: Period
    shown: Period
    before: Period
    usual: Mapping[str, Period]
    earlier: Period | None
    later: Period | None
    problem: str | None = None


def asked(usual: Mapping[str, Period], without: str, today: date, began: date | None) -> Choice:
    """Read the period that is asked for, or take a usual one by its name.

    began: the first day of which anything is known here.
    """
    period, problem = _read(usual[without])
    shown, before = compared(period, today)
    earlier = period.before() if began and began < period.first else None
    later = period.after() if period.last < today else None
    return Choice(period, shown, before, usual, earlier, later, problem)


def with_period(address: str) -> str:
    """Lead on to an address with the period that is asked for here."""
    names = ("period", "first", "last")
    asked_for = {name: request.args[name] for name in names if name in request.args}
    return f"{address}?{urlencode(asked_for)}"


def _read(otherwise: Period) -> tuple[Period, str | None]:
    first, last = request.args.get("first", ""), request.args.get("last", "")
    text = f"{first}..{last}" if first or last else request.args.get("period", "")
    try:
        return (Period.parse(text) if text else otherwise), None
    except Refused as problem:
        return otherwise, said(problem)


def compared(period: Period, today: date) -> tuple[Period, Period]:
    """Choose what is shown of a period, and what it is compared with; pure.

    One that is not over is compared with as many days of the one before.
    """
    shown, before = period.until(today), period.before()
    return shown, before if shown == period else before.begun(shown.length)


def usual(today: date) -> dict[str, Period]:
    """Name the periods that are one touch away; pure."""
    month, quarter, year = Period.month(today), Period.quarter(today), Period.year(today)
    return {
        "this month": month,
        "last month": month.before(),
        "this quarter": quarter,
        "last quarter": quarter.before(),
        "this year": year,
        "last year": year.before(),
    }


def four_weeks(today: date) -> Period:
    """Take the four weeks that end today; pure."""
    return Period(today - timedelta(days=27), today)
