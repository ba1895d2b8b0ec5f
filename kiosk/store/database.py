"""Opens the house's database and lets one writer in at a time."""

import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import sqlite_utils

from kiosk.errors import (
    BackupFailed,
    KioskError,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreReadOnly,
    StoreTooNew,
)
from kiosk.store.migrations import apply_pending, known_migrations, migrations
from kiosk.store.rows import Records
from kiosk.store.safety import disk, locks, mounted, moving, reserve, soundness

FILE_NAME = "house.db"

# How long one program waits for another that writes, in seconds: a card may take several to sync.
PATIENCE = 15.0

_PRAGMAS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
-- KiB: what one page of a house of ten years reads fits; a young one takes a fraction.
PRAGMA cache_size = -4096;
"""

_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)


Found = TypeVar("Found")


class Database:
    """The house's records, shared by the threads of one process.

    One connection behind one lock: two writers on connections of their own
    would wait for each other inside SQLite, where a child waits longer.
    """

    def __init__(
        self,
        path: Path,
        backups: Path | None = None,
        copy: sqlite_utils.Database | None = None,
        too_little: int = 0,
    ) -> None:
        """Open the records at `path`, or stand by with a copy where nothing can be written.

        backups: where a backup goes before a migration. copy: what to look at in place of
        the records. too_little: the free bytes with which they could not be opened to write.
        Raises StoreError.
        """
        mounted.insist(path.parent)
        self.path = path
        self._lock = RLock()
        # What a process before this one has left in the log may not have been emptied.
        self._is_scrubbed = False
        self._remembered: dict[Hashable, Any] = {}
        self._written = (0, 0)
        copy = copy or _copy(path)
        self.is_read_only = copy is not None
        self.too_little = too_little
        with ExitStack() as in_use:
            if copy is None:
                in_use.enter_context(locks.using(path.parent))
            self._db = copy or _open(path, backups or path.parent / "backups")
            self._in_use = in_use.pop_all()

    @contextmanager
    def transaction(self) -> Iterator[sqlite_utils.Database]:
        """Keep all that is written inside, durably, or nothing of it.

        Raises StoreFull, StoreDamaged or StoreError.
        """
        with self._lock, _sentences(self.path):
            # A copy refuses to begin to write; what writes nothing, a guest's goodbye, may go on.
            self._db.execute("BEGIN" if self.is_read_only else "BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.rollback()
                raise
            self._commit()

    @contextmanager
    def reading(self) -> Iterator[sqlite_utils.Database]:
        """Look at the records without changing them."""
        with self._lock, _sentences(self.path):
            yield self._db

    def remembered(self, what: Hashable, read: Callable[[sqlite_utils.Database], Found]) -> Found:
        """Tell what was read before, for as long as nothing whatever was written since.

        what: names what is read, of the open tier only. Raises StoreError.
        """
        with self.reading() as db:
            if db.conn.in_transaction:
                # It may be taken back, and nobody would count that as written.
                return read(db)
            (elsewhere,) = db.conn.execute("PRAGMA data_version").fetchone()
            written = (db.conn.total_changes, elsewhere)
            if written != self._written:
                self._remembered, self._written = {}, written
            if what not in self._remembered:
                self._remembered[what] = read(db)
            found: Found = self._remembered[what]
            return found

    def scrub(self) -> bool:
        """Empty the write-ahead log, in which what was erased, or in which order, still stands.

        What was read before is forgotten with it.

        False where another was reading: it waits for nobody, and `scrub_what_is_left` tries again.
        Raises StoreError.
        """
        with self._lock, _sentences(self.path):
            # Also where the card fails now: what is left is emptied in a later round.
            self._is_scrubbed = False
            self._remembered = {}
            self._db.execute("PRAGMA busy_timeout = 0")
            try:
                busy, _, _ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self._db.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")
            self._is_scrubbed = not busy
        return self._is_scrubbed

    def scrub_now_or_later(self) -> None:
        """Do that where the card lets it be done now, after what is kept already.

        Whoever read that nothing was kept would do it once more.
        """
        with suppress(StoreError):
            self.scrub()

    def scrub_soon(self) -> None:
        """Let the log be emptied in the caretaker's next round, when no child waits for it."""
        self._is_scrubbed = False

    def scrub_what_is_left(self) -> None:
        """Empty the log where that was asked for, or has not worked yet."""
        if not self._is_scrubbed:
            self.scrub()

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to back up from, which keeps no writer waiting."""
        if self.is_read_only:
            with self._lock:
                yield self._db.conn
            return
        with _sentences(self.path), closing(sqlite3.connect(self.path, timeout=PATIENCE)) as own:
            yield own

    @contextmanager
    def aside(self) -> Iterator[sqlite_utils.Database]:
        """Give a connection of its own to what takes long, say a stick: no child waits for it."""
        from sync import records

        with _sentences(self.path), closing(records.open_database(self.path)) as own:
            yield own

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()
        self._in_use.close()

    def _commit(self) -> None:
        try:
            self._db.execute("COMMIT")
        except sqlite3.Error:
            self._db.rollback()
            raise


def _copy(path: Path) -> sqlite_utils.Database | None:
    with _sentences(path):
        if not disk.is_read_only(path.parent):
            return None
        from kiosk.store.safety import standby

        return standby.copy(path)


def _open(path: Path, backups: Path) -> sqlite_utils.Database:
    with _sentences(path), locks.opening(path.parent):
        moving.finish(path)
        path.touch(mode=0o600)
        disk.give_to_the_house(path)
        # A process that was killed may have written what it did not sync, and nobody was told of.
        # From here on people see it: the next cut must not take it back.
        disk.settle_file(path.with_name(f"{path.name}-wal"))
        soundness.check_at_start(path)
        connection = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
        try:
            connection.executescript(_PRAGMAS)
            db = Records(connection, execute_plugins=False, strict=True)
            _refuse_newer(db)
            _migrate(db, path, backups)
        except BaseException:
            connection.close()
            raise
    return db


def _refuse_newer(db: sqlite_utils.Database) -> None:
    if {migration.name for migration in migrations.applied(db)} - known_migrations():
        raise StoreTooNew("The records were written by a newer version: update the kiosk.")


def _migrate(db: sqlite_utils.Database, path: Path, backups: Path) -> None:
    """Bring the records to this version's shape; a house that has any is backed up before."""
    if not migrations.pending(db):
        return
    if "house" in db.table_names() and db.table("house").count:
        _back_up_before(path, backups)
    apply_pending(db)


def _back_up_before(path: Path, backups: Path) -> None:
    """Make the backup where backups go, else beside the records, at last in the reserve's room."""
    from kiosk.store.safety import backup

    beside = path.parent / "backups"
    for place, makes_room in ((backups, False), (beside, False), (beside, True)):
        try:
            if makes_room:
                reserve.give_up(path.parent)
            backup.make(path, place)
        except BackupFailed:
            if makes_room:
                raise
        else:
            return


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except KioskError:
        # Some are OSErrors too, a locked vault for one: they speak for themselves.
        raise
    except sqlite3.DatabaseError as error:
        raise _translate(error, path) from error
    except UnicodeDecodeError as error:
        # SQLite quotes a damaged schema in its message, and Python cannot read that.
        soundness.mark(path.parent)
        raise StoreDamaged("The house's records are damaged.") from error
    except OSError as error:
        raise StoreError(f"The records cannot be opened: {error.strerror}.") from error


def _translate(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    if soundness.is_damage(error):
        soundness.mark(path.parent)
        return StoreDamaged("The house's records are damaged.")
    if (code or 0) & 0xFF == sqlite3.SQLITE_READONLY or disk.is_read_only(path.parent):
        return StoreReadOnly("The card can only be read: nothing can be kept.")
    if code in _NO_ROOM:
        return StoreFull("The card is full: nothing more can be kept.")
    return StoreError(f"The records cannot be written: {error}.")
