"""Requests to talk: the card tells neither who asked nor when on the day."""

from collections.abc import Mapping
from datetime import date
from secrets import token_hex
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment, from_ms, start_of
from kiosk.domain.talks import Talk
from kiosk.errors import Unreadable
from kiosk.store.keys.vault import Vault
from kiosk.store.rights import audit
from kiosk.store.rows import insert
from kiosk.store.stamps import as_known, opened_at, sealed_stamp


def ask(db: sqlite_utils.Database, vault: Vault, child_id: str | None, moment: Moment) -> str:
    """Keep a child's wish to talk, and tell its id; asking twice is one wish to the counselor."""
    moment, talk_id = as_known(db, moment), token_hex(8)
    request = {"child": child_id, **sealed_stamp(db, moment)}
    row = {
        "id": talk_id,
        "day": moment.day.isoformat(),
        "boot": moment.boot,
        "answered": False,
        "request": vault.seal(request),
    }
    insert(db, "talks", row)
    return talk_id


def is_waiting(db: sqlite_utils.Database, talk_id: str) -> bool:
    """Tell whether a wish is there that nobody has answered."""
    query = "SELECT 1 FROM talks WHERE id = ? AND answered = 0"
    return db.execute(query, [talk_id]).fetchone() is not None


def wait_since_before(db: sqlite_utils.Database, day: date) -> bool:
    """Tell whether any wish of an earlier day waits."""
    query = "SELECT 1 FROM talks WHERE answered = 0 AND day < ? LIMIT 1"
    return db.execute(query, [day.isoformat()]).fetchone() is not None


def waiting(db: sqlite_utils.Database, vault: Vault) -> list[Talk]:
    """Open the requests nobody has answered, the oldest first. Raises VaultLocked.

    One that is damaged still says that somebody asked, on that day.
    """
    rows = list(db.table("talks").rows_where("answered = 0"))
    found = [_to_talk(db, row, vault) for row in rows]
    return sorted(found, key=lambda talk: (talk.seq, talk.at))


def answered_since(db: sqlite_utils.Database, vault: Vault, day: date) -> list[Talk]:
    """Open the requests that were answered since a day began, the oldest first.

    When that was stands in the audit alone: its newest lines tell it. Raises VaultLocked.
    """
    before = "SELECT seq FROM audit WHERE at < ? ORDER BY seq DESC LIMIT 1"
    since = f"SELECT subject FROM audit WHERE action = ? AND seq > ifnull(({before}), 0)"
    query = f"SELECT * FROM talks WHERE answered = 1 AND id IN ({since})"
    rows = list(db.query(query, [Action.ANSWERED_TALK.value, start_of(day)]))
    return sorted((_to_talk(db, row, vault) for row in rows), key=lambda talk: (talk.seq, talk.at))


def answer(db: sqlite_utils.Database, vault: Vault, talk_id: str, moment: Moment) -> None:
    """Note that the counselor has talked with the child."""
    db.execute("UPDATE talks SET answered = 1 WHERE id = ?", [talk_id])
    audit.note(db, moment, vault.keeper.id, Action.ANSWERED_TALK, talk_id)


def _to_talk(db: sqlite_utils.Database, row: Mapping[str, Any], vault: Vault) -> Talk:
    try:
        request = vault.open_record(row["request"])
    except Unreadable:
        day = from_ms(start_of(date.fromisoformat(row["day"])))
        return Talk(row["id"], None, day, bool(row["answered"]), unreadable=True)
    at = opened_at(db, request)
    return Talk(row["id"], request["child"], at, bool(row["answered"]), request.get("seq", 0))
