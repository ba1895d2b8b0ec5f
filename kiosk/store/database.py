"""Opens the house's database and lets one writer in at a time."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

import sqlite_utils

from kiosk.errors import KioskError, StoreDamaged, StoreError, StoreFull, StoreTooNew
from kiosk.store.migrations import known_migrations, migrations

FILE_NAME = "house.db"

_PRAGMAS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA busy_timeout = 5000;
"""


class Database:
    """The house's records, shared by the threads of one process.

    One connection behind one lock: two writers on connections of their own
    would wait for each other inside SQLite, where a child waits longer.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        self._db = _open(path)

    @contextmanager
    def transaction(self) -> Iterator[sqlite_utils.Database]:
        """Keep all that is written inside, durably, or nothing of it.

        Raises StoreFull, StoreDamaged or StoreError.
        """
        with self._lock, _sentences():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.rollback()
                raise
            self._commit()

    @contextmanager
    def reading(self) -> Iterator[sqlite_utils.Database]:
        """Look at the records without changing them."""
        with self._lock, _sentences():
            yield self._db

    def scrub(self) -> bool:
        """Empty the write-ahead log, in which what was just erased may still stand.

        False where another process was reading: then it is emptied another time.
        """
        with self._lock, _sentences():
            busy, _, _ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def _commit(self) -> None:
        try:
            self._db.execute("COMMIT")
        except sqlite3.Error:
            self._db.rollback()
            raise


def _open(path: Path) -> sqlite_utils.Database:
    with _sentences():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        connection = sqlite3.connect(path, check_same_thread=False)
        try:
            connection.executescript(_PRAGMAS)
            db = sqlite_utils.Database(connection, execute_plugins=False, strict=True)
            _check(db)
            migrations.apply(db)
        except BaseException:
            connection.close()
            raise
    return db


def _check(db: sqlite_utils.Database) -> None:
    if db.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise StoreDamaged("The house's records are damaged.")
    if {migration.name for migration in migrations.applied(db)} - known_migrations():
        raise StoreTooNew("The records were written by a newer version: update the kiosk.")


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except KioskError:
        # Some of ours are the builtin OSError too: a locked vault is no trouble of the file.
        raise
    except sqlite3.DatabaseError as error:
        raise _translate(error) from error
    except OSError as error:
        raise StoreError(f"The records cannot be opened: {error.strerror}.") from error


def _translate(error: sqlite3.DatabaseError) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE):
        return StoreFull("The card is full: nothing more can be kept.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreDamaged("The house's records are damaged.")
    return StoreError(f"The records cannot be written: {error}.")
