"""Snoozes: for whom a quiet chat was put off, and until when; sealed, one a child.

Their lines in the audit are those of case records: the audit is not sealed, and one of their own
would tell, beside the file that was looked at then, for whom there was a concern.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from secrets import randbits, token_hex
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.concern import Snooze
from kiosk.domain.moment import ClockState, Moment
from kiosk.errors import Unreadable
from kiosk.store.keys.vault import Vault
from kiosk.store.people import children
from kiosk.store.rights import audit
from kiosk.store.work.cases import NOT_SAID

Row = Mapping[str, Any]


def put_off(
    db: sqlite_utils.Database, vault: Vault, child_id: str, snooze: Snooze, moment: Moment
) -> None:
    """Put the chat with a child off, whatever was said before. Raises UnknownChild."""
    children.get(db, child_id)
    whose = vault.pseudonym(child_id)
    talked = snooze.talked.isoformat() if snooze.talked else None
    record = {"child": child_id, "by": vault.keeper.id, "until": snooze.until.isoformat()}
    row = {"whose": whose, "record": vault.seal({**record, "talked": talked})}
    _remove(db, whose)
    # A place by chance, as a case record's.
    db.table("snoozes").insert({"rowid": randbits(62), "id": token_hex(16), **row})
    audit.note(db, moment, vault.keeper.id, Action.ADDED_CASE, NOT_SAID)


def end(db: sqlite_utils.Database, vault: Vault, child_id: str, moment: Moment) -> None:
    """Let a child be thought of again, if it was put off at all. Raises UnknownChild."""
    children.get(db, child_id)
    if _remove(db, vault.pseudonym(child_id)):
        audit.note(db, moment, vault.keeper.id, Action.DELETED_CASE, NOT_SAID)


def of_child(db: sqlite_utils.Database, vault: Vault, child_id: str) -> Snooze | None:
    """Tell until when the chat with a child was put off; None where it was not."""
    rows = db.table("snoozes").rows_where("whose = ?", [vault.pseudonym(child_id)])
    return _opened(vault, rows).get(child_id)


def everything(db: sqlite_utils.Database, vault: Vault) -> dict[str, Snooze]:
    """Tell until when each chat was put off, by the child's id. Raises VaultLocked."""
    return _opened(vault, db.table("snoozes").rows)


def let_go(db: sqlite_utils.Database, vault: Vault, moment: Moment) -> None:
    """Let go of those that are over; an estimated clock may have leapt."""
    if moment.clock is ClockState.TRUSTED:
        for child_id, snooze in everything(db, vault).items():
            if not snooze.holds(moment):
                _remove(db, vault.pseudonym(child_id))


def _opened(vault: Vault, rows: Iterable[Row]) -> dict[str, Snooze]:
    """Open each; a damaged one puts nothing off."""
    found = {}
    for row in list(rows):
        with suppress(Unreadable):
            record = vault.open_record(row["record"])
            found[record["child"]] = Snooze(_day(record["until"]), _maybe_day(record["talked"]))
    return found


def _remove(db: sqlite_utils.Database, whose: bytes) -> bool:
    return db.execute("DELETE FROM snoozes WHERE whose = ?", [whose]).rowcount > 0


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _maybe_day(text: str | None) -> date | None:
    return _day(text) if text else None
