"""Case records: their rows tell neither whose they are, nor of which kind, nor how long.

Their lines in the audit name neither record nor kind: the audit is not sealed. What it does
tell is that a record was written, and beside it whose file was looked at.
"""

from collections.abc import Iterable, Mapping
from secrets import randbits, token_hex
from typing import Any

import sqlite_utils

from kiosk.domain import casework
from kiosk.domain.audit import Action
from kiosk.domain.casework import NOBODY, Case, Entry, RiskLevel
from kiosk.domain.moment import Moment
from kiosk.errors import NotHers, UnknownRecord, Unreadable
from kiosk.store.attendance import tallies
from kiosk.store.keys.vault import LONG, Vault
from kiosk.store.people import children
from kiosk.store.rights import audit
from kiosk.store.stamps import opened_at, sealed_stamp, stamp_of
from kiosk.store.work.case_records import from_record, to_record

# In place of an id, by which the audit would lead from a child to its rows.
NOT_SAID = "a record"


def add(
    db: sqlite_utils.Database, vault: Vault, child_id: str, entry: Entry, moment: Moment
) -> str:
    """Keep a record, of a child or of NOBODY, and return its id.

    Raises UnknownChild, TooLong or VaultLocked.
    """
    if child_id != NOBODY:
        children.get(db, child_id)
    case_id = token_hex(16)
    head = {"child": child_id, "by": vault.keeper.id, **sealed_stamp(db, moment)}
    row = {"id": case_id, "whose": vault.pseudonym(child_id), **_sealed(vault, head, entry)}
    # A place by chance: one after the other they would stand as the audit's lines do.
    db.table("cases").insert({"rowid": randbits(62), **row})
    _follow(db, vault, child_id, None, entry, moment)
    audit.note(db, moment, vault.keeper.id, Action.ADDED_CASE, NOT_SAID)
    return case_id


def proceed(
    db: sqlite_utils.Database, vault: Vault, case: Case, entry: Entry, moment: Moment
) -> None:
    """Write a record anew with the step that was taken: any counselor may. Raises TooLong."""
    record = vault.open_record(_row(db, case.id)["record"])
    head = {"child": record["child"], "by": record["by"], **stamp_of(record)}
    db.table("cases").update(case.id, _sealed(vault, head, entry))
    # What counts is what the record told, not what the counselor's page was made of.
    _follow(db, vault, case.child, from_record(record), entry, moment)
    audit.note(db, moment, vault.keeper.id, Action.CHANGED_CASE, NOT_SAID)


def correct(
    db: sqlite_utils.Database, vault: Vault, case: Case, entry: Entry, moment: Moment
) -> None:
    """Write a record anew as it should have been. Raises NotHers or TooLong."""
    _check_hers(db, vault, case)
    proceed(db, vault, case, entry, moment)


def delete(db: sqlite_utils.Database, vault: Vault, case: Case, moment: Moment) -> None:
    """Take a record away that should never have been. Raises NotHers.

    Of a damaged one nobody can tell who wrote it: any counselor may.
    """
    if case.entry:
        _check_hers(db, vault, case)
    db.table("cases").delete(case.id)
    _follow(db, vault, case.child, case.entry, None, moment)
    audit.note(db, moment, vault.keeper.id, Action.DELETED_CASE, NOT_SAID)


def get(db: sqlite_utils.Database, vault: Vault, child_id: str, case_id: str) -> Case:
    """Open one record of a child. Raises UnknownRecord, Unreadable or VaultLocked."""
    return _to_case(db, vault, _row_of(db, vault, child_id, case_id))


def find(db: sqlite_utils.Database, vault: Vault, child_id: str, case_id: str) -> Case:
    """Open one record of a child; a damaged one has no entry. Raises UnknownRecord, VaultLocked."""
    (case,) = _opened(db, vault, [_row_of(db, vault, child_id, case_id)], child_id)
    return case


def of_child(db: sqlite_utils.Database, vault: Vault, child_id: str) -> list[Case]:
    """Open all records of a child, the latest first; a damaged one has no entry."""
    rows = db.table("cases").rows_where("whose = ?", [vault.pseudonym(child_id)])
    found = _opened(db, vault, rows, child_id)
    return sorted(found, key=lambda case: case.order, reverse=True)


def waiting_of(db: sqlite_utils.Database, vault: Vault, child_id: str) -> list[Case]:
    """Open what is still to be done for a child, and the level that stands; due first."""
    whose = vault.pseudonym(child_id)
    rows = db.table("cases").rows_where("whose = ? AND open = 1", [whose])
    return _readable(_opened(db, vault, rows, child_id))


def waiting(db: sqlite_utils.Database, vault: Vault) -> list[Case]:
    """Open what is still to be done for all children, and the levels that stand; due first."""
    return _readable(_opened(db, vault, db.table("cases").rows_where("open = 1"), ""))


def correctable(db: sqlite_utils.Database, vault: Vault, found: Iterable[Case]) -> frozenset[str]:
    """Tell the ids of the records that the counselor at the desk may rewrite."""
    in_office, keeper = _in_office(db), vault.keeper.id
    return frozenset(case.id for case in found if casework.may_correct(case, keeper, in_office))


def _check_hers(db: sqlite_utils.Database, vault: Vault, case: Case) -> None:
    if not correctable(db, vault, [case]):
        raise NotHers("Only the counselor who wrote this can change it.")


def _in_office(db: sqlite_utils.Database) -> set[str]:
    return {row["id"] for row in db.query("SELECT id FROM counselors WHERE until IS NULL")}


def _sealed(vault: Vault, head: Mapping[str, Any], entry: Entry) -> dict[str, Any]:
    sealed = vault.seal({**head, **to_record(entry)}, LONG)
    return {"open": casework.is_open(entry), "record": sealed}


def _follow(
    db: sqlite_utils.Database,
    vault: Vault,
    child_id: str,
    before: Entry | None,
    after: Entry | None,
    moment: Moment,
) -> None:
    """Let the tallies, and the level that stands, follow a change."""
    tallies.shift(db, casework.counted(before), casework.counted(after))
    # A damaged record that was deleted may have been the level that stood.
    if isinstance(before or after, RiskLevel | None):
        found = of_child(db, vault, child_id)
        standing = casework.standing(found, moment.day)
        for case in found:
            if isinstance(case.entry, RiskLevel):
                db.table("cases").update(case.id, {"open": case == standing})


def _row(db: sqlite_utils.Database, case_id: str) -> dict[str, Any]:
    for row in db.table("cases").rows_where("id = ?", [case_id]):
        return dict(row)
    raise UnknownRecord("No record of this house has this id.")


def _row_of(db: sqlite_utils.Database, vault: Vault, child_id: str, case_id: str) -> dict[str, Any]:
    row = _row(db, case_id)
    if row["whose"] != vault.pseudonym(child_id):
        raise UnknownRecord("No record of this child has this id.")
    return row


def _opened(
    db: sqlite_utils.Database, vault: Vault, rows: Iterable[Mapping[str, Any]], child_id: str
) -> list[Case]:
    """Open each; one that is damaged shows as one unreadable record and stops nothing."""
    found = []
    for row in list(rows):
        try:
            found.append(_to_case(db, vault, row))
        except Unreadable:
            found.append(Case(row["id"], child_id, None))
    return found


def _readable(found: Iterable[Case]) -> list[Case]:
    return casework.due_first(case for case in found if case.entry)


def _to_case(db: sqlite_utils.Database, vault: Vault, row: Mapping[str, Any]) -> Case:
    record = vault.open_record(row["record"])
    return Case(
        id=row["id"],
        child=record["child"],
        entry=from_record(record),
        by=record["by"],
        at=opened_at(db, record),
        seq=record["seq"],
        open=bool(row["open"]),
    )
