"""What the counselor must hear once: one plain line each, until she has seen it."""

import json
from dataclasses import dataclass

import sqlite_utils

from kiosk.domain.moment import Moment
from kiosk.store.stamps import stamp


@dataclass(frozen=True, slots=True)
class Notice:
    """One line; `sentence` is looked up in the catalog, `detail` fills its places.

    A detail named `when` is a moment in ms since 1970.
    """

    seq: int
    sentence: str
    detail: dict[str, str | int]


def tell(db: sqlite_utils.Database, moment: Moment, sentence: str, **detail: str | int) -> None:
    """Leave a line, inside the caller's transaction; one that still waits is not said twice.

    Of two that differ in their detail the later one counts.
    """
    waiting = [one for one in unseen(db) if one.sentence == sentence]
    if any(one.detail == detail for one in waiting):
        return
    for one in waiting:
        seen(db, one.seq)
    row = {**stamp(db, moment), "sentence": sentence, "detail": json.dumps(detail)}
    db.table("notices").insert({**row, "seen": 0})


def unseen(db: sqlite_utils.Database) -> list[Notice]:
    """List what she has not seen, the oldest first."""
    rows = db.query("SELECT seq, sentence, detail FROM notices WHERE seen = 0 ORDER BY seq")
    return [Notice(row["seq"], row["sentence"], json.loads(row["detail"])) for row in rows]


def seen(db: sqlite_utils.Database, seq: int) -> None:
    """Put a line away; one that is not there changes nothing."""
    if any(one.seq == seq for one in unseen(db)):
        db.execute("UPDATE notices SET seen = 1 WHERE seq = ?", [seq])
