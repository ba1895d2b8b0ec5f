"""Looks whether the records are whole: what is cheap at each start, all of it in the background."""

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from kiosk.errors import StoreDamaged

# Damage that was met is noted here, so that the next start looks at everything first.
MARK = "damaged"
# And here, when all of the records were found whole last.
LOOKED = "looked-at"

# What has more rows grows with the years: all of it at each start would keep a village waiting.
_SMALL = 1000

_UNREADABLE = (
    sqlite3.SQLITE_IOERR_READ,
    sqlite3.SQLITE_IOERR_SHORT_READ,
    sqlite3.SQLITE_IOERR_CORRUPTFS,
)


def look_at(house: Path) -> sqlite3.Connection:
    """Open the records without changing anything: not even by folding the log into them.

    What is damaged is kept as it was found.
    """
    return sqlite3.connect(f"{house.absolute().as_uri()}?mode=ro", uri=True, timeout=30)


def check_at_start(house: Path) -> None:
    """Look at the schema, at all small tables and at the end of each growing one.

    The cost does not grow with the years. Raises StoreDamaged or sqlite3.DatabaseError.
    """
    _take_back_beginnings(house)
    with closing(look_at(house)) as db:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in tables:
            _check(db, name)


def _take_back_beginnings(house: Path) -> None:
    """Let SQLite take back what a power cut left half done when the records were first made.

    It cannot while it may only look. Later there is a log and no journal.
    """
    if house.with_name(f"{house.name}-journal").exists():
        with closing(sqlite3.connect(house)) as db:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _check(db: sqlite3.Connection, name: str) -> None:
    last = db.execute(f"SELECT rowid, * FROM {name} ORDER BY rowid DESC LIMIT 1").fetchone()
    if last and last[0] > _SMALL:
        return
    if not _is_sound(db, f"quick_check({name})"):
        raise StoreDamaged("The house's records are damaged.")


def _is_sound(db: sqlite3.Connection, check: str) -> bool:
    """Ask SQLite, which may name what is damaged by bytes that are no text."""
    db.text_factory = bytes
    try:
        return bool(db.execute(f"PRAGMA {check}").fetchone() == (b"ok",))
    finally:
        db.text_factory = str


def is_whole(house: Path) -> bool:
    """Look at everything, on a connection of its own; nobody waits for it."""
    try:
        with closing(look_at(house)) as db:
            return _is_sound(db, "quick_check")
    except UnicodeDecodeError:
        return False
    except sqlite3.DatabaseError as error:
        # Busy, or not to be opened: that says nothing of the records.
        return not is_damage(error)


def first_problem(db: sqlite3.Connection) -> str | None:
    """Look at all of the records and at what they refer to; None when all is well."""
    try:
        (said,) = db.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            return "The house's records are damaged."
        loose = db.execute("PRAGMA foreign_key_check").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return f"The records cannot be read: {error}."
    return f"A record of {loose[0]} refers to nothing." if loose else None


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Tell whether an error speaks of the records themselves: wrong, or not to be read."""
    code = getattr(error, "sqlite_errorcode", 0)
    primary = code & 0xFF
    return primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or code in _UNREADABLE


def mark(directory: Path) -> None:
    """Note that damage was met; where nothing can be written the start finds it again."""
    with suppress(OSError):
        (directory / MARK).touch()


def unmark(directory: Path) -> None:
    """Forget it: the records were repaired, or found whole."""
    with suppress(OSError):
        (directory / MARK).unlink(missing_ok=True)


def note_look(directory: Path, at: datetime) -> None:
    """Note when all of the records were found whole."""
    with suppress(OSError):
        (directory / LOOKED).write_text(at.isoformat(), "utf-8")


def looked_at(directory: Path) -> datetime | None:
    """Tell when all of the records were found whole last; None if they never were."""
    try:
        return datetime.fromisoformat((directory / LOOKED).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def is_marked(directory: Path) -> bool:
    """Tell whether damage was met."""
    return (directory / MARK).exists()
