"""The days that houses told: keep the latest word, read them back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, delete, exists, func, insert, select, union_all

from sync.envelope import Seen
from sync.hq.receive import ledger
from sync.hq.store.schema import days, headcounts
from sync.hq.told import marks
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


@dataclass(frozen=True, slots=True)
class Headcount:
    """Hold how many children came on a day, as the day told it, or else its month."""

    house: str
    day: date
    present: int


def keep(connection: Connection, seen: Seen, number: int, summary: DaySummary) -> None:
    """Keep a day's summary unless the house already told something later about that day.

    number: that of the envelope's epoch; a later epoch counts more than a higher seq.
    """
    same_day = (days.c.house == seen.house) & (days.c.day == summary.day)
    if not ledger.is_news(connection, days, same_day, number, seen.seq):
        return
    row = {
        "house": seen.house,
        "day": summary.day,
        "minutes_open": summary.minutes_open,
        "present": summary.present,
        "newcomers": summary.newcomers,
        "clock": summary.clock,
        "health": json.dumps(dict(summary.health), sort_keys=True),
        "epoch": seen.epoch,
        "seq": seen.seq,
    }
    connection.execute(delete(days).where(same_day))
    connection.execute(insert(days).values(row))
    marks.note(connection, seen, summary.day, summary.day)


def between(connection: Connection, first: date, last: date, house: str | None = None) -> list[Day]:
    """Read the days from first to last, both included, of one house or of all."""
    query = select(days).where(days.c.day.between(first, last)).order_by(days.c.house, days.c.day)
    if house is not None:
        query = query.where(days.c.house == house)
    return [_day(row) for row in connection.execute(query).mappings()]


def present(
    connection: Connection, first: date, last: date, house: str | None = None
) -> list[Headcount]:
    """Count the children from the first to the last day; what no day told, its month may tell."""
    told = exists().where(days.c.house == headcounts.c.house, days.c.day == headcounts.c.day)
    of_days = select(days.c.house, days.c.day, days.c.present)
    of_months = select(headcounts.c.house, headcounts.c.day, headcounts.c.present).where(~told)
    every = union_all(
        of_days.where(days.c.day.between(first, last)),
        of_months.where(headcounts.c.day.between(first, last)),
    ).subquery()
    query = select(every).order_by(every.c.house, every.c.day)
    if house is not None:
        query = query.where(every.c.house == house)
    return [Headcount(*row) for row in connection.execute(query)]


def latest(connection: Connection) -> dict[str, Day]:
    """Read each house's latest day, by house."""
    newest = select(days.c.house, func.max(days.c.day).label("day")).group_by(days.c.house)
    last = newest.subquery()
    query = select(days).join(last, (last.c.house == days.c.house) & (last.c.day == days.c.day))
    return {row["house"]: _day(row) for row in connection.execute(query).mappings()}


def edges(connection: Connection, house: str) -> tuple[date, date] | None:
    """Find the first and the last day that a house told about, by itself or in its month."""
    of_days = select(days.c.day).where(days.c.house == house)
    of_months = select(headcounts.c.day).where(headcounts.c.house == house)
    every = union_all(of_days, of_months).subquery()
    query = select(func.min(every.c.day), func.max(every.c.day))
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
