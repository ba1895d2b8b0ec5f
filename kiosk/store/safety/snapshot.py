"""The whole database as it is at one moment, taken while others write, and the check of it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from kiosk.errors import BadBackup, NotFounded

Progress = Callable[[float], None]

_PAGES_A_STEP = 250

# Bytes 18 and 19 say how the file is written; 1 is a plain file, which memory can hold.
_PLAIN = b"\x01\x01"


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells one snapshot from another: its last number and time, its audit's end, its keys.

    at: ms since 1970. boot: of the last line of the audit. slots: the rows of key_slots.
    """

    seq: int
    at: int
    boot: str
    audit: bytes
    public_key: bytes
    slots: list[dict[str, Any]]


def take(source: sqlite3.Connection, progress: Progress) -> tuple[bytes, Facts]:
    """Copy the database into memory, in one read transaction: nothing clear touches a disk.

    Returns the image of a plain database file. Raises NotFounded or sqlite3.Error.
    """
    with closing(sqlite3.connect(":memory:")) as memory:
        source.execute("BEGIN")
        try:
            facts = read_facts(source)
            source.backup(memory, pages=_PAGES_A_STEP, progress=_telling(progress))
        finally:
            source.rollback()
        image = memory.serialize()
    return image[:18] + _PLAIN + image[20:], facts


def check(image: bytes) -> Facts:
    """Open an image in memory and look at all of it. Raises BadBackup."""
    try:
        with closing(sqlite3.connect(":memory:")) as memory:
            memory.deserialize(image)
            whole = memory.execute("PRAGMA quick_check").fetchone() == ("ok",)
            if not whole or memory.execute("PRAGMA foreign_key_check").fetchone():
                raise BadBackup("The records in this backup are damaged.")
            return read_facts(memory)
    except (sqlite3.Error, NotFounded) as error:
        raise BadBackup("The records in this backup are damaged.") from error


def read_facts(db: sqlite3.Connection) -> Facts:
    """Read what tells this database from others. Raises NotFounded."""
    house = db.execute("SELECT public_key FROM house").fetchone()
    if house is None:
        raise NotFounded("The house has not been set up yet.")
    seq, at = db.execute("SELECT last, at FROM sequence").fetchone()
    end = db.execute("SELECT hash, boot FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    cursor = db.execute("SELECT * FROM key_slots ORDER BY id")
    names = [column[0] for column in cursor.description]
    slots = [dict(zip(names, row, strict=True)) for row in cursor]
    audit, boot = end or (b"", "")
    return Facts(seq, at, boot, audit, house[0], slots)


def _telling(progress: Progress) -> Callable[[int, int, int], None]:
    def tell(_status: int, remaining: int, total: int) -> None:
        progress(1 - remaining / total if total else 1.0)

    return tell
