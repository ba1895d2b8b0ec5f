"""What the limits have counted: one small file for all processes, which a restart finds again.

Nothing here is worth waiting for a disk: counts that a power cut takes begin anew.
"""

import logging
import sqlite3
import time
import weakref
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from limits.storage import MemoryStorage, Storage

log = logging.getLogger(__name__)

SCHEME = "counts"
_FILE = "limits.db"
_SWEEPS_EVERY = 60.0
_ALONE_FOR = 60.0

# A count whose time is over begins anew, and so does one that would begin only later: it is of a
# clock that ran ahead and was put back, and would hold its caller off until then.
_HOLDS = "begun <= :now AND ends > :now"
_ADD = f"""
INSERT INTO counts (key, count, ends, begun) VALUES (:key, :amount, :now + :seconds, :now)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN {_HOLDS} THEN count ELSE 0 END + :amount,
    ends = CASE WHEN {_HOLDS} THEN ends ELSE :now + :seconds END,
    begun = CASE WHEN {_HOLDS} THEN begun ELSE :now END
RETURNING count
"""
_GET = f"SELECT count FROM counts WHERE key = :key AND {_HOLDS}"
_ENDS = f"SELECT ends FROM counts WHERE key = :key AND {_HOLDS}"
_SWEEP = f"DELETE FROM counts WHERE NOT ({_HOLDS}) RETURNING 1"


def uri(data: Path) -> str:
    """Name the counts of a data directory."""
    return f"{SCHEME}://{data.absolute() / _FILE}"


class SharedCounts(Storage):
    """Count by windows of time, over all processes; in memory while the file cannot be used."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012

    def __init__(self, uri: str, wrap_exceptions: bool = False, **options: Any) -> None:  # noqa: ANN401, FBT001
        super().__init__(uri, wrap_exceptions, **options)
        self._path = Path(uri.removeprefix(f"{SCHEME}://"))
        self._lock, self._swept = Lock(), time.time()
        self._connection: sqlite3.Connection | None = None
        self._memory, self._alone_until = MemoryStorage(), 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        """Name what may go wrong with the file."""
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to a count and tell it."""
        now = time.time()
        given = {"key": key, "amount": amount, "now": now, "seconds": expiry}
        if now > self._swept + _SWEEPS_EVERY:
            self._swept = now
            self._ask(_SWEEP, {"now": now}, int)
        return int(self._ask(_ADD, given, lambda: self._memory.incr(key, expiry, amount)))

    def get(self, key: str) -> int:
        """Tell a count."""
        given = {"key": key, "now": time.time()}
        return int(self._ask(_GET, given, lambda: self._memory.get(key)) or 0)

    def get_expiry(self, key: str) -> float:
        """Tell when a count begins anew."""
        now = time.time()
        found = self._ask(_ENDS, {"key": key, "now": now}, lambda: self._memory.get_expiry(key))
        return float(found or now)

    def check(self) -> bool:
        """Tell that there is always something to count by."""
        return True

    def reset(self) -> int | None:
        """Forget all counts."""
        self._ask("DELETE FROM counts RETURNING 1", {}, int)
        return self._memory.reset()

    def clear(self, key: str) -> None:
        """Forget one count."""
        self._ask("DELETE FROM counts WHERE key = :key RETURNING 1", {"key": key}, int)
        self._memory.clear(key)

    def _ask(self, query: str, given: dict[str, object], otherwise: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Ask the file, or what stands in for it for a while after it could not be used."""
        if time.monotonic() < self._alone_until:
            return otherwise()
        try:
            return self._one(query, given)
        except sqlite3.Error as problem:
            log.warning("Tries are counted by each process alone: %s: %s.", self._path, problem)
            self._alone_until = time.monotonic() + _ALONE_FOR
            return otherwise()

    def _one(self, query: str, given: dict[str, object]) -> Any:  # noqa: ANN401
        with self._lock:
            if self._connection is None:
                self._connection = _open(self._path)
                weakref.finalize(self, self._connection.close)
            rows = self._connection.execute(query, given).fetchall()
        return rows[0][0] if rows else None


def _open(path: Path) -> sqlite3.Connection:
    """Open the file; one that a power cut has spoilt is made anew."""
    try:
        return _prepared(path)
    except sqlite3.DatabaseError as problem:
        if isinstance(problem, sqlite3.OperationalError):
            raise
        for file in path.parent.glob(f"{path.name}*"):
            with suppress(OSError):
                file.unlink()
        return _prepared(path)


def _prepared(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
    try:
        for pragma in ("journal_mode=WAL", "synchronous=OFF"):
            with closing(connection.execute(f"PRAGMA {pragma}")):
                pass
        if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise sqlite3.DatabaseError("the counts are spoilt")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS counts"
            " (key TEXT PRIMARY KEY, count INTEGER NOT NULL, ends REAL NOT NULL,"
            " begun REAL NOT NULL DEFAULT 0) WITHOUT ROWID"
        )
        _add_begun(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _add_begun(connection: sqlite3.Connection) -> None:
    """Let a file of before tell too when a count began; another process may just have done so."""
    columns = [row[1] for row in connection.execute("PRAGMA table_info(counts)").fetchall()]
    if "begun" not in columns:
        with suppress(sqlite3.OperationalError):
            connection.execute("ALTER TABLE counts ADD COLUMN begun REAL NOT NULL DEFAULT 0")
