"""Reads the audit for whoever asks who did what."""

from collections.abc import Mapping
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action, Line
from kiosk.domain.moment import from_ms


def latest(
    db: sqlite_utils.Database,
    *,
    who: str = "",
    child: str = "",
    before: int = 0,
    limit: int = 50,
) -> list[Line]:
    """List the lines, the latest first, of one counselor or about one child where asked.

    before: only lines older than the one of this number; 0 begins with the latest.
    """
    query = """
        SELECT seq, at, who, action, subject FROM audit
        WHERE (:before = 0 OR seq < :before) AND (:who = '' OR who = :who)
            AND (:child = '' OR subject = :child OR subject LIKE :child || ' %')
        ORDER BY seq DESC LIMIT :limit
    """
    asked = {"who": who, "child": child, "before": before, "limit": limit}
    return [_to_line(row) for row in db.query(query, asked)]


def looked_since_unlocking(db: sqlite_utils.Database, who: str, look: Action) -> bool:
    """Tell whether such a look of a counselor is noted since she unlocked the panel."""
    query = """
        SELECT action FROM audit WHERE who = ? AND action IN (?, ?) ORDER BY seq DESC LIMIT 1
    """
    row = db.execute(query, [who, Action.UNLOCKED, look]).fetchone()
    return bool(row and row[0] == look)


def _to_line(row: Mapping[str, Any]) -> Line:
    return Line(row["seq"], from_ms(row["at"]), row["who"], row["action"], row["subject"])
