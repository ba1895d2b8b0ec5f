"""Closed days, as they were told to headquarters."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import sqlite_utils

from kiosk.domain.days import ClosedDay, Closing, DayCounts
from kiosk.domain.moment import Moment, from_ms
from kiosk.domain.tallies import month_of
from kiosk.domain.visits import minutes_open, present
from kiosk.store.attendance import first_days, months, visit_lists
from kiosk.store.rows import upsert
from sync import outbox
from sync.summary import DAY


class Journey(StrEnum):
    """How far a day's summary has come."""

    KEPT = "kept"
    WAITING = "waiting"
    ARRIVED = "arrived"
    REFUSED = "refused"


def count(db: sqlite_utils.Database, day: date) -> DayCounts:
    """Count what a day was: from its visits, and those it counted of which nothing is kept now."""
    of_day = visit_lists.between(db, day, day)
    query = "SELECT forgotten, forgotten_new, minutes_open FROM days WHERE day = ?"
    gone, gone_new, told = db.execute(query, [day.isoformat()]).fetchone() or (0, 0, 0)
    came, new = present(of_day) + gone, first_days.newcomers(db, day) + gone_new
    minutes = minutes_open(of_day)
    if gone:
        # When they came and went is forgotten too: only what was told then still tells it.
        minutes = max(minutes, told)
    return DayCounts(day, minutes, came, new)


def get(db: sqlite_utils.Database, day: date) -> ClosedDay | None:
    """Tell a day as it was closed; None while it is open."""
    for row in db.query("SELECT * FROM days WHERE day = ?", [day.isoformat()]):
        return _to_closed(row)
    return None


def keep(
    db: sqlite_utils.Database,
    counts: DayCounts,
    how: Closing,
    envelope: int | None,
    moment: Moment,
) -> ClosedDay:
    """Close a day, or close it anew after somebody came late."""
    row = {
        "day": counts.day.isoformat(),
        "minutes_open": counts.minutes_open,
        "present": counts.present,
        "newcomers": counts.newcomers,
        "closed_at": moment.ms,
        "how": how.value,
        "envelope": envelope,
    }
    upsert(db, "days", row, "day")
    months.reconsider(db, month_of(counts.day))
    return _to_closed(row)


def forget(db: sqlite_utils.Database, child_id: str) -> None:
    """Let the totals of closed days stand while the visits of a child are erased.

    Who it was is forgotten with them: a child that comes back to such a day, after its guardian
    took the consent back and agreed again, counts once more.
    """
    query = """
        UPDATE days SET forgotten = forgotten + 1,
            forgotten_new = forgotten_new
                + (day = (SELECT ifnull(first_day, '') FROM children WHERE id = :child))
        WHERE day IN (SELECT day FROM visits WHERE child = :child)
    """
    db.execute(query, {"child": child_id})


def unsettled(db: sqlite_utils.Database) -> list[date]:
    """List the days whose visits changed since they were closed, or of which nobody was told."""
    query = "SELECT day FROM unsettled"
    if outbox.takes(db, DAY):
        query += " UNION SELECT day FROM days WHERE envelope IS NULL"
    return [date.fromisoformat(row["day"]) for row in db.query(f"{query} ORDER BY day")]


def emptied(db: sqlite_utils.Database) -> list[date]:
    """List the days that were told, but were none: their visits belong to others."""
    query = """
        SELECT day FROM unsettled JOIN days USING (day)
        WHERE present > 0 AND NOT EXISTS (SELECT 1 FROM visits WHERE visits.day = days.day)
    """
    return [date.fromisoformat(row["day"]) for row in db.query(f"{query} ORDER BY day")]


def is_unsettled(db: sqlite_utils.Database, day: date) -> bool:
    """Tell whether a day's visits changed since it was closed."""
    found = db.execute("SELECT 1 FROM unsettled WHERE day = ?", [day.isoformat()]).fetchone()
    return found is not None


def settle(db: sqlite_utils.Database, day: date) -> None:
    """Note that what was told of a day holds."""
    db.execute("DELETE FROM unsettled WHERE day = ?", [day.isoformat()])


def reconsider(db: sqlite_utils.Database, day: str) -> None:
    """Have a day told anew after its visits were dated anew; one that never was is forgotten."""
    row = {"day": day}
    visited = db.execute("SELECT 1 FROM visits WHERE day = :day LIMIT 1", row).fetchone()
    if not visited:
        db.execute("DELETE FROM days WHERE day = :day AND envelope IS NULL", row)
        months.reconsider(db, month_of(date.fromisoformat(day)))
    closed = db.execute("SELECT 1 FROM days WHERE day = :day", row).fetchone()
    if visited or closed:
        db.execute("INSERT OR IGNORE INTO unsettled VALUES (:day)", row)
    else:
        db.execute("DELETE FROM unsettled WHERE day = :day", row)


def latest_with_journeys(
    db: sqlite_utils.Database, limit: int = 62, offset: int = 0
) -> list[tuple[ClosedDay, Journey]]:
    """List the closed days, the latest first, each with how far its summary has come.

    A number alone would not do: headquarters' count begins anew with each restore. The plus makes
    it a number of no column: SQLite compares such a one alone by the index.
    """
    query = """
        SELECT days.*, outbox.kind, outbox.acknowledged_at, outbox.set_aside_at FROM days
        LEFT JOIN outbox ON ifnull(outbox.first_seq, outbox.seq) = +days.envelope
            AND outbox.minted_at = days.closed_at / 1000
        ORDER BY day DESC LIMIT ? OFFSET ?
    """
    rows = list(db.query(query, [limit, offset]))
    return [(_to_closed(row), _to_journey(row)) for row in rows]


def _to_journey(row: Mapping[str, Any]) -> Journey:
    if row["envelope"] is None:
        return Journey.KEPT
    if row["kind"] != "day" or row["set_aside_at"] is not None:
        return Journey.REFUSED
    return Journey.WAITING if row["acknowledged_at"] is None else Journey.ARRIVED


def _to_closed(row: Mapping[str, Any]) -> ClosedDay:
    counts = DayCounts(
        date.fromisoformat(row["day"]), row["minutes_open"], row["present"], row["newcomers"]
    )
    return ClosedDay(counts, from_ms(row["closed_at"]), Closing(row["how"]), row["envelope"])
