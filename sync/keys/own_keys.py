"""The keys by which a house signs and signed, in the house's own database.

An envelope keeps the signature of its time: what waits may have been signed by an earlier key,
which headquarters takes for the numbers up to the change. Works inside the caller's transaction;
without one, it makes its own.
"""

from dataclasses import dataclass

import sqlite_utils

from sync import enrolment, outbox, records
from sync.keys import generate_signing_key
from sync.keys.key_change import KEY, KeyChange
from sync.waiting import WAITS


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A private key, and the last place in the outbox that it signed; None: it still signs."""

    signing_key: bytes
    last: int | None


def rotate(db: sqlite_utils.Database, now: int) -> bytes:
    """Sign by a new key from now on, and tell headquarters so; returns its public half.

    Raises NotEnrolled.
    """
    with records.transaction(db):
        known = enrolment.need(db)
        signing_key, verify_key = generate_signing_key()
        seq = outbox.next_seq(db, known.epoch)
        change = KeyChange.to(signing_key, known.house, known.epoch, seq)
        outbox.put(db, KEY, change.payload(), now)
        db.execute(
            "INSERT INTO earlier_keys (signing_key, epoch, seq) VALUES (?, ?, ?)",
            (known.signing_key, known.epoch, seq),
        )
        db.execute("UPDATE wire SET signing_key = ?", (signing_key,))
    return verify_key


def line(db: sqlite_utils.Database) -> list[OwnKey]:
    """List the keys that signed what waits, the earliest first; the last one signs now."""
    rows = db.execute(
        "SELECT signing_key, outbox.rowid FROM earlier_keys JOIN outbox USING (epoch, seq)"
        " ORDER BY number"
    ).fetchall()
    return [*(OwnKey(*row) for row in rows), OwnKey(enrolment.need(db).signing_key, None)]


def forget(db: sqlite_utils.Database) -> None:
    """Let go of earlier keys of which nothing waits any more."""
    db.execute(
        "DELETE FROM earlier_keys WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE"
        f" {WAITS} AND rowid <= (SELECT change.rowid FROM outbox AS change"
        " WHERE (change.epoch, change.seq) = (earlier_keys.epoch, earlier_keys.seq)))"
    )
