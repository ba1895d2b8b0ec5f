"""The public keys of headquarters, as a house has them: the last ones, and those of before.

Works inside the caller's transaction; without one, it makes its own.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import sqlite_utils

from sync import answer, enrolment, records
from sync.answer import Answer
from sync.enrolment import Enrolment
from sync.errors import BadEnvelope
from sync.keys import KEY_BYTES

MARK_BYTES = 8


def mark(sealing_key: bytes, verify_key: bytes) -> bytes:
    """Name a pair of headquarters' public keys, in few bytes, among those that it ever had."""
    pair = sealing_key + verify_key
    return blake2b(pair, digest_size=MARK_BYTES, person=b"aiyou hq keys").digest()


def mark_of(known: Enrolment) -> bytes:
    """Name the keys by which a house seals and verifies."""
    return mark(known.hq_sealing_key, known.hq_verify_key)


def content(sealing_key: bytes, verify_key: bytes) -> dict[str, Any]:
    """Write the content of a message `keys`."""
    return {"s": sealing_key, "v": verify_key}


def take(db: sqlite_utils.Database, told: Mapping[str, Any]) -> None:
    """Seal and verify by the keys of a message `keys` from now on; what is no key is passed over.

    Answers by the key of before are taken until the first by the new one.
    """
    sealing_key, verify_key = told.get("s"), told.get("v")
    if not all(type(key) is bytes and len(key) == KEY_BYTES for key in (sealing_key, verify_key)):
        return
    with records.transaction(db):
        known = enrolment.need(db)
        if (sealing_key, verify_key) == (known.hq_sealing_key, known.hq_verify_key):
            return
        db.execute(
            "INSERT INTO earlier_hq_keys (sealing_key, verify_key) VALUES (?, ?)",
            (known.hq_sealing_key, known.hq_verify_key),
        )
        db.execute(
            "UPDATE wire SET hq_sealing_key = ?, hq_verify_key = ?", (sealing_key, verify_key)
        )


def read_answer(db: sqlite_utils.Database, known: Enrolment, data: bytes) -> Answer:
    """Verify an answer by the last key, or by one of before as long as no other has come.

    Raises BadEnvelope.
    """
    try:
        said = answer.verify(data, known.hq_verify_key)
    except BadEnvelope:
        for (key,) in db.execute(
            "SELECT verify_key FROM earlier_hq_keys WHERE verify_key NOT NULL"
        ).fetchall():
            try:
                return answer.verify(data, key)
            except BadEnvelope:
                continue
        raise
    with records.transaction(db):
        db.execute("UPDATE earlier_hq_keys SET verify_key = NULL WHERE verify_key NOT NULL")
    return said


def sealing_keys(db: sqlite_utils.Database) -> list[bytes]:
    """List the keys to which the house has sealed, the last one first."""
    earlier = db.execute("SELECT sealing_key FROM earlier_hq_keys ORDER BY number DESC").fetchall()
    return [enrolment.need(db).hq_sealing_key, *(key for (key,) in earlier)]
