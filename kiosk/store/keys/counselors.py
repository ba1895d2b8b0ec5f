"""The counselors: who comes, who hands over, who is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment, from_ms
from kiosk.errors import UnknownCounselor
from kiosk.store import house
from kiosk.store.keys import keyslots
from kiosk.store.rights import audit
from kiosk.store.stamps import stamp


@dataclass(frozen=True, slots=True)
class Counselor:
    """A counselor; `until` is when her time ended, and her name stays for the audit.

    opens: has a passphrase. carries: needs her USB key as well.
    """

    id: str
    name: str
    phone: str
    since: datetime
    until: datetime | None
    opens: bool
    carries: bool


_QUERY = """
    SELECT counselors.*, count(key_slots.id) AS slots, count(key_slots.carried) AS carried
    FROM counselors LEFT JOIN key_slots ON key_slots.counselor = counselors.id
    GROUP BY counselors.id ORDER BY counselors.until IS NOT NULL, counselors.since, counselors.name
"""


def everyone(db: sqlite_utils.Database) -> list[Counselor]:
    """List the counselors, those present first, the longest in office first."""
    return [_to_counselor(row) for row in db.query(_QUERY)]


def get(db: sqlite_utils.Database, counselor: str) -> Counselor:
    """Tell a counselor. Raises UnknownCounselor."""
    for one in everyone(db):
        if one.id == counselor:
            return one
    raise UnknownCounselor("No counselor of this house has this id.")


def join(
    db: sqlite_utils.Database,
    name: str,
    phone: str,
    wrapped: keyslots.Row,
    moment: Moment,
    who: str | None = None,
) -> str:
    """Add a counselor with her slot, noted as the act of `who`; returns the new id."""
    counselor = house.add_counselor(db, name, phone, moment)
    keyslots.add(db, counselor, wrapped)
    audit.note(db, moment, who or counselor, Action.ADDED_COUNSELOR, counselor)
    return counselor


def leave(db: sqlite_utils.Database, counselor: str, moment: Moment, who: str) -> None:
    """End a counselor's time: her slot goes, her name stays. Raises UnknownCounselor, LastKey."""
    if get(db, counselor).until is not None:
        return
    keyslots.remove(db, counselor)
    db.table("counselors").update(counselor, {"until": int(stamp(db, moment)["at"])})
    audit.note(db, moment, who, Action.ENDED_COUNSELOR, counselor)


def _to_counselor(row: Mapping[str, Any]) -> Counselor:
    return Counselor(
        id=row["id"],
        name=row["name"],
        phone=row["phone"],
        since=from_ms(row["since"]),
        until=from_ms(row["until"]) if row["until"] is not None else None,
        opens=bool(row["slots"]),
        carries=bool(row["carried"]),
    )
