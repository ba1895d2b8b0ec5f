"""Closed months, as they were told to headquarters."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlite_utils

from kiosk.domain.corrections import FIRST_DAY
from kiosk.domain.moment import Moment, from_ms
from kiosk.domain.tallies import month_of
from kiosk.store.rows import upsert
from sync import cbor, outbox
from sync.errors import BadEnvelope
from sync.month_summary import MonthSummary
from sync.summary import MONTH


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """A month as it was closed; `envelope` is None until headquarters is known.

    is_stale: something of it changed since.
    """

    summary: MonthSummary
    closed: datetime
    envelope: int | None
    is_stale: bool

    @property
    def is_counted(self) -> bool:
        """Tell whether it was counted how children felt."""
        return self.summary.moods is not None


def get(db: sqlite_utils.Database, month: date) -> ClosedMonth | None:
    """Tell a month as it was closed; None while it is open, or where the card has damaged it."""
    for row in db.query("SELECT * FROM months WHERE month = ?", [month_of(month)]):
        with suppress(BadEnvelope):
            return _to_closed(row)
    return None


def keep(
    db: sqlite_utils.Database, summary: MonthSummary, envelope: int | None, moment: Moment
) -> None:
    """Close a month, or close it anew."""
    row = {
        "month": month_of(summary.month),
        "told": cbor.encode(summary.payload()),
        "closed_at": moment.ms,
        "envelope": envelope,
        "stale": 0,
        "answered": summary.moods is not None,
    }
    upsert(db, "months", row, "month")


def reconsider(db: sqlite_utils.Database, month: str) -> None:
    """Have a closed month (YYYY-MM) counted anew."""
    db.execute("UPDATE months SET stale = 1 WHERE month = ? AND stale = 0", [month])


def settle(db: sqlite_utils.Database, month: date) -> None:
    """Note that what was told of a month holds."""
    db.execute("UPDATE months SET stale = 0 WHERE month = ?", [month_of(month)])


def unclosed(db: sqlite_utils.Database, today: date) -> list[date]:
    """List the months before this one that are not closed, oldest first.

    Of one whose days nobody came on there is work to tell: home visits, services, activities.
    """
    query = """
        SELECT substr(day, 1, 7) AS month FROM days WHERE day < :first_day
        UNION SELECT month FROM tallies WHERE number != 0 AND month >= :earliest AND month < :this
        EXCEPT SELECT month FROM months ORDER BY month
    """
    this = month_of(today)
    # Work is written down of any day, by mistake too; what was before the first is no house's.
    bounds = {"first_day": f"{this}-01", "earliest": month_of(FIRST_DAY), "this": this}
    return [_first_day(row["month"]) for row in db.query(query, bounds)]


def unfinished(db: sqlite_utils.Database) -> list[date]:
    """List the closed months that changed since, or of which nobody was told."""
    condition = "stale = 1 OR envelope IS NULL" if outbox.takes(db, MONTH) else "stale = 1"
    rows = db.query(f"SELECT month FROM months WHERE {condition} ORDER BY month")
    return [_first_day(row["month"]) for row in rows]


def unanswered(db: sqlite_utils.Database) -> list[date]:
    """List the closed months of which it was not counted yet how children felt."""
    rows = db.query("SELECT month FROM months WHERE answered = 0 ORDER BY month")
    return [_first_day(row["month"]) for row in rows]


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _to_closed(row: Mapping[str, Any]) -> ClosedMonth:
    told = cbor.decode(row["told"])
    summary = MonthSummary.from_payload(told if isinstance(told, dict) else {})
    return ClosedMonth(summary, from_ms(row["closed_at"]), row["envelope"], bool(row["stale"]))
