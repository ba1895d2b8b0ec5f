"""A photograph of all records: two that are alike were taken of the same records."""

import sqlite3
from hashlib import blake2b

Photograph = dict[str, str]


def photograph(db: sqlite3.Connection) -> Photograph:
    """Tell a fingerprint of each table."""
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return {name: _fingerprint(db, name) for (name,) in tables.fetchall()}


def _fingerprint(db: sqlite3.Connection, table: str) -> str:
    seen = blake2b(digest_size=8)
    for row in db.execute(f'SELECT * FROM "{table}"'):
        seen.update(repr(row).encode())
    return seen.hexdigest()
