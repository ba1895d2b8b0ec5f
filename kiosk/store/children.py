"""The children: an open card for the screen, a sealed file for the counselor."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

import sqlite_utils

from kiosk.domain.ages import AgeBand, band_of
from kiosk.domain.audit import Action
from kiosk.domain.children import Category, Child, ChildFile
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import Moment
from kiosk.errors import UnknownChild
from kiosk.store import audit
from kiosk.store.stamps import stamp
from kiosk.store.vault import Vault

_COLUMNS = "id, nickname, picture, colour, band, language, keeps, active"


def add(
    db: sqlite_utils.Database, vault: Vault, child: Child, file: ChildFile, moment: Moment
) -> str:
    """Add a child and return its new id; what `child.id` and `child.keeps` say is ignored."""
    child_id, stamped = uuid4().hex, stamp(db, moment)
    db.table("children").insert(
        {
            **_card(child, file, moment.day),
            "id": child_id,
            "keeps": "",
            "added_at": stamped["at"],
            "added_seq": stamped["seq"],
            "file": vault.seal(_to_record(file)),
        }
    )
    audit.note(db, moment, vault.keeper.id, Action.ADDED_CHILD, child_id)
    return child_id


def change(
    db: sqlite_utils.Database, vault: Vault, child: Child, file: ChildFile, moment: Moment
) -> None:
    """Write a child's card and file anew. Raises UnknownChild."""
    get(db, child.id)
    changes = {**_card(child, file, moment.day), "file": vault.seal(_to_record(file))}
    db.table("children").update(child.id, changes)
    audit.note(db, moment, vault.keeper.id, Action.CHANGED_CHILD, child.id)


def get(db: sqlite_utils.Database, child_id: str) -> Child:
    """Tell a child's card. Raises UnknownChild."""
    for row in db.query(f"SELECT {_COLUMNS} FROM children WHERE id = ?", [child_id]):
        return _to_child(row)
    raise UnknownChild("No child of this house has this card.")


def everyone(db: sqlite_utils.Database) -> list[Child]:
    """List all children, those who left the program last."""
    query = f"SELECT {_COLUMNS} FROM children ORDER BY active DESC, nickname"
    return [_to_child(row) for row in db.query(query)]


def arriving_first(db: sqlite_utils.Database, today: date) -> list[Child]:
    """List the children who may come: whoever has not come today yet in front of who has.

    Among these, who came or was added last stands first: a child that arrives every day, and
    one that is new, finds itself on the first page.
    """
    # By number, not by time: no clock is needed, and the index finds each last visit at once.
    last = "(SELECT {} FROM visits WHERE child = children.id ORDER BY day DESC, seq DESC LIMIT 1)"
    query = f"""
        SELECT {_COLUMNS} FROM children WHERE active
        ORDER BY coalesce({last.format("day")} >= ?, 0),
            max(added_seq, coalesce({last.format("seq")}, 0)) DESC
    """
    return [_to_child(row) for row in db.query(query, [today.isoformat()])]


def file_of(db: sqlite_utils.Database, vault: Vault, child_id: str) -> ChildFile:
    """Open a child's sealed file. Raises VaultLocked, Unreadable or UnknownChild."""
    row = db.execute("SELECT file FROM children WHERE id = ?", [child_id]).fetchone()
    if row is None:
        raise UnknownChild("No child of this house has this card.")
    return _from_record(vault.open_record(row[0]))


def _card(child: Child, file: ChildFile, today: date) -> dict[str, Any]:
    return {
        "nickname": child.nickname,
        "picture": child.picture,
        "colour": child.colour,
        "band": band_of(file.birth, today).value,
        "language": child.language,
        "active": child.active,
    }


def _to_child(row: Mapping[str, Any]) -> Child:
    keeps = frozenset(Purpose(word) for word in row["keeps"].split())
    fixed = {"band": AgeBand(row["band"]), "keeps": keeps, "active": bool(row["active"])}
    return Child(**{**row, **fixed})


def _to_record(file: ChildFile) -> dict[str, str]:
    return {
        "legal_name": file.legal_name,
        "birth": file.birth.isoformat(),
        "category": file.category.value,
        "guardian": file.guardian,
        "phone": file.phone,
    }


def _from_record(record: Mapping[str, str]) -> ChildFile:
    return ChildFile(
        legal_name=record["legal_name"],
        birth=date.fromisoformat(record["birth"]),
        category=Category(record["category"]),
        guardian=record["guardian"],
        phone=record["phone"],
    )
