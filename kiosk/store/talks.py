"""Requests to talk: the card tells neither who asked nor when on the day."""

from collections.abc import Mapping
from typing import Any

import sqlite_utils

from kiosk.domain.moment import Moment, from_ms
from kiosk.domain.talks import Talk
from kiosk.errors import Unreadable
from kiosk.store import audit
from kiosk.store.stamps import stamp, undated
from kiosk.store.vault import Vault


def ask(db: sqlite_utils.Database, vault: Vault, child_id: str | None, moment: Moment) -> None:
    """Keep a child's wish to talk; asking twice is one wish to the counselor."""
    stamped = stamp(db, moment)
    db.table("talks").insert(
        {
            **undated(stamped),
            "day": moment.day.isoformat(),
            "answered": False,
            "request": vault.seal({"child": child_id, "at": stamped["at"]}),
        }
    )


def waiting(db: sqlite_utils.Database, vault: Vault) -> list[Talk]:
    """Open the requests nobody has answered, the oldest first. Raises VaultLocked."""
    rows = list(db.table("talks").rows_where("answered = 0", order_by="seq"))
    return [talk for row in rows if (talk := _to_talk(row, vault))]


def answer(db: sqlite_utils.Database, vault: Vault, seq: int, moment: Moment) -> None:
    """Note that the counselor has talked with the child."""
    db.execute("UPDATE talks SET answered = 1 WHERE seq = ?", [seq])
    audit.note(db, moment, vault.keeper.id, "answered a request to talk", str(seq))


def _to_talk(row: Mapping[str, Any], vault: Vault) -> Talk | None:
    try:
        request = vault.open_record(row["request"])
    except Unreadable:
        return None
    return Talk(row["seq"], request["child"], from_ms(request["at"]), bool(row["answered"]))
