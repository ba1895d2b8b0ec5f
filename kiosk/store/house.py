"""The house itself, and the counselors who hold its key."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import sqlite_utils

from kiosk.domain.moment import Moment, from_ms
from kiosk.errors import NotFounded, UnknownCounselor
from kiosk.store.keys.vault import Keeper


@dataclass(frozen=True, slots=True)
class HouseRecord:
    """The name on the door and the key to which the sealed tier is written."""

    name: str
    public_key: bytes
    founded: datetime


def record(db: sqlite_utils.Database) -> HouseRecord | None:
    """Tell the house's record; None before it is set up."""
    for row in db.table("house").rows:
        return HouseRecord(row["name"], row["public_key"], from_ms(row["founded_at"]))
    return None


def get(db: sqlite_utils.Database) -> HouseRecord:
    """Tell the house's record. Raises NotFounded before it is set up."""
    found = record(db)
    if found is None:
        raise NotFounded("The house has not been set up yet.")
    return found


def add_counselor(db: sqlite_utils.Database, name: str, phone: str, moment: Moment) -> str:
    """Add a counselor and return the new id."""
    counselor = uuid4().hex
    db.table("counselors").insert(
        {"id": counselor, "name": name, "phone": phone, "since": moment.ms}
    )
    return counselor


def keeper(db: sqlite_utils.Database, counselor: str) -> Keeper:
    """Tell the name of a counselor. Raises UnknownCounselor."""
    row = db.execute("SELECT id, name FROM counselors WHERE id = ?", [counselor]).fetchone()
    if row is None:
        raise UnknownCounselor("No counselor of this house has this id.")
    return Keeper(*row)


def names(db: sqlite_utils.Database) -> dict[str, str]:
    """Tell every counselor's name by her id, the longest in office first."""
    return {row["id"]: row["name"] for row in db.table("counselors").rows_where(order_by="since")}


def first_keeper(db: sqlite_utils.Database) -> Keeper:
    """Tell the counselor who set the house up."""
    row = db.execute("SELECT id, name FROM counselors ORDER BY since LIMIT 1").fetchone()
    if row is None:
        raise UnknownCounselor("The house has no counselor yet.")
    return Keeper(*row)
