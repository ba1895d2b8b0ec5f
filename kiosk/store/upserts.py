"""Keeps a row in place of the one before.

Not by sqlite-utils' own upsert: at the first one of a connection it makes a table to see what
SQLite can do, and where the card is full at that moment it takes for the answer that SQLite
cannot. Then it ignores each row that breaks a rule, and tells nobody.
"""

from collections.abc import Mapping

import sqlite_utils


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
