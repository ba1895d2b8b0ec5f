"""The children: an open card for the screen, a sealed file for the counselor."""

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from uuid import uuid4

import sqlite_utils

from kiosk.domain.ages import AgeBand, band_of
from kiosk.domain.allowed import Allowed, allowed_at
from kiosk.domain.audit import Action
from kiosk.domain.children import Child, ChildFile
from kiosk.domain.consent import Purpose
from kiosk.domain.households import Household, of_guardian
from kiosk.domain.moment import EARLIEST, ClockState, Moment
from kiosk.errors import UnknownChild, UnknownRecord, Unreadable
from kiosk.store.keys.vault import LONG, Vault
from kiosk.store.people import households
from kiosk.store.rights import audit
from kiosk.store.stamps import stamp

_COLUMNS = "id, nickname, picture, colour, band, language, keeps, active, code, games, circle"


def add(
    db: sqlite_utils.Database, vault: Vault, child: Child, file: ChildFile, moment: Moment
) -> str:
    """Add a child and return its new id; what `child.id` and `child.keeps` say is ignored.

    The people whom the file names are kept as its household, the child's own or a shared one.
    """
    child_id, stamped = uuid4().hex, stamp(db, moment)
    db.table("children").insert(
        {
            **_card(child, file, moment.day),
            "id": child_id,
            "keeps": "",
            "added_at": stamped["at"],
            "added_seq": stamped["seq"],
            "file": _seal(vault, file, households.keep(db, vault, file.household)),
        }
    )
    audit.note(db, moment, vault.keeper.id, Action.ADDED_CHILD, child_id)
    return child_id


def change(
    db: sqlite_utils.Database, vault: Vault, child: Child, file: ChildFile, moment: Moment
) -> None:
    """Write a child's card, file and household anew. Raises UnknownChild or TooLong.

    A file that could not be read until now kept every household: nobody knew with whom it lives.
    """
    get(db, child.id)
    household = households.keep(db, vault, file.household)
    changes = {**_card(child, file, moment.day), "file": _seal(vault, file, household)}
    db.table("children").update(child.id, changes)
    leave_empty_households(db, vault)
    audit.note(db, moment, vault.keeper.id, Action.CHANGED_CHILD, child.id)


def set_code(db: sqlite_utils.Database, child_id: str, code: str, who: str, moment: Moment) -> None:
    """Give a child a picture code, or none; what its screen asks for changes at once."""
    get(db, child_id)
    db.table("children").update(child_id, {"code": code})
    audit.note(db, moment, who, Action.CHANGED_CHILD, child_id)


def move(
    db: sqlite_utils.Database, vault: Vault, child_id: str, household: Household, moment: Moment
) -> None:
    """Let a child live in a household, changed or another one. Raises UnknownChild or TooLong."""
    file = replace(file_of(db, vault, child_id), household=household)
    sealed = _seal(vault, file, households.keep(db, vault, household))
    db.table("children").update(child_id, {"file": sealed})
    leave_empty_households(db, vault)
    audit.note(db, moment, vault.keeper.id, Action.CHANGED_HOUSEHOLD, child_id)


def move_in_with(
    db: sqlite_utils.Database, vault: Vault, child_id: str, other_id: str, moment: Moment
) -> None:
    """Let a child live with another one: from now on they share one household."""
    household = file_of(db, vault, other_id).household
    if not household.id:
        move(db, vault, other_id, household, moment)
        household = file_of(db, vault, other_id).household
    move(db, vault, child_id, household, moment)


def living_together(db: sqlite_utils.Database, vault: Vault) -> dict[str, str]:
    """Tell the household of each child whose file can be read and names one, by the child's id."""
    found = {}
    for row in list(db.query("SELECT id, file FROM children")):
        try:
            household = vault.open_record(row["file"]).get("household")
        except Unreadable:
            continue
        if household:
            found[row["id"]] = household
    return found


def leave_empty_households(db: sqlite_utils.Database, vault: Vault) -> None:
    """Let go of households in which no child lives; none while any file cannot be read."""
    try:
        files = [
            vault.open_record(row["file"]) for row in list(db.query("SELECT file FROM children"))
        ]
    except Unreadable:
        return
    households.keep_only(db, {file["household"] for file in files if "household" in file})


def get(db: sqlite_utils.Database, child_id: str) -> Child:
    """Tell a child's card. Raises UnknownChild."""
    for row in db.query(f"SELECT {_COLUMNS} FROM children WHERE id = ?", [child_id]):
        return _to_child(row)
    raise UnknownChild("No child of this house has this card.")


def everyone(db: sqlite_utils.Database) -> list[Child]:
    """List all children, those who left the program last."""
    query = f"SELECT {_COLUMNS} FROM children ORDER BY active DESC, nickname"
    return [_to_child(row) for row in db.query(query)]


def coming(db: sqlite_utils.Database, also: Collection[str] = ()) -> list[Child]:
    """List the children who come to the house by nickname, those who left only if in `also`.

    A house of many years has several times as many children as come to it today.
    """
    query = f"""
        SELECT {_COLUMNS} FROM children
        WHERE active OR id IN (SELECT value FROM json_each(?))
        ORDER BY active DESC, nickname
    """
    return [_to_child(row) for row in db.query(query, [json.dumps(list(also))])]


def count_left(db: sqlite_utils.Database) -> int:
    """Count the children who left the program."""
    return int(db.execute("SELECT count(*) FROM children WHERE NOT active").fetchone()[0])


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
    record = vault.open_record(row[0])
    return ChildFile(
        legal_name=record["legal_name"],
        birth=date.fromisoformat(record["birth"]),
        category=record["category"],
        household=_household(db, vault, record),
    )


def legal_names(db: sqlite_utils.Database, vault: Vault) -> dict[str, str]:
    """Tell the legal name of each child whose file can be read, by the child's id."""
    found = {}
    for row in list(db.query("SELECT id, file FROM children")):
        with suppress(Unreadable):
            found[row["id"]] = vault.open_record(row["file"])["legal_name"]
    return found


def may_be_fetched(db: sqlite_utils.Database, vault: Vault, child_id: str) -> bool:
    """Tell whether somebody of the household may fetch a child; a damaged file may say so."""
    try:
        return file_of(db, vault, child_id).household.lets_fetch
    except Unreadable:
        return True


def _household(db: sqlite_utils.Database, vault: Vault, record: Mapping[str, str]) -> Household:
    """Open the household that a file names; one that is damaged shows as that and stops nothing.

    A file of the first version names its one guardian itself, and no household.
    """
    if "household" not in record:
        return of_guardian(record["guardian"], record["phone"])
    try:
        return households.get(db, vault, record["household"])
    except (Unreadable, UnknownRecord):
        return Household(record["household"], unreadable=True)


def refresh_ages(db: sqlite_utils.Database, vault: Vault, moment: Moment) -> None:
    """Write anew what a card tells of a birthday that has passed since; others stay untouched.

    A birthday is sealed: this is for whenever the vault is open. Nobody ages without a clock.
    """
    if moment.clock is ClockState.UNKNOWN:
        return
    for row in list(db.query("SELECT id, band, games, file FROM children")):
        try:
            birth = date.fromisoformat(vault.open_record(row["file"])["birth"])
        except (Unreadable, ValueError, KeyError):
            continue
        by_age = _by_age(birth, moment.day, Allowed(row["games"]))
        if any(row[name] != value for name, value in by_age.items()):
            db.table("children").update(row["id"], by_age)


def _by_age(birth: date, today: date, said: Allowed) -> dict[str, str]:
    """Tell what a card says of an age; a machine that woke in 1970 makes nobody small."""
    today = max(today, EARLIEST.date())
    return {
        "band": band_of(birth, today).value,
        "games": allowed_at(birth, today, said).value,
    }


def _card(child: Child, file: ChildFile, today: date) -> dict[str, Any]:
    return {
        "nickname": child.nickname,
        "picture": child.picture,
        "colour": child.colour,
        **_by_age(file.birth, today, child.games),
        "language": child.language,
        "active": child.active,
        "circle": child.circle,
    }


def _to_child(row: Mapping[str, Any]) -> Child:
    told = {
        "band": AgeBand(row["band"]),
        "games": Allowed(row["games"]),
        "keeps": _purposes(row["keeps"]),
        "active": bool(row["active"]),
    }
    return Child(**{**row, **told})


@cache
def _purposes(words: str) -> frozenset[Purpose]:
    return frozenset(Purpose(word) for word in words.split())


def _seal(vault: Vault, file: ChildFile, household: str) -> bytes:
    record = {
        "legal_name": file.legal_name,
        "birth": file.birth.isoformat(),
        "category": file.category,
        "household": household,
    }
    return vault.seal(record, LONG)
