"""Who looked at, changed, exported or erased what: append-only, each line bound to the last."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment
from kiosk.store.stamps import stamp

WINDOW = 500


@dataclass(frozen=True, slots=True)
class Check:
    """How far the chain has been followed: its last line, how many, and the first broken one."""

    seq: int
    hash: bytes
    lines: int = 0
    broken: int | None = None
    done: bool = False


def note(db: sqlite_utils.Database, moment: Moment, who: str, action: Action, subject: str) -> None:
    """Add a line; `subject` is an id, never a name."""
    line = {**stamp(db, moment), "who": who, "action": str(action), "subject": subject}
    previous = _link_before(db, int(line["seq"])).hash
    db.table("audit").insert({**line, "hash": _chain(previous, line)})


def first_broken(db: sqlite_utils.Database) -> int | None:
    """Find the first line that was changed after it was written; None when all hold."""
    check = begin(db)
    while not check.done:
        check = follow(db, check)
    return check.broken


def begin(db: sqlite_utils.Database, first: int = 0) -> Check:
    """Stand before the line of this number, or before the oldest that is kept."""
    return _link_before(db, first)


def follow(db: sqlite_utils.Database, check: Check, lines: int = WINDOW) -> Check:
    """Follow the chain for some more lines: a long one is never read in one go."""
    query = "SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?"
    rows = list(db.query(query, [check.seq, lines]))
    return _followed(check, rows, done=len(rows) < lines)


def prune(db: sqlite_utils.Database, last: int, lines: int = WINDOW) -> int:
    """Let go of the oldest lines up to the one of this number; tell how many these were.

    The chain then begins after the last of them, whose hash is kept.
    """
    query = "SELECT seq, hash FROM audit WHERE seq <= ? ORDER BY seq LIMIT ?"
    gone = db.execute(query, [last, lines]).fetchall()
    if gone:
        db.execute("UPDATE audit_start SET seq = ?, hash = ?", gone[-1])
        db.execute("DELETE FROM audit WHERE seq <= ?", [gone[-1][0]])
    return len(gone)


def _followed(check: Check, rows: Iterable[dict[str, Any]], *, done: bool) -> Check:
    seq, previous, lines = check.seq, check.hash, check.lines
    for row in rows:
        seq, found = int(row["seq"]), row.pop("hash")
        if found != _chain(previous, row):
            return Check(seq, found, lines, broken=seq, done=True)
        previous, lines = found, lines + 1
    return Check(seq, previous, lines, done=done)


def _link_before(db: sqlite_utils.Database, seq: int) -> Check:
    """Find the line to which the one of this number is bound."""
    query = "SELECT seq, hash FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT 1"
    start = "SELECT seq, hash FROM audit_start"
    row = db.execute(query, [seq]).fetchone() or db.execute(start).fetchone()
    return Check(int(row[0]), bytes(row[1]))


def _chain(previous: bytes, line: dict[str, Any]) -> bytes:
    text = json.dumps(line, sort_keys=True, ensure_ascii=False)
    return blake2b(previous + text.encode(), digest_size=32).digest()
