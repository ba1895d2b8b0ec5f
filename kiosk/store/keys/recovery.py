"""The slots that only the foundation's recovery key opens, when every passphrase is lost."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlite_utils
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from kiosk.errors import Unreadable


def add(db: sqlite_utils.Database, private_key: bytes, recipient: bytes) -> None:
    """Wrap the private key for the holder of a recovery key; `recipient` is its public half."""
    wrapped = SealedBox(PublicKey(recipient)).encrypt(private_key)
    row = {"kind": "recovery", "wrapped": bytes(wrapped), "recipient": recipient}
    db.table("key_slots").insert(row)


def is_for(db: sqlite_utils.Database, recipient: bytes) -> bool:
    """Tell whether the holder of a recovery key has a slot."""
    where = "kind = 'recovery' AND recipient = ?"
    return bool(db.table("key_slots").count_where(where, [recipient]))


def slots(db: sqlite_utils.Database) -> list[Mapping[str, Any]]:
    """Read the slots."""
    return list(db.table("key_slots").rows_where("kind = 'recovery'"))


def open_slot(
    slots: Iterable[Mapping[str, Any]], recovery_private: bytes, public_key: bytes
) -> bytes:
    """Unwrap the private key that belongs to the house's public one. Raises Unreadable."""
    box = SealedBox(PrivateKey(recovery_private))
    for row in slots:
        try:
            key = bytes(box.decrypt(row["wrapped"]))
        except CryptoError:
            continue
        if bytes(PrivateKey(key).public_key) == public_key:
            return key
    raise Unreadable("This recovery key does not open this house.")


def any_sealed(db: sqlite_utils.Database) -> bytes | None:
    """Read one sealed record, to try a key on: the oldest child's file."""
    row = db.execute("SELECT file FROM children ORDER BY added_at LIMIT 1").fetchone()
    return bytes(row[0]) if row else None
