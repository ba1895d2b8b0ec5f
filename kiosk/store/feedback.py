"""Feedback: how a child liked the day in the house, sealed and agreed to like a mood."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlite_utils

from kiosk.domain.consent import Purpose
from kiosk.domain.feedback import Feedback
from kiosk.domain.moment import Moment, from_ms
from kiosk.domain.moods import Face
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
    moment = as_known(db, moment)
    db.table("feedback").insert(
        {
            **stamp(db, moment),
            "child": child_id,
            "day": moment.day.isoformat(),
            "answer": vault.seal({"face": face.value if face else None}),
        }
    )
    return True


def has_said(db: sqlite_utils.Database, child_id: str, moment: Moment) -> bool:
    """Tell whether a child was asked today already; a skip is an answer."""
    day = as_known(db, moment).day.isoformat()
    query = "SELECT 1 FROM feedback WHERE child = ? AND day = ? LIMIT 1"
    return db.execute(query, [child_id, day]).fetchone() is not None


def of_day(db: sqlite_utils.Database, vault: Vault, day: date) -> list[Feedback]:
    """Open the answers of a day, the first one first. Raises VaultLocked."""
    rows = db.table("feedback").rows_where("day = ?", [day.isoformat()], order_by="seq")
    return _open(vault, rows)


def of_child(
    db: sqlite_utils.Database, vault: Vault, child_id: str, limit: int = 60
) -> list[Feedback]:
    """Open a child's answers, the latest first. Raises VaultLocked."""
    query = "SELECT * FROM feedback WHERE child = ? ORDER BY seq DESC LIMIT ?"
    return _open(vault, db.query(query, [child_id, limit]))


def _open(vault: Vault, rows: Iterable[Mapping[str, Any]]) -> list[Feedback]:
    """Open each; one that is damaged shows as one unreadable answer and stops nothing."""
    return [_to_feedback(vault, row) for row in list(rows)]


def _to_feedback(vault: Vault, row: Mapping[str, Any]) -> Feedback:
    seq, child, at = row["seq"], row["child"], from_ms(row["at"])
    try:
        word = vault.open_record(row["answer"])["face"]
    except Unreadable:
        return Feedback(seq, child, at, None, unreadable=True)
    return Feedback(seq, child, at, Face(word) if word else None)
