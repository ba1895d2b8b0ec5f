"""All that a database holds, told apart table by table, and put back as it was."""

import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path

Rows = list[tuple[object, ...]]


class State:
    """Remembers what a database held when this was made; some tables do not count."""

    def __init__(self, path: Path, passed_over: Collection[str] = ()) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        names = self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        self._tables = [name for (name,) in names if name not in passed_over]
        self._passed_over = passed_over
        self._version = self._read_version()
        self.first = self._read()
        self._changed: dict[str, tuple[Rows, Rows]] = {}

    def changed(self) -> Mapping[str, tuple[Rows, Rows]]:
        """Tell which tables hold something else now, and what: before and after."""
        version = self._read_version()
        if version != self._version:
            self._version, now = version, self._read()
            self._changed = {
                name: (self.first[name], now[name]) for name in now if now[name] != self.first[name]
            }
        return self._changed

    def restore(self, tables: Collection[str]) -> None:
        """Put tables back as they were, and empty those that do not count."""
        self._db.execute("PRAGMA foreign_keys = OFF")
        self._db.execute("BEGIN IMMEDIATE")
        for name in (*tables, *self._passed_over):
            self._db.execute(f'DELETE FROM "{name}"')
        for name in tables:
            for row in self.first[name]:
                marks = ", ".join("?" * len(row))
                self._db.execute(f'INSERT INTO "{name}" VALUES ({marks})', row)
        self._db.execute("COMMIT")
        self._changed = {}

    def close(self) -> None:
        self._db.close()

    def _read(self) -> dict[str, Rows]:
        return {
            name: sorted(self._db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in self._tables
        }

    def _read_version(self) -> int:
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])
