"""What hangs on the day of a visit: what was told of it, and whose first day ever it is."""

from datetime import date

import sqlite_utils

from kiosk.domain.visits import Visit


def first_and_last(db: sqlite_utils.Database) -> dict[str, tuple[date, date]]:
    """Tell the first day ever and the last of each child in the program that has come."""
    query = """
        SELECT id, first_day, (SELECT max(day) FROM visits WHERE child = children.id) AS day
        FROM children WHERE active AND first_day IS NOT NULL
    """
    rows = [row for row in db.query(query) if row["day"]]
    return {
        row["id"]: (date.fromisoformat(row["first_day"]), date.fromisoformat(row["day"]))
        for row in rows
    }


def newcomers(db: sqlite_utils.Database, day: date) -> int:
    """Count the children who came on this day for the first time ever."""
    query = "SELECT count(*) FROM children WHERE first_day = ?"
    return int(db.execute(query, [day.isoformat()]).fetchone()[0])


def unsettle(db: sqlite_utils.Database, day: date) -> None:
    """Note that a day's visits changed: what was told of it, if anything, no longer holds."""
    db.execute("INSERT OR IGNORE INTO unsettled VALUES (?)", [day.isoformat()])


def come_first(db: sqlite_utils.Database, child_id: str, day: date) -> None:
    """Keep the first day ever, where this is it; who came first on another day did not."""
    first = _first_day(db, child_id)
    if first is None or day < first:
        db.table("children").update(child_id, {"first_day": day.isoformat()})
        if first:
            unsettle(db, first)


def leave_day(db: sqlite_utils.Database, before: Visit) -> None:
    """Mark the day on which a visit no longer is; was it the first, find the first anew.

    Only then: the first day outlives visits that were let go of.
    """
    unsettle(db, before.day)
    if _first_day(db, before.child) != before.day:
        return
    query = "SELECT min(day) FROM visits WHERE child = ?"
    (first,) = db.execute(query, [before.child]).fetchone()
    db.table("children").update(before.child, {"first_day": first})
    if first:
        unsettle(db, date.fromisoformat(first))


def _first_day(db: sqlite_utils.Database, child_id: str) -> date | None:
    query = "SELECT first_day FROM children WHERE id = ?"
    (first,) = db.execute(query, [child_id]).fetchone()
    return date.fromisoformat(first) if first else None
