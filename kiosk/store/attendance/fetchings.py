"""Fetchings: by whom a small child says it is fetched, sealed, and agreed to like its visits."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlite_utils

from kiosk.domain.fetchings import Fetcher, Fetching, is_asked
from kiosk.domain.moment import Moment
from kiosk.domain.visits import Arrival
from kiosk.errors import Unreadable
from kiosk.store.keys.vault import Vault
from kiosk.store.people import children
from kiosk.store.rows import insert
from kiosk.store.stamps import BY_HAND, as_known, stamp_known


def keep(
    db: sqlite_utils.Database, vault: Vault, child_id: str, by: Fetcher | None, moment: Moment
) -> bool:
    """Seal a child's answer, one a visit; False, with nothing kept, where it is not asked."""
    if not is_asked(children.get(db, child_id)) or _has_said(db, child_id):
        return False
    moment = as_known(db, moment)
    row = {
        **stamp_known(db, moment),
        "child": child_id,
        "day": moment.day.isoformat(),
        "answer": vault.seal({"by": by.value if by else None}),
    }
    insert(db, "fetchings", row)
    return True


def between(db: sqlite_utils.Database, vault: Vault, first: date, last: date) -> list[Fetching]:
    """Open the answers from the first to the last day, the first one first. Raises VaultLocked."""
    query = "SELECT seq, child, answer FROM fetchings WHERE day BETWEEN ? AND ? ORDER BY seq"
    rows = list(db.query(query, [first.isoformat(), last.isoformat()]))
    return [_to_fetching(vault, row) for row in rows]


def _has_said(db: sqlite_utils.Database, child_id: str) -> bool:
    """Tell whether a child has answered since it came last; a skip is an answer.

    A visit from paper counts where a tap ended it: from that one it went home. Any other may be
    written down when it has answered already, and would ask it a second time.
    """
    query = """
        SELECT 1 FROM fetchings WHERE child = :child AND seq > (
            SELECT ifnull(max(seq), 0) FROM visits
            WHERE child = :child AND (how <> :paper OR left_boot <> :by_hand)
        ) LIMIT 1
    """
    facts = {"child": child_id, "paper": Arrival.PAPER.value, "by_hand": BY_HAND}
    return db.execute(query, facts).fetchone() is not None


def _to_fetching(vault: Vault, row: Mapping[str, Any]) -> Fetching:
    """Open an answer; one that is damaged shows as that and stops nothing."""
    try:
        by = vault.open_record(row["answer"])["by"]
    except Unreadable:
        return Fetching(row["seq"], row["child"], None, unreadable=True)
    return Fetching(row["seq"], row["child"], Fetcher(by) if by else None)
