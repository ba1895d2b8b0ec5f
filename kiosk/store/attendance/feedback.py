"""Feedback: how a child liked the day in the house, sealed and agreed to like a mood."""

from datetime import date

import sqlite_utils

from kiosk.domain.consent import Purpose
from kiosk.domain.moment import Moment
from kiosk.domain.moods import Face
from kiosk.store.attendance.moods import Row
from kiosk.store.keys.vault import Vault
from kiosk.store.people import children
from kiosk.store.rows import insert
from kiosk.store.stamps import as_known, stamp_known


def keep(
    db: sqlite_utils.Database, vault: Vault, child_id: str, face: Face | None, moment: Moment
) -> bool:
    """Seal a child's answer; False, with nothing kept, where its guardian has not agreed."""
    if not children.get(db, child_id).allows(Purpose.MOODS):
        return False
    moment = as_known(db, moment)
    row = {
        **stamp_known(db, moment),
        "child": child_id,
        "day": moment.day.isoformat(),
        "answer": vault.seal({"face": face.value if face else None}),
    }
    insert(db, "feedback", row)
    return True


def sealed_between(db: sqlite_utils.Database, first: date, last: date) -> list[Row]:
    """Read answers as they lie on the card, from the first to the last day."""
    query = "SELECT * FROM feedback WHERE day BETWEEN ? AND ? ORDER BY seq"
    return list(db.query(query, [first.isoformat(), last.isoformat()]))


def has_said(db: sqlite_utils.Database, child_id: str, moment: Moment) -> bool:
    """Tell whether a child was asked today already; a skip is an answer."""
    day = as_known(db, moment).day.isoformat()
    query = "SELECT 1 FROM feedback WHERE child = ? AND day = ? LIMIT 1"
    return db.execute(query, [child_id, day]).fetchone() is not None
