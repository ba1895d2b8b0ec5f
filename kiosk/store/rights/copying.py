"""Gathers everything that the house keeps of one child, group by group, for a copy of it."""

from collections.abc import Mapping
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.casework import Kind
from kiosk.domain.holdings import Group
from kiosk.domain.moment import HOUSE_ZONE, Moment, from_ms
from kiosk.errors import Unreadable
from kiosk.store.keys.vault import Vault
from kiosk.store.people import children
from kiosk.store.rights import audit
from kiosk.store.rights.holdings import HOLDINGS, Holding, Key, held
from kiosk.store.stamps import opened_at

Row = dict[str, Any]
Copy = dict[Group, list[Row]]

_TIMES = ("at", "left_at", "added_at")

# How the house works inside, and other children of an activity: nothing of this child.
_INSIDE = frozenset(
    {
        "boot",
        "left_boot",
        "ticks",
        "whose",
        "clock",
        "added_seq",
        "child",
        "children",
        "others",
        "digest",
    }
)


def copy_of(
    db: sqlite_utils.Database,
    vault: Vault,
    child_id: str,
    moment: Moment,
    newest: int | None = None,
) -> Copy:
    """Read all that is kept of a child, but for calls for help.

    newest: how many of each group at most, the last ones; None for all.
    Raises UnknownChild or VaultLocked.
    """
    children.get(db, child_id)
    copy = {
        group: [_row(db, vault, HOLDINGS[group], key) for key in keys]
        for group, keys in held(db, vault, child_id, newest).items()
    }
    # A call may be about the very person to whom the copy is handed.
    told = (row for row in copy[Group.CASES] if row.get("kind") != Kind.CALL)
    copy[Group.CASES] = sorted(told, key=_in_time)[-(newest or 0) :]
    for card in copy[Group.CARD]:
        card["category"] = _category(db, card.get("category"))
        card["circle"] = _circle(db, card["circle"])
    audit.note(db, moment, vault.keeper.id, Action.EXPORTED_CHILD, child_id)
    return copy


def _in_time(row: Row) -> tuple[str, int]:
    return str(row.get("at", "")), row.get("seq", 0)


def _row(db: sqlite_utils.Database, vault: Vault, holding: Holding, key: Key) -> Row:
    query = f"SELECT * FROM {holding.table} WHERE {holding.key} = ?"
    (row,) = list(db.query(query, [key]))
    record = _record(db, vault, row.pop(holding.sealed)) if holding.sealed else {}
    return _plain({**row, **record})


def _record(db: sqlite_utils.Database, vault: Vault, sealed: bytes) -> Mapping[str, Any]:
    """Open a record; one that is damaged is copied as that."""
    try:
        record = vault.open_record(sealed)
    except Unreadable:
        return {"unreadable": True}
    if "ticks" in record:
        return {**record, "at": int(opened_at(db, record).timestamp() * 1000)}
    return record


def _category(db: sqlite_utils.Database, category: str | None) -> str | None:
    """Tell a category by the names that the house gives it."""
    for row in db.query("SELECT zh_Hans, en FROM categories WHERE id = ?", [category]):
        return f"{row['zh_Hans']} {row['en']}"
    return category


def _circle(db: sqlite_utils.Database, circle: str | None) -> str | None:
    """Tell a group by its name."""
    names = [row["name"] for row in db.query("SELECT name FROM circles WHERE id = ?", [circle])]
    return names[0] if names else None


def _plain(row: Mapping[str, Any]) -> Row:
    """Leave out what is of the house alone, and write times as people and programs read them."""
    return {
        key: _time(value) if key in _TIMES and value is not None else value
        for key, value in row.items()
        if key not in _INSIDE
    }


def _time(ms: int) -> str:
    return from_ms(ms).astimezone(HOUSE_ZONE).isoformat(timespec="seconds")
