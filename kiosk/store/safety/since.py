"""Forgets once more, in a backup that returns, what was forgotten since it was made."""

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing, suppress
from pathlib import Path

import sqlite_utils

from kiosk.domain.moment import Moment
from kiosk.store import house as house_store
from kiosk.store.attendance import days
from kiosk.store.keys.vault import Vault
from kiosk.store.people import children, consents
from kiosk.store.rights import forgotten
from kiosk.store.rights.forgotten import ERASED, Forgotten
from kiosk.store.safety.soundness import look_at
from kiosk.store.stamps import stamp


def forgotten_since(
    db: sqlite_utils.Database, house: Path, places: Iterable[Path]
) -> list[Forgotten]:
    """Tell what the records of now and all lists know that a backup, opened, does not.

    A guardian may have agreed again since then: who knows of that is lost, and not to keep is safe.
    """
    (last,) = db.execute("SELECT last FROM sequence").fetchone()
    known = {*_in(house), *forgotten.listed({house.parent, *places}, _children(db))}
    return [one for one in known if one.what == ERASED or one.seq > last]


def forget(
    db: sqlite_utils.Database, since: Collection[Forgotten], moment: Moment, who: str
) -> None:
    """Erase those children, and take those consents back with what was kept under them."""
    for erased_id in sorted({one.child for one in since if one.what == ERASED}):
        _erase(db, erased_id, moment)
    taken_back = {(one.child, one.what) for one in since if one.what != ERASED}
    for child in children.everyone(db):
        gone = {purpose for purpose in child.keeps if (child.id, purpose.value) in taken_back}
        if gone:
            vault = Vault(house_store.get(db).public_key, 0)
            consents.take_back_again(db, vault, child.id, gone, moment, who)


def _in(house: Path) -> list[Forgotten]:
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(look_at(house)) as old:
        return forgotten.in_records(old)
    return []


def _children(db: sqlite_utils.Database) -> list[str]:
    return [child for (child,) in db.execute("SELECT id FROM children").fetchall()]


def _erase(db: sqlite_utils.Database, child: str, moment: Moment) -> None:
    """Let go of a child that was erased after the backup was made; its tombstone stays."""
    days.forget(db, child)
    for table in _tables_of_children(db):
        db.execute(f"DELETE FROM {table} WHERE child = ?", [child])
    db.execute("DELETE FROM children WHERE id = ?", [child])
    known = db.execute("SELECT 1 FROM tombstones WHERE child = ?", [child]).fetchone()
    if not known:
        db.execute("INSERT INTO tombstones VALUES (?, ?)", [child, stamp(db, moment)["seq"]])


def _tables_of_children(db: sqlite_utils.Database) -> list[str]:
    return [
        table.name
        for table in db.tables
        if any(key.other_table == "children" for key in table.foreign_keys)
    ]
