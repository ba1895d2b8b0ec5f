"""Households: one sealed record each, named by the sealed files of the children who share it."""

from dataclasses import asdict
from secrets import token_hex

import sqlite_utils

from kiosk.domain.households import Household, Person
from kiosk.errors import UnknownRecord
from kiosk.store.keys.vault import LONG, Vault


def keep(db: sqlite_utils.Database, vault: Vault, household: Household) -> str:
    """Seal a household, a new one under a new id, and return its id. Raises TooLong.

    An unreadable one is left as it is: nothing is known that could be written over it.
    """
    if household.unreadable:
        return household.id
    household_id = household.id or token_hex(16)
    people = [asdict(person) for person in household.people]
    row = {"id": household_id, "file": vault.seal({"people": people}, LONG)}
    db.table("households").insert(row, replace=True, pk="id")
    return household_id


def get(db: sqlite_utils.Database, vault: Vault, household_id: str) -> Household:
    """Open a household. Raises UnknownRecord, Unreadable or VaultLocked."""
    row = db.execute("SELECT file FROM households WHERE id = ?", [household_id]).fetchone()
    if row is None:
        raise UnknownRecord("No household of this house has this id.")
    people = vault.open_record(row[0])["people"]
    return Household(household_id, tuple(Person(**person) for person in people))


def keep_only(db: sqlite_utils.Database, ids: set[str]) -> None:
    """Let go of every household in which no child lives any more."""
    for row in list(db.query("SELECT id FROM households")):
        if row["id"] not in ids:
            db.table("households").delete(row["id"])
