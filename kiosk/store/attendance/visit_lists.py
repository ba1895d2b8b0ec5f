"""Visits as they are looked up: by number, by day, of a child."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import sqlite_utils

from kiosk.domain.moment import from_ms
from kiosk.domain.visits import Arrival, Visit
from kiosk.errors import UnknownVisit
from kiosk.store.stamps import LARGEST


def get(db: sqlite_utils.Database, seq: int) -> Visit:
    """Tell a visit by its number. Raises UnknownVisit."""
    if seq > LARGEST:
        raise UnknownVisit("No visit of this house has this number.")
    for row in db.query("SELECT * FROM visits WHERE seq = ?", [seq]):
        return to_visit(row)
    raise UnknownVisit("No visit of this house has this number.")


def between(db: sqlite_utils.Database, first: date, last: date) -> list[Visit]:
    """List the visits from the first to the last day, both included."""
    query = "SELECT * FROM visits WHERE day BETWEEN ? AND ? ORDER BY at, seq"
    return [to_visit(row) for row in db.query(query, [first.isoformat(), last.isoformat()])]


def who_came(db: sqlite_utils.Database, first: date, last: date) -> set[str]:
    """Tell which children came from the first to the last day, both included."""
    query = "SELECT DISTINCT child FROM visits WHERE day BETWEEN ? AND ?"
    return {child for (child,) in db.execute(query, [first.isoformat(), last.isoformat()])}


def on_days(db: sqlite_utils.Database, days: Collection[date]) -> list[Visit]:
    """List the visits of certain days."""
    named = ", ".join("?" * len(days))
    query = f"SELECT * FROM visits WHERE day IN ({named}) ORDER BY at, seq"
    return [to_visit(row) for row in db.query(query, [day.isoformat() for day in days])]


def of_child(db: sqlite_utils.Database, child_id: str, limit: int = 60) -> list[Visit]:
    """List a child's visits, the latest first."""
    query = "SELECT * FROM visits WHERE child = ? ORDER BY day DESC, at DESC, seq DESC LIMIT ?"
    return [to_visit(row) for row in db.query(query, [child_id, limit])]


def of_child_in(db: sqlite_utils.Database, child_id: str, first: date, last: date) -> list[Visit]:
    """List a child's visits from the first to the last day, the earliest first."""
    query = "SELECT * FROM visits WHERE child = ? AND day BETWEEN ? AND ? ORDER BY at, seq"
    days = [first.isoformat(), last.isoformat()]
    return [to_visit(row) for row in db.query(query, [child_id, *days])]


def open_days(db: sqlite_utils.Database, first: date, last: date) -> list[date]:
    """List the days on which anybody came, from the first to the last one."""
    query = "SELECT DISTINCT day FROM visits WHERE day BETWEEN ? AND ? ORDER BY day"
    return [_day(row) for row in db.query(query, [first.isoformat(), last.isoformat()])]


def days_of_child(
    db: sqlite_utils.Database, child_id: str, first: date, last: date
) -> frozenset[date]:
    """Tell on which days a child came, from the first to the last one."""
    query = "SELECT DISTINCT day FROM visits WHERE child = ? AND day BETWEEN ? AND ?"
    days = [first.isoformat(), last.isoformat()]
    return frozenset(_day(row) for row in db.query(query, [child_id, *days]))


def to_visit(row: Mapping[str, Any]) -> Visit:
    """Tell the visit that a row holds."""
    return Visit(
        seq=row["seq"],
        child=row["child"],
        day=_day(row),
        arrived=from_ms(row["at"]),
        left=from_ms(row["left_at"]) if row["left_at"] else None,
        how=Arrival(row["how"]),
    )


def _day(row: Mapping[str, Any]) -> date:
    return date.fromisoformat(row["day"])
