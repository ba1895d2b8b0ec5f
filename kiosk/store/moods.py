"""Moods: sealed from the first day; an answer and a skip look alike on the card."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlite_utils

from kiosk.domain.consent import Purpose
from kiosk.domain.moment import Moment, from_ms
from kiosk.domain.moods import Face, Mood
from kiosk.errors import Unreadable
from kiosk.store import children
from kiosk.store.stamps import as_known, stamp
from kiosk.store.vault import Vault


def keep(
    db: sqlite_utils.Database, vault: Vault, child_id: str, face: Face | None, moment: Moment
) -> bool:
    """Seal a child's answer; False, with nothing kept, where its guardian has not agreed."""
    if not children.get(db, child_id).allows(Purpose.MOODS):
        return False
    moment, answer = as_known(db, moment), {"face": face.value if face else None}
    db.table("moods").insert(
        {
            **stamp(db, moment),
            "child": child_id,
            "day": moment.day.isoformat(),
            "answer": vault.seal(answer),
        }
    )
    return True


def of_day(db: sqlite_utils.Database, vault: Vault, day: date) -> list[Mood]:
    """Open the answers of a day, the first one first. Raises VaultLocked."""
    return _open(vault, db.table("moods").rows_where("day = ?", [day.isoformat()], order_by="seq"))


def _open(vault: Vault, rows: Iterable[Mapping[str, Any]]) -> list[Mood]:
    """Leave a damaged answer out: one bad record stops nothing."""
    found = []
    for row in list(rows):
        try:
            answer = vault.open_record(row["answer"])
        except Unreadable:
            continue
        face = Face(answer["face"]) if answer["face"] else None
        at = answer["at"] if row["at"] is None else row["at"]
        found.append(Mood(row["seq"], row["child"], from_ms(at), face))
    return found
