"""What was told of a place day by day and month by month: what charts show."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, func, select

from sync.hq.month_dates import month_of
from sync.hq.store.schema import place_days
from sync.hq.told import sql
from sync.hq.told.figures import Days, plain
from sync.hq.told.period import Period
from sync.hq.told.place import Kind, Place


def by_day(connection: Connection, place: Place, period: Period) -> dict[date, Days]:
    """Read the days of a period that any house of a place told, with their sums."""
    if place.kind is Kind.HOUSE:
        told = sql.told(period.first, period.last, sql.of_houses([place.code]))
        query = select(told.c.day, *sql.summed(told)).group_by(told.c.day)
    else:
        columns = [place_days.c[name] for name in ("day", *sql.SUMS)]
        span = place_days.c.day.between(period.first, period.last)
        query = select(*columns).where(place_days.c.place == place.code, span)
    rows = connection.execute(query).mappings()
    return {row["day"]: plain(row) for row in rows}


def began(connection: Connection, place: Place) -> date | None:
    """Find the first day that any house of a place told; of all places but a house."""
    query = select(func.min(place_days.c.day)).where(place_days.c.place == place.code)
    found: date | None = connection.scalar(query)
    return found


def by_month(told: Mapping[date, Days]) -> dict[date, Days]:
    """Add days up to the months in which they lie; pure."""
    found: dict[date, dict[str, int]] = {}
    for day, sums in told.items():
        month = found.setdefault(month_of(day), dict.fromkeys(sql.SUMS, 0))
        for name, value in sums.items():
            month[name] += value
    return dict(found)
