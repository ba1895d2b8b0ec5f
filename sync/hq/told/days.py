"""The days that houses told: keep the latest word, read them back."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import (
    Connection,
    RowMapping,
    bindparam,
    delete,
    insert,
    select,
    union_all,
)

from sync.envelope import Seen
from sync.hq.store.schema import days, epochs, headcounts, last_days
from sync.hq.store.upserts import insert_unless_there
from sync.hq.told import marks, sql
from sync.hq.told.word import Word, last_words
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


@dataclass(frozen=True, slots=True)
class Last:
    """Hold the latest day of a house, and whether its machine needed somebody then."""

    day: date
    present: int
    is_worrying: bool


_KNOWN = (
    select(days.c.day, epochs.c.number, days.c.seq)
    .join(epochs, (epochs.c.house == days.c.house) & (epochs.c.epoch == days.c.epoch))
    .where(days.c.house == bindparam("of"))
    .where(days.c.day.in_(bindparam("days", expanding=True)))
)


def keep(connection: Connection, seen: Seen, number: int, summary: DaySummary) -> None:
    """Keep a day's summary unless the house already told something later about that day."""
    keep_all(connection, [Word(seen, number, summary)])


def keep_all(connection: Connection, words: Iterable[Word[DaySummary]]) -> None:
    """Keep the days that houses told, as `keep` does one after the other."""
    last = last_words(words, lambda one: (one.seen.house, one.told.day))
    rows = [row(one.seen, one.told) for one in last.values()]
    new = insert_unless_there(connection, rows, days.c.house, days.c.day)
    again = [one for key, one in last.items() if key not in new]
    kept = [one for key, one in last.items() if key in new]
    for house, of_house in groupby(again, key=lambda one: one.seen.house):
        kept += _keep_over(connection, house, list(of_house))
    marks.note_all(connection, [(one.seen, one.told.day, one.told.day) for one in kept])


def _keep_over(
    connection: Connection, house: str, words: Sequence[Word[DaySummary]]
) -> list[Word[DaySummary]]:
    """Keep what is later than the words by which days of a house are known; tell what that was."""
    of = {one.told.day for one in words}
    found = connection.execute(_KNOWN, {"of": house, "days": list(of)})
    known = {day: (number, seq) for day, number, seq in found}
    later = [one for one in words if one.place > known[one.told.day]]
    if later:
        stale = days.c.day.in_([one.told.day for one in later])
        connection.execute(delete(days).where(days.c.house == house, stale))
        connection.execute(insert(days), [row(one.seen, one.told) for one in later])
    return later


def row(seen: Seen, summary: DaySummary) -> dict[str, object]:
    """Write a day's summary as it is kept."""
    return {
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


def between(connection: Connection, first: date, last: date, house: str | None = None) -> list[Day]:
    """Read the days from first to last, both included, of one house or of all."""
    query = select(days).where(days.c.day.between(first, last)).order_by(days.c.house, days.c.day)
    if house is not None:
        query = query.where(days.c.house == house)
    return [_day(row) for row in connection.execute(query).mappings()]


def present(connection: Connection, first: date, last: date, *houses: str) -> list[Headcount]:
    """Count the children from the first to the last day; what no day told, its month may tell."""
    if not houses:
        return []
    of_days = select(days.c.house, days.c.day, days.c.present)
    of_months = select(headcounts.c.house, headcounts.c.day, headcounts.c.present).where(
        ~sql.by_itself(first, last)
    )
    every = union_all(
        of_days.where(days.c.house.in_(houses), days.c.day.between(first, last)),
        of_months.where(headcounts.c.house.in_(houses), headcounts.c.day.between(first, last)),
    ).subquery()
    query = select(every).order_by(every.c.house, every.c.day)
    return [Headcount(*row) for row in connection.execute(query)]


def latest(connection: Connection, houses: Collection[str]) -> dict[str, Last]:
    """Read the latest day that some houses told by themselves, by house."""
    query = select(last_days).where(last_days.c.house.in_(houses))
    return {
        row["house"]: Last(row["day"], row["present"], row["is_worrying"])
        for row in connection.execute(query).mappings()
    }


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
