"""A copy of the records in memory, to be looked at where the card can only be read."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlite_utils

from kiosk.domain.audit import START
from kiosk.errors import StoreDamaged
from kiosk.store.migrations import migrations
from kiosk.store.safety import since
from kiosk.store.safety.restore import Clock, Found
from kiosk.store.stamps import last_ms

# A directory in memory: no copy of the records may come to lie on another disk.
_MEMORY = Path("/dev/shm")  # noqa: S108


def copy(house: Path) -> sqlite_utils.Database:
    """Open a copy of a house's records, or empty ones, that refuses every change.

    Raises StoreDamaged or OSError.
    """

    def fill(memory: sqlite3.Connection) -> None:
        if house.exists() and house.stat().st_size:
            _copy(memory, house)

    return _open(fill)


def of_backup(house: Path, found: Found | None, clock: Clock) -> sqlite_utils.Database:
    """Open the database of a backup, or an empty one, in the same way.

    house: where its records are or were. What was forgotten since the backup is not shown.
    """

    def fill(memory: sqlite3.Connection) -> None:
        if found:
            with closing(sqlite3.connect(":memory:")) as whole:
                whole.deserialize(found.image)
                whole.backup(memory)

    def forget(db: sqlite_utils.Database) -> None:
        if found:
            gone = since.forgotten_since(db, house, {found.path.parent})
            with db.conn:
                since.forget(db, gone, clock(last_ms(db)), START)

    return _open(fill, forget)


def _open(
    fill: Callable[[sqlite3.Connection], None],
    forget: Callable[[sqlite_utils.Database], None] = lambda _db: None,
) -> sqlite_utils.Database:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        fill(connection)
        db = sqlite_utils.Database(connection, execute_plugins=False, strict=True)
        migrations.apply(db)
        forget(db)
        if db.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise StoreDamaged("The house's records are damaged.")
        connection.execute("PRAGMA query_only = ON")
    except (sqlite3.Error, UnicodeDecodeError) as error:
        connection.close()
        raise StoreDamaged("The house's records are damaged.") from error
    except BaseException:
        connection.close()
        raise
    return db


def _copy(memory: sqlite3.Connection, house: Path) -> None:
    """Read the records with their log; SQLite needs to write beside them, so they are copied."""
    parent = _MEMORY if _MEMORY.is_dir() else None
    with TemporaryDirectory(dir=parent) as place:
        beside = Path(place) / house.name
        for end in ("", "-wal"):
            source = house.with_name(house.name + end)
            if source.exists():
                shutil.copyfile(source, beside.with_name(beside.name + end))
        with closing(sqlite3.connect(beside)) as copied:
            copied.backup(memory)
