"""Who looked at, changed, exported or erased what: append-only, each line bound to the last."""

import json
from hashlib import blake2b

import sqlite_utils

from kiosk.domain.moment import Moment
from kiosk.store.stamps import Stamp, stamp

_START = bytes(32)


def note(db: sqlite_utils.Database, moment: Moment, who: str, action: str, subject: str) -> None:
    """Add a line; `subject` is an id, never a name."""
    line: Stamp = {**stamp(db, moment), "who": who, "action": action, "subject": subject}
    row = db.execute("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    db.table("audit").insert({**line, "hash": _chain(row[0] if row else _START, line)})


def first_broken(db: sqlite_utils.Database) -> int | None:
    """Find the first line that was changed after it was written; None when all hold."""
    previous = _START
    for row in db.query("SELECT * FROM audit ORDER BY seq"):
        found = row.pop("hash")
        if found != _chain(previous, row):
            return int(row["seq"])
        previous = found
    return None


def _chain(previous: bytes, line: Stamp) -> bytes:
    text = json.dumps(line, sort_keys=True, ensure_ascii=False)
    return blake2b(previous + text.encode(), digest_size=32).digest()
