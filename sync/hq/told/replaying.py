"""What the days and months of a house must be by the envelopes that are kept: told once more."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, exists, select

from sync import envelope
from sync.errors import BadEnvelope
from sync.hq.keyring import Keyring
from sync.hq.month_dates import month_of
from sync.hq.receive.judge import Judged, Told, read
from sync.hq.register import house_keys
from sync.hq.store import schema
from sync.hq.store.schema import envelopes, epochs, letters, unread
from sync.hq.told import days, health, months, sql
from sync.hq.told.word import Word, last_words
from sync.month_summary import MonthSummary
from sync.summary import DaySummary

Row = Mapping[str, Any]
Sums = dict[str, int]
T = TypeVar("T")


@dataclass(slots=True)
class Replayed:
    """Hold the rows that a house must have, by table and by day or month."""

    days: dict[date, Row] = field(default_factory=dict)
    months: dict[date, Row] = field(default_factory=dict)
    headcounts: dict[date, Row] = field(default_factory=dict)


def replay(connection: Connection, ring: Keyring, house: str) -> Replayed:
    """Open a house's envelopes once more, and keep of each day and month the word that holds.

    What an envelope told whose bytes were taken away with an old month is taken as it is kept.
    """
    words, found = list(_told(connection, ring, house)), Replayed()
    _tell_days(connection, house, found, _of(words, DaySummary))
    _tell_months(connection, house, found, _of(words, MonthSummary))
    return found


def _tell_days(
    connection: Connection, house: str, found: Replayed, words: list[Word[DaySummary]]
) -> None:
    last = last_words(words, lambda one: one.told.day)
    found.days |= {day: days.row(one.seen, one.told) for day, one in last.items()}
    for number, row in _of_taken_away(connection, house, schema.days):
        here = last.get(row["day"])
        if not here or (number, row["seq"]) > here.place:
            found.days[row["day"]] = row


def _tell_months(
    connection: Connection, house: str, found: Replayed, words: list[Word[MonthSummary]]
) -> None:
    held = {one.told.month: one for one in months.holding(words)}
    for month, one in held.items():
        found.months[month] = months.row(one.seen, one.told)
        _put_headcounts(found, month, months.headcount_rows(house, one.told))
    for number, row in _of_taken_away(connection, house, schema.months):
        here = held.get(row["month"])
        if not here or months.holds_against(months.word_of({**row, "number": number}), here):
            found.months[row["month"]] = row
            _put_headcounts(found, row["month"], _kept_headcounts(connection, house))


def _of(words: Iterable[Word[Any]], kind: type[T]) -> list[Word[T]]:
    return [one for one in words if isinstance(one.told, kind)]


def _of_taken_away(
    connection: Connection, house: str, table: Table
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Find the rows whose envelope is known while its bytes are not here any more.

    With each comes the number of its epoch.
    """
    query = (
        select(epochs.c.number, table)
        .select_from(table)
        .join(envelopes, _same(envelopes, table))
        .join(epochs, (epochs.c.house == table.c.house) & (epochs.c.epoch == table.c.epoch))
        .outerjoin(letters, _same(letters, envelopes))
        .where(table.c.house == house, letters.c.house.is_(None))
    )
    for found in connection.execute(query).mappings():
        row = {one.name: found[one.name] for one in table.c}
        yield found["number"], row


def _kept_headcounts(connection: Connection, house: str) -> list[Row]:
    query = select(schema.headcounts).where(schema.headcounts.c.house == house)
    return [dict(row) for row in connection.execute(query).mappings()]


def _put_headcounts(found: Replayed, month: date, rows: Iterable[Row]) -> None:
    for day in [day for day in found.headcounts if month_of(day) == month]:
        del found.headcounts[day]
    found.headcounts |= {row["day"]: dict(row) for row in rows if month_of(row["day"]) == month}


def _same(one: Table, other: Table) -> ColumnElement[bool]:
    same = (one.c.house == other.c.house) & (one.c.epoch == other.c.epoch)
    return same & (one.c.seq == other.c.seq)


def _told(
    connection: Connection, ring: Keyring, house: str
) -> Iterator[Word[DaySummary | MonthSummary]]:
    """Read what told of days and months, with the place at which it counts (receive.envelopes)."""
    line = house_keys.line(connection, house)
    if line is None:
        return
    known: dict[tuple[bytes, int], bytes] = {}
    columns = (envelopes.c.epoch, envelopes.c.seq, envelopes.c.hash)
    for epoch, seq, digest in connection.execute(
        select(*columns).where(envelopes.c.house == house)
    ):
        known[epoch, seq] = digest
    for number, data in connection.execute(_kept(house)):
        seen = envelope.peek(data)
        try:
            told: Told | Judged | None = read(seen, ring.sealing_keys, line)
        except BadEnvelope:
            continue
        if isinstance(told, Judged):
            inside = told.seen
            # What came once more and was new is kept by itself; what another card's number hid
            # counts as of the envelope around it.
            if inside is None or known.get((inside.epoch, inside.seq)) == told.hash:
                continue
            told = told.told if not isinstance(told.told, Judged) else None
        if isinstance(told, DaySummary | MonthSummary):
            yield Word(seen, number, told)


def _kept(house: str) -> Any:  # noqa: ANN401
    of_letter = _same(letters, envelopes) & (letters.c.received_at == envelopes.c.received_at)
    of_epoch = (epochs.c.house == envelopes.c.house) & (epochs.c.epoch == envelopes.c.epoch)
    waits = exists().where(
        unread.c.house == envelopes.c.house,
        unread.c.epoch == envelopes.c.epoch,
        unread.c.seq == envelopes.c.seq,
    )
    kinds = envelopes.c.kind.in_(("day", "month", "again"))
    return (
        select(epochs.c.number, letters.c.envelope)
        .select_from(envelopes)
        .join(letters, of_letter)
        .join(epochs, of_epoch)
        .where(envelopes.c.house == house, kinds, ~waits)
    )


def told_days(found: Replayed) -> dict[date, Sums]:
    """Tell the sums of each day by itself: by the day, or else by its month; pure."""
    told = {
        day: _sums(int(row["present"] > 0), 0, row["present"], 0)
        for day, row in found.headcounts.items()
    }
    for day, row in found.days.items():
        minutes, present = row["minutes_open"], row["present"]
        told[day] = _sums(int(present > 0), minutes, present, row["newcomers"])
    return told


def _sums(*values: int) -> Sums:
    return dict(zip(sql.SUMS, (1, *values), strict=True))


def last_day(connection: Connection, found: Replayed) -> Row | None:
    """Tell the latest day that was not told before its time, as it must be kept."""
    for day in sorted(found.days, reverse=True):
        row = found.days[day]
        if not sql.is_too_early(day, _received_at(connection, row)):
            told = {name: row[name] for name in ("house", "day", "present", "health")}
            return told | {"is_worrying": health.needs_somebody(row["health"])}
    return None


def _received_at(connection: Connection, row: Row) -> int:
    of = [envelopes.c[name] == row[name] for name in ("house", "epoch", "seq")]
    return int(connection.execute(select(envelopes.c.received_at).where(*of)).scalar_one())


def of_month(row: Row) -> Mapping[str, Any]:
    """Read all that a month told; pure."""
    told: Mapping[str, Any] = json.loads(row["told"])
    return told
