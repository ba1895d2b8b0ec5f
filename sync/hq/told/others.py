"""Who told of a time without having been there for all of it: to be taken off sums of all.

There are few of them, whereas those that were there all the time and told are in the sums.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Connection,
    Date,
    column,
    exists,
    func,
    or_,
    select,
    true,
    values,
)

from sync.hq.headquarters import midnight
from sync.hq.store.schema import days, headcounts, house_keys, houses, months, retirements
from sync.hq.told.period import Period
from sync.hq.told.place import Place
from sync.hq.told.there import after, is_until, was_away, within

# A house is there since it first connected, and one that never did is not there yet.
_FIRST_KEY = (house_keys.c.house == houses.c.house) & (house_keys.c.number == 1)
_since = func.coalesce(house_keys.c.since, midnight(date.max))


def of_weeks(connection: Connection, place: Place, mondays: Sequence[date]) -> dict[date, int]:
    """Count by week the houses that told a day of it, but were not there all of it."""
    span = _table([Period(monday, monday + timedelta(days=6)) for monday in mondays])
    # Each house and week is looked up by itself: they are few, and the days of a year are many.
    told = [
        exists().where(
            table.c.house == houses.c.house, table.c.day.between(span.c.first, span.c.last)
        )
        for table in (days, headcounts)
    ]
    return _count(connection, place, mondays, span, or_(*told))


def of_months(connection: Connection, place: Place, over: Sequence[date]) -> dict[date, int]:
    """Count by month the houses that told it, but were not there all of it."""
    span = _table([Period.month(month) for month in over])
    told = exists().where(months.c.house == houses.c.house, months.c.month == span.c.first)
    return _count(connection, place, over, span, told)


def of_returned(
    connection: Connection, place: Place, spans: Sequence[Period]
) -> dict[tuple[date, date], int]:
    """Count by span the houses that would have been there all of it, had they not retired once."""
    if not spans:
        return {}
    span, once = _table(spans), retirements.c
    was_away = (once.last_day < span.c.last) & (once.back_on > span.c.first)
    query = (
        select(span.c.first, span.c.last, func.count(houses.c.house.distinct()))
        .select_from(retirements.join(houses, once.house == houses.c.house))
        .join(house_keys, _FIRST_KEY)
        .join(span, was_away)
        .where(within(place), _since < span.c.begun, is_until(span.c.last))
        .group_by(span.c.first, span.c.last)
    )
    return {(first, last): count for first, last, count in connection.execute(query)}


def _count(
    connection: Connection,
    place: Place,
    firsts: Sequence[date],
    span: CTE,
    told: ColumnElement[bool],
) -> dict[date, int]:
    if not firsts:
        return {}
    # Most were there before all of it and are still: of these no span is looked at.
    is_settled = (_since < after(min(firsts))) & houses.c.retired_on.is_(None)
    is_settled &= ~exists().where(retirements.c.house == houses.c.house)
    was_there = (
        (_since < span.c.begun) & is_until(span.c.last) & ~was_away(span.c.last, span.c.first)
    )
    query = (
        select(span.c.first, func.count())
        .select_from(houses.outerjoin(house_keys, _FIRST_KEY).join(span, true()))
        .where(within(place), ~is_settled, ~was_there, told)
        .group_by(span.c.first)
    )
    return {day: int(number) for day, number in connection.execute(query)}


def _table(spans: Sequence[Period]) -> CTE:
    """List spans in a statement, each with the moment until which one connects on its first day."""
    names = (column("first", Date), column("last", Date), column("begun", BigInteger))
    rows = [(one.first, one.last, after(one.first)) for one in spans]
    return values(*names, name="spans").data(rows).cte()
