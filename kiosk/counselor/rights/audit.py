"""The audit: who did what, when, with whom; and whether every line still holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlite_utils
from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext

from kiosk.counselor import words
from kiosk.counselor.messages import direction_words
from kiosk.counselor.rights import audit_words
from kiosk.domain.audit import Action, Line
from kiosk.house import House, current_house
from kiosk.store import devices
from kiosk.store import house as house_store
from kiosk.store.people import children
from kiosk.store.rights import audit as store
from kiosk.store.rights import audit_lines, tombstones
from kiosk.store.rights.audit import Check
from kiosk.store.stamps import LARGEST

LINES = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it is shown."""

    at: datetime
    who: str
    what: str
    whom: str
    broken: bool


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called; an erased child has no name."""

    counselors: Mapping[str, str]
    children: Mapping[str, str]
    erased: frozenset[str]
    devices: Mapping[str, str]


def audit() -> ResponseReturnValue:
    """Show fifty lines, of one counselor or about one child where asked, and check them."""
    house = current_house()
    asked = {key: request.args.get(key, "") for key in ("who", "child")}
    before = request.args.get("before", 0, _line)
    is_first_look = _note_look(house)
    with house.database.reading() as db:
        lines = audit_lines.latest(db, **asked, before=before, limit=LINES + 1)
        names = _names(db)
    shown = lines[:LINES]
    whole = is_first_look or "every" in request.args
    check = _check_all(house) if whole else _check_these(house, shown)
    return render_template(
        "counselor/rights/audit.html",
        **asked,
        rows=[_row(line, names, check) for line in shown],
        counselors=names.counselors.items(),
        children=names.children.items(),
        before=before,
        older=shown[-1].seq if len(lines) > LINES else 0,
        whole=whole,
        checked=check.lines,
        broken=check.broken,
    )


def _line(text: str) -> int:
    """Read the number of a line. Raises ValueError where no line can have it."""
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError("No line of the audit can have this number.")
    return number


def _note_look(house: House) -> bool:
    """Note a look at the audit, once since she unlocked the panel; tell whether this is it."""
    keeper = house.vault.keeper.id
    with house.database.transaction() as db:
        if audit_lines.looked_since_unlocking(db, keeper, Action.LOOKED_AT_AUDIT):
            return False
        store.note(db, house.clock(), keeper, Action.LOOKED_AT_AUDIT, "")
    return True


def _check_all(house: House) -> Check:
    """Follow the whole chain, letting a child who taps go first after each window."""
    with house.database.reading() as db:
        check = store.begin(db)
    while not check.done:
        with house.database.reading() as db:
            check = store.follow(db, check)
    return check


def _check_these(house: House, shown: Sequence[Line]) -> Check:
    """Follow the chain from the oldest line shown to the latest one shown."""
    with house.database.reading() as db:
        if not shown:
            return store.begin(db)
        check = store.begin(db, shown[-1].seq)
        while not check.done and check.seq < shown[0].seq:
            check = store.follow(db, check)
    return check


def _names(db: sqlite_utils.Database) -> Names:
    nicknames = {child.id: child.nickname for child in children.everyone(db)}
    erased = tombstones.erased(db)
    return Names(house_store.names(db), nicknames, erased, devices.names(db))


def _row(line: Line, names: Names, check: Check) -> Row:
    who = names.counselors.get(line.who) or str(audit_words.ACTORS.get(line.who, ""))
    what = audit_words.action(line.action)
    return Row(line.at, who, what, _whom(line, names), line.seq == check.broken)


def _whom(line: Line, names: Names) -> str:
    if line.child in names.children:
        return names.children[line.child]
    for others in (names.counselors, names.devices):
        if line.subject in others:
            return others[line.subject]
    if line.child in names.erased:
        return str(gettext("an erased child"))
    if line.action in {Action.APPROVED_WORDING, Action.TOOK_BACK_WORDING}:
        return str(words.LANGUAGES.get(line.child, ""))
    return READ.get(line.action, _day)(line.subject)


def _day(subject: str) -> str:
    """Tell a day or a month; any other id says nothing to a reader."""
    try:
        if len(subject) == len("2026-11"):
            return str(format_date(date.fromisoformat(f"{subject}-01"), gettext("MMMM y")))
        return str(format_date(date.fromisoformat(subject), gettext("d MMMM y")))
    except ValueError:
        return ""


# How the subject of an action reads that is neither a child, a device nor a day.
READ: Mapping[str, Callable[[str], str]] = {
    Action.LET_GO: words.shelves,
    Action.SET: direction_words.audited,
    Action.COULD_NOT_SET: direction_words.audited,
}
