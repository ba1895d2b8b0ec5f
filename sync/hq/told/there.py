"""Which houses lie in a place, and which of them were there to tell of a time."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, case, func, select

from sync.hq.headquarters import midnight
from sync.hq.store.schema import house_keys, houses
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
    counted = [func.sum(case((_was_there(period), 1), else_=0)) for period in periods]
    first = house_keys.join(houses, houses.c.house == house_keys.c.house)
    query = select(*counted).select_from(first).where(house_keys.c.number == 1, within(place))
    return [int(number or 0) for number in connection.execute(query).one()]


def names(connection: Connection, place: Place, period: Period) -> set[str]:
    """Name the houses of a county that were connected by a period's end, and not retired before."""
    query = select(houses.c.house).join(house_keys, house_keys.c.house == houses.c.house)
    query = query.where(house_keys.c.number == 1, within(place), _was_there(period))
    return set(connection.scalars(query))


def _was_there(period: Period) -> ColumnElement[bool]:
    """Tell whether a house was there; one that enrolled again has been since it first did."""
    is_known = house_keys.c.since < midnight(period.last + timedelta(days=1))
    return is_known & (houses.c.retired_on.is_(None) | (houses.c.retired_on >= period.first))
