"""What was told of a place day by day and month by month: what charts show."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, func, select

from sync.hq.month_dates import month_of
from sync.hq.store.schema import house_months, place_days
from sync.hq.told import sql
from sync.hq.told.figures import Days, plain
from sync.hq.told.period import Period
from sync.hq.told.place import Kind, Place

_DAY = sql.OF_HOUSES.c.day
_OF_HOUSE = select(_DAY, *sql.summed(sql.OF_HOUSES)).group_by(_DAY)
_FIRST_DAY = select(func.min(_DAY))


def by_day(connection: Connection, place: Place, period: Period) -> dict[date, Days]:
    """Read the days of a period that any house of a place told, with their sums."""
    if place.kind is Kind.HOUSE:
        rows = connection.execute(_OF_HOUSE, sql.asked(period, [place.code]))
    else:
        columns = [place_days.c[name] for name in ("day", *sql.SUMS)]
        span = place_days.c.day.between(period.first, period.last)
        rows = connection.execute(select(*columns).where(place_days.c.place == place.code, span))
    return {row["day"]: plain(row) for row in rows.mappings()}


def began(connection: Connection, place: Place) -> date | None:
    """Find the first day that any house of a place told."""
    if place.kind is Kind.HOUSE:
        return _house_began(connection, place.code)
    query = select(func.min(place_days.c.day)).where(place_days.c.place == place.code)
    found: date | None = connection.scalar(query)
    return found


def _house_began(connection: Connection, house: str) -> date | None:
    """Look into the first month alone: on PostgreSQL to look into each takes longer than a page."""
    first = select(func.min(house_months.c.month)).where(house_months.c.house == house)
    month: date | None = connection.scalar(first)
    if month is None:
        return None
    found: date | None = connection.scalar(_FIRST_DAY, sql.asked(Period.month(month), [house]))
    return found


def by_month(told: Mapping[date, Days]) -> dict[date, Days]:
    """Add days up to the months in which they lie; pure."""
    found: dict[date, dict[str, int]] = {}
    for day, sums in told.items():
        month = found.setdefault(month_of(day), dict.fromkeys(sql.SUMS, 0))
        for name, value in sums.items():
            month[name] += value
    return dict(found)
