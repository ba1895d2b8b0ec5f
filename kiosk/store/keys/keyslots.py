"""Wraps the house's private key: once for each counselor, once for the foundation.

A slot's row tells what one guess costs, and whose carried key must be there, if any.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import sqlite_utils
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

from kiosk.errors import LastKey, WeakPassphrase, WrongPassphrase
from kiosk.store.keys.carried import CarriedKey

SALT_BYTES = 16
KEY_BYTES = 32

# zxcvbn's scale of 0 to 4; 3 means at least 10^8 guesses, each of which costs an Argon2id.
LEAST_SCORE = 3

EASY_TO_GUESS = "This passphrase is easy to guess: take four unrelated words."

Row = Mapping[str, Any]

_OPENS_NOTHING = "This passphrase does not open the counselor's part."


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs (RFC 9106); a Pi 4 takes about a second."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 2

    @property
    def work(self) -> int:
        """Tell how much memory is written for a guess, in KiB."""
        return self.memory_kib * self.passes


@dataclass(frozen=True, slots=True)
class OpenedSlot:
    """The house's private key, whose slot gave it, and how that slot is kept."""

    private_key: bytes = field(repr=False)
    counselor: str
    slot: int
    cost: Cost
    carried: CarriedKey | None


def check_strength(passphrase: str, hints: list[str]) -> None:
    """Refuse a passphrase that is easy to guess, above all from the hints."""
    from zxcvbn import zxcvbn

    if not passphrase or zxcvbn(passphrase[:72], user_inputs=hints)["score"] < LEAST_SCORE:
        raise WeakPassphrase(EASY_TO_GUESS)


def wrap(
    private_key: bytes, passphrase: str, cost: Cost, carried: CarriedKey | None = None
) -> dict[str, Any]:
    """Make a slot's columns, without the database: it takes about a second on a Pi."""
    salt = random(SALT_BYTES)
    wrapped = SecretBox(_wrapping_key(passphrase, salt, cost, carried)).encrypt(private_key)
    return {
        "kind": "passphrase",
        "salt": salt,
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "wrapped": bytes(wrapped),
        "carried": carried.id if carried else None,
    }


def add(db: sqlite_utils.Database, counselor: str, wrapped: Row) -> None:
    """Give a counselor a slot."""
    db.table("key_slots").insert({**wrapped, "counselor": counselor})


def replace(db: sqlite_utils.Database, slot: int, wrapped: Row) -> None:
    """Let a slot hold the same key under another passphrase, carried key or cost."""
    db.table("key_slots").update(slot, dict(wrapped))


def remove(db: sqlite_utils.Database, counselor: str) -> None:
    """Take a counselor's slot away. Raises LastKey rather than shut everybody out."""
    others = "kind = 'passphrase' AND counselor != ?"
    if not db.table("key_slots").count_where(others, [counselor]):
        raise LastKey("Nobody else could unlock the panel: add another counselor first.")
    db.table("key_slots").delete_where("counselor = ?", [counselor])


def passphrase_slots(db: sqlite_utils.Database, counselor: str | None = None) -> list[Row]:
    """Read the counselors' slots, or one's, so that one can be tried without the database."""
    rows = db.table("key_slots").rows_where("kind = 'passphrase'", order_by="id")
    return [row for row in rows if counselor in (None, row["counselor"])]


def try_passphrase(
    slots: Iterable[Row], passphrase: str, sticks: Mapping[bytes, CarriedKey] | None = None
) -> OpenedSlot:
    """Try the passphrase on each slot, about a second for each; `sticks` by their ids.

    Raises WrongPassphrase; a slot whose carried key is not there is not tried.
    """
    for row in slots:
        # A slot in a backup of the first version has no such column.
        wanted = row.get("carried")
        carried = (sticks or {}).get(wanted) if wanted else None
        if wanted and not carried:
            continue
        cost = cost_of(row)
        key = _wrapping_key(passphrase, row["salt"], cost, carried)
        try:
            private_key = SecretBox(key).decrypt(row["wrapped"])
        except CryptoError:
            continue
        return OpenedSlot(bytes(private_key), row["counselor"], row["id"], cost, carried)
    raise WrongPassphrase(_OPENS_NOTHING)


def check_is_there(db: sqlite_utils.Database, opened: OpenedSlot) -> None:
    """Raise WrongPassphrase where a slot was taken away since it was read."""
    if not db.table("key_slots").count_where("id = ?", [opened.slot]):
        raise WrongPassphrase(_OPENS_NOTHING)


def cost_of(slot: Row) -> Cost:
    """Tell what a guess at a slot costs."""
    return Cost(slot["memory_kib"], slot["passes"], slot["lanes"])


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Turn a passphrase into 32 bytes, at a cost (Argon2id, RFC 9106)."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        passphrase.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
    )


def _wrapping_key(passphrase: str, salt: bytes, cost: Cost, carried: CarriedKey | None) -> bytes:
    stretched = stretch(passphrase, salt, cost)
    if carried is None:
        return stretched
    return blake2b(carried.secret, key=stretched, digest_size=KEY_BYTES, person=b"carried").digest()
