"""What is left of erased children: their random ids, and nothing else."""

import sqlite_utils

from kiosk.domain.moment import Moment
from kiosk.store.stamps import stamp


def put(db: sqlite_utils.Database, child_id: str, moment: Moment) -> None:
    """Remember that a child was erased, its sealed records too."""
    db.table("tombstones").insert({"child": child_id, "seq": stamp(db, moment)["seq"]})
    note_swept(db, child_id)


def erased(db: sqlite_utils.Database) -> frozenset[str]:
    """Tell the ids of erased children."""
    return frozenset(row["child"] for row in db.query("SELECT child FROM tombstones"))


def unswept(db: sqlite_utils.Database) -> list[str]:
    """List who was erased while the vault was locked: what is sealed of them is still there."""
    query = "SELECT child FROM tombstones WHERE child NOT IN (SELECT child FROM swept)"
    return [row["child"] for row in db.query(query)]


def note_swept(db: sqlite_utils.Database, child_id: str) -> None:
    """Note that nothing sealed is left of an erased child."""
    db.table("swept").insert({"child": child_id})
