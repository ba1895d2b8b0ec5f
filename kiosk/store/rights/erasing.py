"""Erases what was kept of a child: all of it, or what a consent had allowed."""

from collections.abc import Collection
from pathlib import Path

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.consent import Purpose
from kiosk.domain.holdings import UNDER, Group
from kiosk.domain.moment import Moment
from kiosk.store.attendance import days
from kiosk.store.keys.vault import LONG, Vault
from kiosk.store.people import children
from kiosk.store.rights import audit, forgotten, tombstones
from kiosk.store.rights.holdings import HOLDINGS, Key, held, household_of, opened, reading, without

Counts = dict[Group, int]

# What is deleted row by row; the rest is shared with others, or is the child itself.
_ROWS = (
    Group.CONSENTS, Group.VISITS, Group.MOODS, Group.FEEDBACK, Group.RATINGS, Group.PLAYS,
    Group.TALKS, Group.CASES, Group.TAGS, Group.FETCHINGS, Group.SNOOZES,
)  # fmt: skip

# What tells only an open vault whose it is.
_SEALED = (Group.TALKS, Group.CASES, Group.ACTIVITIES, Group.SNOOZES)


def preview(db: sqlite_utils.Database, vault: Vault, child_id: str) -> Counts:
    """Count what would go with a child. Raises UnknownChild or VaultLocked."""
    children.get(db, child_id)
    counts = {group: one.count(db, vault, child_id) for group, one in HOLDINGS.items()}
    if _has_siblings(db, vault, child_id):
        counts[Group.HOUSEHOLD] = 0
    return counts


def erase(
    db: sqlite_utils.Database, vault: Vault, directory: Path, child_id: str, moment: Moment
) -> Counts:
    """Erase a child and all that was kept of it; its random id alone stays, as a tombstone.

    directory: the house's, whose list makes it hold when an older backup is restored; it has to
    follow once this is durable.
    Raises UnknownChild or VaultLocked.
    """
    children.get(db, child_id)
    forgotten.check(directory)
    found = _found(db, vault, child_id)
    days.forget(db, child_id)
    for group in _ROWS:
        _delete(db, group, found[group])
    _leave_activities(db, vault, child_id, found[Group.ACTIVITIES])
    _delete(db, Group.CARD, found[Group.CARD])
    children.leave_empty_households(db, vault)
    tombstones.put(db, child_id, moment)
    audit.note(db, moment, vault.keeper.id, Action.ERASED_CHILD, child_id)
    return {group: len(keys) for group, keys in found.items()}


def sweep(db: sqlite_utils.Database, vault: Vault) -> int:
    """Erase what is sealed of children who were erased while the vault was locked.

    So it is after an older backup came back, and with consents that were taken back as well.
    Tells how many children these were. Raises VaultLocked.
    """
    gone = tombstones.unswept(db)
    for child_id in gone:
        found = {group: [*HOLDINGS[group].find(db, vault, child_id)] for group in _SEALED}
        _leave_activities(db, vault, child_id, found.pop(Group.ACTIVITIES))
        for group, keys in found.items():
            _delete(db, group, keys)
        tombstones.note_swept(db, child_id)
    if gone:
        children.leave_empty_households(db, vault)
    return len(gone) + _leave_what_names_them_still(db, vault)


def kept_under(
    db: sqlite_utils.Database, vault: Vault, child_id: str, purposes: Collection[Purpose]
) -> Counts:
    """Count what was kept under some consents. Raises VaultLocked."""
    return {
        group: HOLDINGS[group].count(db, vault, child_id)
        for purpose in Purpose
        if purpose in purposes
        for group in UNDER[purpose]
    }


def forget_purposes(
    db: sqlite_utils.Database, vault: Vault, child_id: str, purposes: Collection[Purpose]
) -> None:
    """Erase what was kept under consents that were taken back; totals of closed days stay.

    An activity names only children whose visits may be kept. Raises VaultLocked.
    """
    if Purpose.VISITS in purposes:
        _leave_all_activities(db, vault, child_id)
    _forget_in_the_open(db, child_id, purposes)


def forget_while_locked(
    db: sqlite_utils.Database, child_id: str, purposes: Collection[Purpose]
) -> None:
    """Do the same with no key at hand: what is sealed follows with the next sweep."""
    if Purpose.VISITS in purposes:
        db.execute("INSERT OR IGNORE INTO still_named VALUES (?)", [child_id])
    _forget_in_the_open(db, child_id, purposes)


def _forget_in_the_open(
    db: sqlite_utils.Database, child_id: str, purposes: Collection[Purpose]
) -> None:
    if Purpose.VISITS in purposes:
        days.forget(db, child_id)
        db.table("children").update(child_id, {"first_day": None})
    for purpose in purposes:
        for group in UNDER[purpose]:
            db.execute(f"DELETE FROM {HOLDINGS[group].table} WHERE child = ?", [child_id])


def _leave_what_names_them_still(db: sqlite_utils.Database, vault: Vault) -> int:
    named = [child_id for (child_id,) in db.execute("SELECT child FROM still_named").fetchall()]
    for child_id in named:
        _leave_all_activities(db, vault, child_id)
    db.execute("DELETE FROM still_named")
    return len(named)


def _leave_all_activities(db: sqlite_utils.Database, vault: Vault, child_id: str) -> None:
    taken_part = [*HOLDINGS[Group.ACTIVITIES].find(db, vault, child_id)]
    _leave_activities(db, vault, child_id, taken_part)


def _found(db: sqlite_utils.Database, vault: Vault, child_id: str) -> dict[Group, list[Key]]:
    found = held(db, vault, child_id)
    if _has_siblings(db, vault, child_id):
        found[Group.HOUSEHOLD] = []
    return found


def _has_siblings(db: sqlite_utils.Database, vault: Vault, child_id: str) -> bool:
    """Tell whether another child lives in the household, or may do: its file is damaged."""
    home = household_of(db, vault, child_id)
    others = db.execute("SELECT file FROM children WHERE id <> ?", [child_id])
    read = reading(vault)
    files = (read(file) for (file,) in others)
    return any(not file or file.get("household") == home for file in files)


def _delete(db: sqlite_utils.Database, group: Group, keys: list[Key]) -> None:
    holding = HOLDINGS[group]
    for key in keys:
        db.execute(f"DELETE FROM {holding.table} WHERE {holding.key} = ?", [key])


def _leave_activities(
    db: sqlite_utils.Database, vault: Vault, child_id: str, keys: list[Key]
) -> None:
    """Take a child out of activities that others took part in too: these stay."""
    for key in keys:
        (sealed,) = db.execute("SELECT record FROM activities WHERE id = ?", [key]).fetchone()
        left = without(opened(vault, sealed), child_id)
        db.table("activities").update(key, {"record": vault.seal(left, LONG)})
