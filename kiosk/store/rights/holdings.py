"""Finds the rows that are of one child, table by table: to show, to copy and to erase them.

A table that holds anything of a child has a line here; a test reads the schema for it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sqlite_utils

from kiosk.domain.holdings import Group
from kiosk.errors import Unreadable
from kiosk.store.keys.vault import Reader, Vault

# A child's id is 16 bytes, written one after another in an activity: sixty children fit.
_ID = 16

Key = int | str
# Finds the latest first, and no more of them than are taken.
Finder = Callable[[sqlite_utils.Database, Vault, str], Iterable[Key]]


@dataclass(frozen=True, slots=True)
class Holding:
    """Where a group lies: its table, the column that names a row, the sealed one.

    found_by: finds rows that do not name their child in the open.
    Case records lie in no order: which are the latest is known when they are opened.
    """

    table: str
    key: str
    sealed: str | None
    found_by: Finder | None = None
    in_order: bool = True

    def find(self, db: sqlite_utils.Database, vault: Vault, child_id: str) -> Iterable[Key]:
        """Find the rows of a child, the latest first where they lie in order.

        Raises VaultLocked.
        """
        if self.found_by:
            return self.found_by(db, vault, child_id)
        query = f"SELECT {self.key} FROM {self.table} WHERE child = ? ORDER BY {self.key} DESC"
        return (key for (key,) in db.execute(query, [child_id]))

    def count(self, db: sqlite_utils.Database, vault: Vault, child_id: str) -> int:
        """Count the rows of a child. Raises VaultLocked."""
        if self.found_by:
            return sum(1 for _ in self.found_by(db, vault, child_id))
        query = f"SELECT count(*) FROM {self.table} WHERE child = ?"
        return int(db.execute(query, [child_id]).fetchone()[0])


def household_of(db: sqlite_utils.Database, vault: Vault, child_id: str) -> str | None:
    """Tell in which household a child lives; None where none is on record."""
    for row in db.query("SELECT file FROM children WHERE id = ?", [child_id]):
        found = opened(vault, row["file"]).get("household")
        return found if isinstance(found, str) else None
    return None


def opened(vault: Vault, sealed: bytes) -> Mapping[str, Any]:
    """Open a record; a damaged one tells nothing. Raises VaultLocked."""
    return reading(vault)(sealed)


def reading(vault: Vault) -> Reader:
    """Tell what opens record after record; a damaged one tells nothing. Raises VaultLocked."""
    read = vault.reader()

    def opened(sealed: bytes) -> Mapping[str, Any]:
        try:
            return read(sealed)
        except Unreadable:
            return {}

    return opened


def participants(record: Mapping[str, Any]) -> list[str]:
    """Tell the ids of the children who took part in an activity."""
    ids: bytes = record.get("children", b"")
    return [ids[place : place + _ID].hex() for place in range(0, len(ids), _ID)]


def took_part(record: Mapping[str, Any], child_id: bytes) -> bool:
    """Tell whether a child, its id as bytes, took part; quicker than asking for everybody."""
    ids: bytes = record.get("children", b"")
    return child_id in ids and child_id.hex() in participants(record)


def packed(child_ids: Iterable[str]) -> bytes:
    """Write the ids of those who took part as an activity keeps them."""
    return b"".join(bytes.fromhex(one) for one in child_ids)


def without(record: Mapping[str, Any], child_id: str) -> dict[str, Any]:
    """Take a child out of an activity: somebody took part, and nothing tells who."""
    stay = packed(one for one in participants(record) if one != child_id)
    return {**record, "children": stay, "others": record.get("others", 0) + 1}


def _card(_db: sqlite_utils.Database, _vault: Vault, child_id: str) -> Iterable[Key]:
    return [child_id]


def _household(db: sqlite_utils.Database, vault: Vault, child_id: str) -> Iterable[Key]:
    found = household_of(db, vault, child_id)
    return [found] if found else []


def _talks(db: sqlite_utils.Database, vault: Vault, child_id: str) -> Iterable[Key]:
    rows = db.execute("SELECT id, request FROM talks ORDER BY day DESC, id DESC")
    read = reading(vault)
    return (one for one, request in rows if read(request).get("child") == child_id)


def _whose_in(table: str) -> Finder:
    def find(db: sqlite_utils.Database, vault: Vault, child_id: str) -> Iterable[Key]:
        query = f"SELECT id FROM {table} WHERE whose = ?"
        return [row["id"] for row in db.query(query, [vault.pseudonym(child_id)])]

    return find


def _activities(db: sqlite_utils.Database, vault: Vault, child_id: str) -> Iterable[Key]:
    rows = db.execute("SELECT id, record FROM activities ORDER BY month DESC, rowid DESC")
    read, whose = reading(vault), bytes.fromhex(child_id)
    return (one for one, record in rows if took_part(read(record), whose))


HOLDINGS: Mapping[Group, Holding] = {
    Group.CARD: Holding("children", "id", "file", _card),
    Group.HOUSEHOLD: Holding("households", "id", "file", _household),
    Group.CONSENTS: Holding("consents", "seq", "paper"),
    Group.VISITS: Holding("visits", "seq", None),
    Group.MOODS: Holding("moods", "seq", "answer"),
    Group.FEEDBACK: Holding("feedback", "seq", "answer"),
    Group.PLAYS: Holding("plays", "seq", None),
    Group.RATINGS: Holding("ratings", "rowid", None),
    Group.TALKS: Holding("talks", "id", "request", _talks),
    Group.CASES: Holding("cases", "id", "record", _whose_in("cases"), in_order=False),
    Group.ACTIVITIES: Holding("activities", "id", "record", _activities),
    Group.TAGS: Holding("tags", "rowid", None),
    Group.FETCHINGS: Holding("fetchings", "seq", "answer"),
    Group.SNOOZES: Holding("snoozes", "id", "record", _whose_in("snoozes"), in_order=False),
}

# These hold nothing of a child, or nothing that could tell which.
OF_NO_CHILD = frozenset(
    {
        "sequence", "house", "counselors", "key_slots", "patience", "boots", "notices",
        "categories", "days", "months", "unsettled", "let_go", "tallies", "audit_start",
        "settings", "circles", "recordings", "wordings", "plans", "questions", "devices",
        "directions",
    }
)  # fmt: skip

# A random id alone: that something was done, and that a child is not to come back.
OF_AN_ID = frozenset({"audit", "tombstones", "swept", "still_named"})


def held(
    db: sqlite_utils.Database, vault: Vault, child_id: str, newest: int | None = None
) -> dict[Group, list[Key]]:
    """Find the rows of a child, group by group, the latest last.

    newest: how many of each group that lies in order, the last ones; None for all.
    Raises VaultLocked.
    """
    return {
        group: [*islice(one.find(db, vault, child_id), newest if one.in_order else None)][::-1]
        for group, one in HOLDINGS.items()
    }
