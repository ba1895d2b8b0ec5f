"""Keep months apart on PostgreSQL: letters by the month they came in, days by their own.

No partition takes what fits no other: a month would have to be moved out of it before it could get
its own. Instead this month's and the next one's are made at the start and when a month begins, and
what tells of a month that has none is undone, the partition made, and done again.

To take an old month's letters away, detach it first, so that nobody waits:
ALTER TABLE letters DETACH PARTITION letters_2026_11 CONCURRENTLY; then dump and drop that table.
What came stays known by its fingerprint; it can no longer be computed again from its bytes.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from sync.hq.month_dates import month_of, moved
from sync.hq.store.database import Database
from sync.hq.store.schema.told import FIRST_MONTH, LAST_MONTH

P = ParamSpec("P")
T = TypeVar("T")

# By which column each table is kept apart.
_APART = {"letters": "received_at", "days": "day", "headcounts": "day"}
# Names a lock of PostgreSQL's that means: somebody is making a partition.
_LOCK = 0x4149_594F_5543_0002
_NO_PARTITION = "23514"
# Where Citus spreads the houses, a part of a table has the table's name and a number.
_TABLE = re.compile(rf"\b({'|'.join(_APART)})(?:_\d+)?\b")
_KEY = re.compile(r"\) = \((.+)\)")


def prepare(database: Database, now: datetime) -> None:
    """Make the partitions of this month and the next; once a month, and costs nothing else."""
    this = month_of(now.astimezone(UTC).date())
    if database.is_apart and database.prepared != this:
        for table in _APART:
            cover(database, table, this, moved(this, 1))
        database.prepared = this


def cover(database: Database, table: str, first: date, last: date) -> None:
    """Make the partitions of a table, from the month of one day to that of another."""
    if table != "letters":
        # What lies before or after has a part of its own, for all of it.
        first, last = max(first, FIRST_MONTH), min(last, moved(LAST_MONTH, -1))
    with database.transaction() as connection:
        for month in _months(first, last):
            make(connection, table, month)


def make(connection: Connection, table: str, month: date) -> None:
    """Make the partition of a month unless it is there; whoever writes elsewhere goes on."""
    name = f"{table}_{month:%Y_%m}"
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    there = text("SELECT 1 FROM pg_inherits WHERE inhrelid = to_regclass(:name)")
    if connection.execute(there, {"name": name}).first() is None:
        # Attached, not made in place: that would wait for everybody who reads the table.
        connection.execute(text(f"CREATE TABLE {name} (LIKE {table} INCLUDING DEFAULTS)"))
        begin, end = (_bound(table, day) for day in (month, moved(month, 1)))
        span = f"FOR VALUES FROM ({begin}) TO ({end})"
        connection.execute(text(f"ALTER TABLE {table} ATTACH PARTITION {name} {span}"))


def months_of(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> set[date]:
    """Tell which months rows need partitions for, by their first days."""
    if table not in _APART or _APART[table] not in columns:
        return set()
    at = columns.index(_APART[table])
    months = {_month_of(table, row[at]) for row in rows}
    return {one for one in months if table == "letters" or FIRST_MONTH <= one < LAST_MONTH}


def making_months(
    work: Callable[Concatenate[Database, P], T],
) -> Callable[Concatenate[Database, P], T]:
    """Let work that opens its own transactions find a partition for every month it tells of."""

    @wraps(work)
    def retried(database: Database, /, *args: P.args, **more: P.kwargs) -> T:
        made: set[tuple[str, date]] = set()
        while True:
            try:
                return work(database, *args, **more)
            except IntegrityError as problem:
                missing = _missing(problem)
                if missing is None or missing in made:
                    raise
                table, month = missing
            cover(database, table, month, month)
            made.add(missing)

    return retried


def _missing(problem: IntegrityError) -> tuple[str, date] | None:
    """Read from PostgreSQL's complaint which table has no partition for which month."""
    said: Any = problem.orig
    if getattr(said, "sqlstate", None) != _NO_PARTITION:
        return None
    found = _TABLE.search(said.diag.message_primary or "")
    key = _KEY.search(said.diag.message_detail or "")
    if found is None or key is None:
        return None
    table, value = found.group(1), key.group(1)
    return table, _month_of(table, int(value) if table == "letters" else date.fromisoformat(value))


def _month_of(table: str, value: Any) -> date:  # noqa: ANN401
    day: date = datetime.fromtimestamp(value, UTC).date() if table == "letters" else value
    return month_of(day)


def _months(first: date, last: date) -> Iterator[date]:
    month = month_of(first)
    while month <= last:
        yield month
        month = moved(month, 1)


def _bound(table: str, month: date) -> str:
    if table != "letters":
        return f"'{month}'"
    return str(int(datetime(month.year, month.month, 1, tzinfo=UTC).timestamp()))
