"""Tell a database that is away from a mistake of ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from sync.hq.errors import DatabaseAway, DiskFull

# Classes of PostgreSQL's errors: no connection, too little of something, an operator's deed (it
# stops, starts, ended this connection, or what took too long), trouble with files. And a lock that
# somebody else holds for too long.
_STATES = ("08", "53", "57", "58", "55P03")
_CODES = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
)
# Where there is no room, be it only for the file by which those who use a database find each other.
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE, "53100")


@contextmanager
def told(*, anything: bool = False) -> Iterator[None]:
    """Raise DatabaseAway where the database is what went wrong in this block; DiskFull is one.

    anything: whatever the database says, since nothing else was asked of it than to open.
    """
    try:
        yield
    except DBAPIError as problem:
        if is_full(problem):
            raise DiskFull("The disk of the database is full: make room on it.") from problem
        if anything or is_away(problem):
            said = _first_line(problem)
            raise DatabaseAway(f"The database cannot be opened: {said}") from problem
        raise
    except NoConnection as problem:
        # As many as there may be wait for the database, and none came back in half a minute.
        raise DatabaseAway("The database does not answer.") from problem


def is_full(problem: DBAPIError) -> bool:
    """Tell whether there was no room for it."""
    return _code(problem) in _FULL


def is_away(problem: DBAPIError) -> bool:
    """Tell whether the same would succeed once the database is back."""
    state = _code(problem)
    if isinstance(state, int):
        # The lowest byte is the kind; the rest says more of it.
        return state & 0xFF in _CODES
    if isinstance(problem, OperationalError) and not state:
        # The connection was never made, or broke.
        return True
    return problem.connection_invalidated or state.startswith(_STATES)


def _code(problem: DBAPIError) -> int | str:
    """Find SQLite's number or PostgreSQL's five letters of what went wrong."""
    cause = problem.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0)
    return getattr(cause, "sqlstate", None) or ""


def _first_line(problem: DBAPIError) -> str:
    return str(problem.orig or problem).strip().splitlines()[0]
