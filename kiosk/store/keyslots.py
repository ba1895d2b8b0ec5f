"""Wraps the house's private key: once for each counselor, once for the foundation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlite_utils
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from kiosk.errors import Unreadable, WeakPassphrase, WrongPassphrase

SALT_BYTES = 16
KEY_BYTES = 32

# zxcvbn's scale of 0 to 4; 3 means at least 10^8 guesses, each of which costs an Argon2id.
LEAST_SCORE = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs (RFC 9106); a Pi 4 takes about a second."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 2


@dataclass(frozen=True, slots=True)
class OpenedSlot:
    """The house's private key and whose slot gave it."""

    private_key: bytes
    counselor: str


def check_strength(passphrase: str, hints: list[str]) -> None:
    """Refuse a passphrase that is easy to guess, above all from the hints."""
    from zxcvbn import zxcvbn

    if not passphrase or zxcvbn(passphrase[:72], user_inputs=hints)["score"] < LEAST_SCORE:
        raise WeakPassphrase("This passphrase is easy to guess: take four unrelated words.")


def add_passphrase(
    db: sqlite_utils.Database, private_key: bytes, passphrase: str, counselor: str, cost: Cost
) -> None:
    """Wrap the private key under a counselor's passphrase."""
    salt = random(SALT_BYTES)
    wrapped = SecretBox(_stretch(passphrase, salt, cost)).encrypt(private_key)
    db.table("key_slots").insert(
        {
            "kind": "passphrase",
            "counselor": counselor,
            "salt": salt,
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
            "lanes": cost.lanes,
            "wrapped": bytes(wrapped),
        }
    )


def add_recovery(db: sqlite_utils.Database, private_key: bytes, recovery_public: bytes) -> None:
    """Wrap the private key for the holder of the foundation's recovery key."""
    wrapped = SealedBox(PublicKey(recovery_public)).encrypt(private_key)
    db.table("key_slots").insert({"kind": "recovery", "wrapped": bytes(wrapped)})


def open_with_passphrase(db: sqlite_utils.Database, passphrase: str) -> OpenedSlot:
    """Try the passphrase on every counselor's slot. Raises WrongPassphrase."""
    return try_passphrase(passphrase_slots(db), passphrase)


def passphrase_slots(db: sqlite_utils.Database) -> list[Mapping[str, Any]]:
    """Read the counselors' slots, so that a passphrase can be tried without the database."""
    return list(db.table("key_slots").rows_where("kind = 'passphrase'"))


def try_passphrase(slots: Iterable[Mapping[str, Any]], passphrase: str) -> OpenedSlot:
    """Try the passphrase on each slot, about a second for each. Raises WrongPassphrase."""
    for row in slots:
        cost = Cost(row["memory_kib"], row["passes"], row["lanes"])
        try:
            private_key = SecretBox(_stretch(passphrase, row["salt"], cost)).decrypt(row["wrapped"])
        except CryptoError:
            continue
        return OpenedSlot(bytes(private_key), row["counselor"])
    raise WrongPassphrase("This passphrase does not open the counselor's part.")


def open_with_recovery(db: sqlite_utils.Database, recovery_private: bytes) -> bytes:
    """Unwrap the private key with the foundation's recovery key."""
    box = SealedBox(PrivateKey(recovery_private))
    for row in list(db.table("key_slots").rows_where("kind = 'recovery'")):
        try:
            return bytes(box.decrypt(row["wrapped"]))
        except CryptoError:
            continue
    raise Unreadable("No recovery slot opens with this key.")


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        passphrase.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
    )
