"""Activities: sealed; the card tells how many there were in a month, and nothing else."""

from collections.abc import Mapping
from datetime import date, time
from secrets import token_hex
from typing import Any

import sqlite_utils

from kiosk.domain.activities import Activity, ActivityRecord, counted
from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment
from kiosk.domain.tallies import month_of
from kiosk.errors import UnknownRecord, Unreadable
from kiosk.store.attendance import tallies
from kiosk.store.keys.vault import LONG, Vault
from kiosk.store.rights import audit
from kiosk.store.rights.holdings import packed, participants
from kiosk.store.stamps import Stamp, sealed_stamp, stamp_of


def add(db: sqlite_utils.Database, vault: Vault, activity: Activity, moment: Moment) -> str:
    """Keep an activity and return its id. Raises TooLong."""
    activity_id = token_hex(16)
    head: Stamp = {"by": vault.keeper.id, **sealed_stamp(db, moment)}
    db.table("activities").insert({"id": activity_id, **_sealed(vault, head, activity)})
    tallies.shift(db, counted(None), counted(activity))
    audit.note(db, moment, vault.keeper.id, Action.ADDED_ACTIVITY, activity_id)
    return activity_id


def change(
    db: sqlite_utils.Database,
    vault: Vault,
    record: ActivityRecord,
    activity: Activity,
    moment: Moment,
) -> None:
    """Write an activity anew. Raises UnknownRecord or TooLong."""
    row = _row(db, record.id)
    sealed = vault.open_record(row["record"])
    head: Stamp = {"by": sealed["by"], **stamp_of(sealed)}
    db.table("activities").update(record.id, _sealed(vault, head, activity))
    # What counts is what the record told, not what the counselor's page was made of.
    tallies.shift(db, counted(_to_record(vault, row).activity), counted(activity))
    audit.note(db, moment, vault.keeper.id, Action.CHANGED_ACTIVITY, record.id)


def delete(db: sqlite_utils.Database, vault: Vault, record: ActivityRecord, moment: Moment) -> None:
    """Take an activity away that should never have been. Raises UnknownRecord.

    A damaged one stays in the month's sums: what it told of took place.
    """
    _row(db, record.id)
    db.table("activities").delete(record.id)
    tallies.shift(db, counted(record.activity), counted(None))
    audit.note(db, moment, vault.keeper.id, Action.DELETED_ACTIVITY, record.id)


def get(db: sqlite_utils.Database, vault: Vault, activity_id: str) -> ActivityRecord:
    """Open an activity. Raises UnknownRecord, Unreadable or VaultLocked."""
    return _to_record(vault, _row(db, activity_id))


def find(db: sqlite_utils.Database, vault: Vault, activity_id: str) -> ActivityRecord:
    """Open an activity; a damaged one tells nothing. Raises UnknownRecord or VaultLocked."""
    return _opened(vault, _row(db, activity_id))


def of_month(db: sqlite_utils.Database, vault: Vault, month: str) -> list[ActivityRecord]:
    """Open a month's activities, the latest first; a damaged one tells nothing and is last."""
    rows = list(db.table("activities").rows_where("month = ?", [month]))
    return sorted((_opened(vault, row) for row in rows), key=_order, reverse=True)


def _order(record: ActivityRecord) -> tuple[date, time]:
    if record.activity is None:
        return date.min, time.min
    return record.activity.day, record.activity.start


def _row(db: sqlite_utils.Database, activity_id: str) -> dict[str, Any]:
    for row in db.table("activities").rows_where("id = ?", [activity_id]):
        return dict(row)
    raise UnknownRecord("No activity of this house has this id.")


def _sealed(vault: Vault, head: Mapping[str, Any], activity: Activity) -> dict[str, Any]:
    record = {
        **head,
        "name": activity.name,
        "day": activity.day.isoformat(),
        "start": activity.start.isoformat("minutes"),
        "minutes": activity.minutes,
        "children": packed(sorted(activity.participants)),
        "others": activity.others,
    }
    return {"month": month_of(activity.day), "record": vault.seal(record, LONG)}


def _opened(vault: Vault, row: Mapping[str, Any]) -> ActivityRecord:
    try:
        return _to_record(vault, row)
    except Unreadable:
        return ActivityRecord(row["id"], None)


def _to_record(vault: Vault, row: Mapping[str, Any]) -> ActivityRecord:
    record = vault.open_record(row["record"])
    activity = Activity(
        name=record["name"],
        day=date.fromisoformat(record["day"]),
        start=time.fromisoformat(record["start"]),
        minutes=record["minutes"],
        participants=frozenset(participants(record)),
        others=record["others"],
    )
    return ActivityRecord(row["id"], activity, record["by"])
