"""Which houses lie in a place, which of them were there to tell of a time, and which did not.

Others tell of it as well: those that connected later, or have retired. Whoever takes all that told
from all that were there hides a silent house behind each of them.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, exists, func, or_, select

from sync.hq.headquarters import midnight
from sync.hq.month_dates import last_of
from sync.hq.store.schema import (
    days,
    headcounts,
    house_keys,
    house_months,
    houses,
    months,
    retirements,
)
from sync.hq.told.period import Period
from sync.hq.told.place import Kind, Place


def within(place: Place) -> ColumnElement[bool]:
    """Tell whether a house lies in a place."""
    column = {
        Kind.PROVINCE: houses.c.province,
        Kind.COUNTY: houses.c.county,
        Kind.HOUSE: houses.c.house,
    }.get(place.kind)
    return houses.c.house.is_not(None) if column is None else column == place.code


def count(connection: Connection, place: Place, periods: Sequence[Period]) -> list[int]:
    """Count for each period the houses that were connected by its end, and not retired before."""
    if not periods:
        return []
    counted = [func.sum(case((_was_there(period), 1), else_=0)) for period in periods]
    return [int(number or 0) for number in connection.execute(_connected(place, *counted)).one()]


def count_silent(connection: Connection, place: Place, period: Period) -> int:
    """Count the houses that were there in a period and told none of its days."""
    query = _connected(place, func.count()).where(_was_there(period), *_told_no_day(period))
    return int(connection.execute(query).scalar_one())


def silent(connection: Connection, place: Place, period: Period) -> set[str]:
    """Name the houses of a county that were there in a period and told none of its days."""
    query = _connected(place, houses.c.house).where(_was_there(period), *_told_no_day(period))
    return set(connection.scalars(query))


def months_due(connection: Connection, place: Place, whole: Sequence[date]) -> int:
    """Count the months that houses owe: those at whose end they were there."""
    return sum(count(connection, place, [_end_of(month) for month in whole]))


def months_told(connection: Connection, place: Place, whole: Sequence[date]) -> int:
    """Count the months that houses owed and told."""
    was_due = [(months.c.month == month) & _was_there(_end_of(month)) for month in whole]
    query = _connected(place, func.count()).join(months, months.c.house == houses.c.house)
    return int(connection.execute(query.where(or_(False, *was_due))).scalar_one())


def _connected(place: Place, *columns: ColumnElement[Any]) -> Select[Any]:
    """Ask of the houses of a place that ever connected; of each since it first did."""
    first = house_keys.join(houses, houses.c.house == house_keys.c.house)
    return select(*columns).select_from(first).where(house_keys.c.number == 1, within(place))


def _told_no_day(period: Period) -> Iterator[ColumnElement[bool]]:
    """Tell that a house told nothing of a period; of whole months what is summed up is enough."""
    if whole := period.months():
        same, column = house_months.c.house == houses.c.house, house_months.c.month
        yield ~exists().where(same, column.between(whole[0], whole[-1]))
    for edge in period.edges():
        for table in (days, headcounts):
            same = table.c.house == houses.c.house
            yield ~exists().where(same, table.c.day.between(edge.first, edge.last))


def _end_of(month: date) -> Period:
    return Period(last_of(month), last_of(month))


def after(day: date) -> int:
    """Tell the moment when a calendar day of the houses is over."""
    return midnight(day + timedelta(days=1))


def _was_there(period: Period) -> ColumnElement[bool]:
    """Tell whether a house was connected by the end of a period, and not retired for all of it."""
    is_connected = house_keys.c.since < after(period.last)
    return is_connected & is_until(period.first) & ~was_away(period.first, period.last)


def is_until(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Tell whether a house had not retired before a day."""
    return houses.c.retired_on.is_(None) | (houses.c.retired_on >= day)


def was_away(
    gone_by: date | ColumnElement[date], back_after: date | ColumnElement[date]
) -> ColumnElement[bool]:
    """Tell whether a house had retired before one day, and was brought back after another."""
    same = retirements.c.house == houses.c.house
    between = (retirements.c.last_day < gone_by) & (retirements.c.back_on > back_after)
    return exists().where(same, between)
