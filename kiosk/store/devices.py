"""The counselors' own phones and laptops, on which the panel opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from secrets import token_urlsafe
from typing import Any
from uuid import uuid4

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment, from_ms
from kiosk.errors import UnknownRecord
from kiosk.store.rights import audit


@dataclass(frozen=True, slots=True)
class Device:
    """A paired device: who paired it, when, and when the panel was last unlocked on it."""

    id: str
    name: str
    counselor: str
    paired: datetime
    used: datetime


def pair(db: sqlite_utils.Database, name: str, counselor: str, moment: Moment) -> str:
    """Pair a device; returns what it has to show from now on, which is kept nowhere."""
    device, token = uuid4().hex, token_urlsafe(32)
    db.table("devices").insert(
        {
            "id": device,
            "name": name,
            "counselor": counselor,
            "token": _digest(token),
            "paired_at": moment.ms,
            "used_at": moment.ms,
        }
    )
    audit.note(db, moment, counselor, Action.PAIRED_DEVICE, device)
    return token


def showing(db: sqlite_utils.Database, token: str) -> Device | None:
    """Tell which device shows this token; None for none that is paired."""
    rows = db.query("SELECT * FROM devices WHERE token = ?", [_digest(token)])
    return next((_to_device(row) for row in rows), None)


def paired(db: sqlite_utils.Database) -> list[Device]:
    """List the devices that are paired, the one that was used last first."""
    query = "SELECT * FROM devices WHERE token IS NOT NULL ORDER BY used_at DESC, name"
    return [_to_device(row) for row in db.query(query)]


def names(db: sqlite_utils.Database) -> dict[str, str]:
    """Tell every device's name by its id, also of those that were taken away."""
    return {row["id"]: row["name"] for row in db.query("SELECT id, name FROM devices")}


def note_use(db: sqlite_utils.Database, device: str, moment: Moment) -> None:
    """Keep that the panel was unlocked on a device."""
    db.table("devices").update(device, {"used_at": moment.ms})


def take_away(db: sqlite_utils.Database, device: str, moment: Moment, who: str) -> None:
    """Let a device in no more. Raises UnknownRecord."""
    if device not in {one.id for one in paired(db)}:
        raise UnknownRecord("No device with this id is paired.")
    db.table("devices").update(device, {"token": None})
    audit.note(db, moment, who, Action.TOOK_DEVICE, device)


def _digest(token: str) -> bytes:
    # A random token of 32 bytes needs no slow hash.
    return blake2b(token.encode(), digest_size=32, person=b"device").digest()


def _to_device(row: Mapping[str, Any]) -> Device:
    return Device(
        id=row["id"],
        name=row["name"],
        counselor=row["counselor"],
        paired=from_ms(row["paired_at"]),
        used=from_ms(row["used_at"]),
    )
