"""The rows of every table, some at a time, out of a database and into another."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, MetaData, Table, func, insert, select, text

from sync.hq.store import partitions
from sync.hq.store.schema import metadata, version

Rows = list[list[Any]]

_MOST_ROWS, _MOST_BYTES = 500, 1024 * 1024


def tables() -> list[Table]:
    """List what a backup holds, each after what it refers to."""
    return [table for table in metadata.sorted_tables if table is not version]


def batches(connection: Connection, table: Table) -> Iterator[Rows]:
    """Read a table in the order of its key, without ever holding more than a batch."""
    query = select(table).order_by(*table.primary_key.columns)
    held: Rows = []
    size = 0
    options = {"stream_results": True, "yield_per": _MOST_ROWS}
    for row in connection.execution_options(**options).execute(query):
        held.append(list(row))
        size += sum(len(value) for value in row if isinstance(value, bytes | str))
        if len(held) == _MOST_ROWS or size > _MOST_BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


class Target:
    """A database that is filled: its tables as it has them, of whichever version they are."""

    def __init__(self, connection: Connection, tables: Mapping[str, list[str]]) -> None:
        self._connection, self._columns = connection, tables
        found = MetaData()
        found.reflect(connection, only=list(tables))
        self._tables = {name: found.tables[name] for name in tables}
        self._made: set[tuple[str, date]] = set()
        self._draws = connection.dialect.name == "postgresql"
        # Of a version of long ago they are whole.
        apart = text("SELECT relname FROM pg_class WHERE relkind = 'p'")
        self._apart = set(connection.execute(apart).scalars()) if self._draws else set()

    def belongs_to_somebody(self) -> bool:
        """Tell whether there is an account or a house."""
        queries = (self._tables[name].select().limit(1) for name in ("accounts", "houses"))
        return any(self._connection.execute(query).first() for query in queries)

    def empty(self) -> None:
        """Take out what a new database begins with: the backup has it, as it was there."""
        for table in reversed(self._tables.values()):
            self._connection.execute(table.delete())

    def put(self, name: str, rows: Rows) -> None:
        """Write a batch of rows, and make the months that they tell of."""
        columns, table = self._columns[name], self._tables[name]
        if name in self._apart:
            self._make_months(name, partitions.months_of(name, columns, rows))
        values = [dict(zip(columns, row, strict=True)) for row in rows]
        self._connection.execute(insert(table), values)

    def count_on(self) -> None:
        """Let PostgreSQL draw its next numbers behind those that are taken."""
        if not self._draws:
            return
        drawn = text("SELECT pg_get_serial_sequence(:name, :column)")
        for name, table in self._tables.items():
            for column in table.primary_key.columns:
                asked = {"name": name, "column": column.name}
                sequence = self._connection.execute(drawn, asked).scalar_one()
                if sequence:
                    highest = select(func.setval(sequence, func.max(column)))
                    self._connection.execute(highest)

    def _make_months(self, name: str, months: set[date]) -> None:
        for month in months:
            if (name, month) not in self._made:
                partitions.make(self._connection, name, month)
                self._made.add((name, month))
