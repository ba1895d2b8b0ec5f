"""All that there is to tell of the wire, for a page or a program: more than a step has to know."""

from dataclasses import asdict, dataclass
from typing import Any

import sqlite_utils

from sync import outbox, room
from sync.carrying import budget, tries
from sync.carrying.budget import Budget
from sync.status import WireStatus, wire_status
from sync.summary import DAY
from sync.waiting import WAITS

# Among so many that arrived last the newest day is looked for.
_LATELY = 62


@dataclass(frozen=True, slots=True)
class Report:
    """All that there is to tell of the wire; times are Unix seconds.

    kinds: how many wait of each kind. newest_told: the newest day, as 2026-11-24, that
    headquarters has confirmed; None where it has none. is_full: so much waits that days stay
    untold until something has arrived. failed: how many tries did in a row. next_try: none
    follows before; None where one may go at any time. month: what this one has cost.
    """

    wire: WireStatus
    kinds: dict[str, int]
    newest_told: str | None
    is_full: bool
    failed: int
    next_try: int | None
    month: Budget

    def plain(self) -> dict[str, Any]:
        """Tell it as values of JSON, in one map."""
        month = asdict(self.month) | {"left": self.month.left}
        own: dict[str, Any] = {"waiting_by_kind": self.kinds, "newest_told": self.newest_told}
        own |= {"full": self.is_full, "tries": self.failed, "next_try": self.next_try}
        return asdict(self.wire) | own | {"month": month}


def report(db: sqlite_utils.Database, now: int | None) -> Report:
    """Tell how the wire is; now: Unix seconds, None where the date is not known."""
    kinds = db.execute(f"SELECT kind, count(*) FROM outbox WHERE {WAITS} GROUP BY kind").fetchall()
    failed, next_try = tries.kept(db)
    if next_try is not None and now is not None and next_try <= now:
        next_try = None
    wire = wire_status(db)
    is_full = wire.enrolled and not room.has_room(db, DAY)
    month = budget.of(db, now)
    return Report(wire, dict(kinds), _newest_told(db), is_full, failed, next_try, month)


def _newest_told(db: sqlite_utils.Database) -> str | None:
    rows = db.execute(
        "SELECT said FROM outbox WHERE kind = ? AND acknowledged_at NOT NULL"
        " ORDER BY rowid DESC LIMIT ?",
        (DAY, _LATELY),
    )
    said = [outbox.read_said(row[0]) for row in rows.fetchall()]
    return max((str(one["d"]) for one in said if one and "d" in one), default=None)
