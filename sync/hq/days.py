"""The days that houses told: keep the latest word, read them back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from sync.envelope import Seen
from sync.hq.schema import days, epochs
from sync.summary import DaySummary


@dataclass(frozen=True, slots=True)
class Day:
    """Hold what one house told about one of its days."""

    house: str
    day: date
    minutes_open: int
    present: int
    newcomers: int
    clock: str
    health: Mapping[str, int]


def keep(connection: Connection, seen: Seen, number: int, summary: DaySummary) -> None:
    """Keep a day's summary unless the house already told something later about that day.

    number: that of the envelope's epoch; a later epoch counts more than a higher seq.
    """
    same_day = (days.c.house == seen.house) & (days.c.day == summary.day)
    query = select(epochs.c.number, days.c.seq).join(
        epochs, (epochs.c.house == days.c.house) & (epochs.c.epoch == days.c.epoch)
    )
    known = connection.execute(query.where(same_day)).one_or_none()
    values = {
        "minutes_open": summary.minutes_open,
        "present": summary.present,
        "newcomers": summary.newcomers,
        "clock": summary.clock,
        "health": json.dumps(dict(summary.health), sort_keys=True),
        "epoch": seen.epoch,
        "seq": seen.seq,
    }
    if known is None:
        connection.execute(insert(days).values(house=seen.house, day=summary.day, **values))
    elif (number, seen.seq) > tuple(known):
        connection.execute(update(days).where(same_day).values(**values))


def between(connection: Connection, first: date, last: date, house: str | None = None) -> list[Day]:
    """Read the days from first to last, both included, of one house or of all."""
    query = select(days).where(days.c.day.between(first, last)).order_by(days.c.house, days.c.day)
    if house is not None:
        query = query.where(days.c.house == house)
    return [_day(row) for row in connection.execute(query).mappings()]


def latest(connection: Connection) -> dict[str, Day]:
    """Read each house's latest day, by house."""
    newest = select(days.c.house, func.max(days.c.day).label("day")).group_by(days.c.house)
    last = newest.subquery()
    query = select(days).join(last, (last.c.house == days.c.house) & (last.c.day == days.c.day))
    return {row["house"]: _day(row) for row in connection.execute(query).mappings()}


def edges(connection: Connection, house: str) -> tuple[date, date] | None:
    """Find the first and the last day that a house told about."""
    query = select(func.min(days.c.day), func.max(days.c.day)).where(days.c.house == house)
    first, last = connection.execute(query).one()
    return None if first is None else (first, last)


def _day(row: RowMapping) -> Day:
    return Day(
        row["house"],
        row["day"],
        row["minutes_open"],
        row["present"],
        row["newcomers"],
        row["clock"],
        json.loads(row["health"]),
    )
