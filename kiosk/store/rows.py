"""Reads and keeps rows where a child waits, and keeps one in place of the one before.

sqlite-utils asks the schema what the table is before each row it keeps, and opens a savepoint for
each of these and for each question: on a check-in that took as long as the check-in. Its upsert,
at the first one of a connection, makes a table to see what SQLite can do, and where the card is
full at that moment it takes for the answer that SQLite cannot. Then it ignores each row that breaks
a rule, and tells nobody.
"""

import sqlite3
from collections.abc import Generator, Mapping, Sequence
from typing import Any

import sqlite_utils


class Records(sqlite_utils.Database):
    """The house's records, which are read without a savepoint."""

    def query(
        self, sql: str, params: Sequence[Any] | dict[str, Any] | None = None
    ) -> Generator[dict[str, Any], None, None]:
        """Ask at once, and tell each row by the names of its columns, as it is asked for."""
        cursor: sqlite3.Cursor = self.conn.execute(sql, params or ())
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, row, strict=True)) for row in cursor)


def insert(db: sqlite_utils.Database, table: str, row: Mapping[str, object]) -> None:
    """Keep a row."""
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])


def upsert(db: sqlite_utils.Database, table: str, row: Mapping[str, object], *key: str) -> None:
    """Keep a row; of one with the same key, change what this one tells and leave the rest."""
    told = [name for name in row if name not in key]
    marks = ", ".join("?" * len(row))
    changes = ", ".join(f"{name} = excluded.{name}" for name in told)
    db.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}",
        [*row.values()],
    )
