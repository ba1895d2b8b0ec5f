"""Puts right what hangs on the days of records that are moved."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlite_utils

from kiosk.store.attendance import days
from kiosk.store.clock import shifts
from kiosk.store.clock.shifts import Shift

# While its day is not settled an open visit stands aside: two of a child may not be on one day.
_ASIDE = -1

# What is open, and what only ended because the child came again: nobody said goodbye.
# The plus keeps the search among the child's own visits instead of all later ones.
_OPEN = """
    CASE WHEN left_at IS NULL THEN 1 ELSE EXISTS (
        SELECT 1 FROM visits AS again WHERE again.child = visits.child
            AND again.day >= visits.day AND +again.seq > visits.seq
            AND again.at = visits.left_at
    ) END
"""
_OF_BOOT = "seq > :after AND seq <= :upto AND boot = :boot AND how != 'paper'"
_LEFT_IN_BOOT = "left_boot = :boot AND left_boot != boot"
_END = """
    UPDATE visits SET left_at = max(at, :at), left_boot = :boot
    WHERE child = :child AND day = :day AND left_at IS NULL
"""
_AGAIN = """
    SELECT max(at, :at), boot FROM visits
    WHERE child = :child AND day = :day AND +seq > :seq AND how != 'paper' ORDER BY seq LIMIT 1
"""

Row = dict[str, Any]


def move(db: sqlite_utils.Database, all_shifts: Sequence[Shift], floor: int) -> None:
    """Move the records of several boots at once, nothing of them to before `floor`."""
    before = {row["seq"]: row for shift in all_shifts for row in _visits_of(db, shift)}
    aside = [(_ASIDE, seq) for seq, row in before.items() if row["is_open"]]
    db.conn.executemany("UPDATE visits SET left_at = ?, left_boot = NULL WHERE seq = ?", aside)
    for shift in all_shifts:
        shifts.move_records(db, shift, floor)
    shifts.move_unnumbered(db, all_shifts)
    after = [_visit(db, seq) for seq in sorted(before)]
    for visit in after:
        _settle_end(db, visit)
    _date_children(db, before.values())
    for day in {row["day"] for row in (*before.values(), *after)}:
        days.reconsider(db, day)


def _visits_of(db: sqlite_utils.Database, shift: Shift) -> list[Row]:
    """Find the visits that began or ended in a boot."""
    query = f"""
        SELECT *, {_OPEN} AS is_open FROM visits WHERE {_OF_BOOT}
        UNION ALL SELECT *, {_OPEN} AS is_open FROM visits WHERE {_LEFT_IN_BOOT}
    """
    return list(db.query(query, shift.stretch.place))


def _visit(db: sqlite_utils.Database, seq: int) -> Row:
    (row,) = db.query("SELECT * FROM visits WHERE seq = ?", [seq])
    return row


def _settle_end(db: sqlite_utils.Database, visit: Row) -> None:
    """End the visits of this day that nobody ended before the child came, this time or again."""
    db.execute(f"{_END} AND +seq < :seq", visit)
    if visit["left_at"] != _ASIDE:
        # An arrival that a person wrote stays: a tapped end must not come to lie before it.
        db.execute("UPDATE visits SET left_at = max(at, left_at) WHERE seq = :seq", visit)
        return
    again = db.execute(_AGAIN, visit).fetchone()
    if again is None:
        db.execute(f"{_END} AND how = 'paper'", visit)
    end = again or (None, None)
    db.execute("UPDATE visits SET left_at = ?, left_boot = ? WHERE seq = ?", [*end, visit["seq"]])


def _date_children(db: sqlite_utils.Database, moved: Iterable[Row]) -> None:
    """Find the first day anew where it may have been one of those that are none."""
    days_before: dict[str, set[str]] = defaultdict(set)
    for row in moved:
        days_before[row["child"]].add(row["day"])
    for child, gone in days_before.items():
        query = "SELECT min(day) FROM visits WHERE child = ?"
        (earliest,) = db.execute(query, [child]).fetchone()
        (first,) = db.execute("SELECT first_day FROM children WHERE id = ?", [child]).fetchone()
        if first is None or first in gone or earliest < first:
            db.execute("UPDATE children SET first_day = ? WHERE id = ?", [earliest, child])
            # Who came first on another day, say one from paper, did not.
            for day in {earliest, first or earliest}:
                days.reconsider(db, day)
