"""Visits: children come, are here, and go home."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlite_utils

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import ClockState, Moment, day_of, from_ms
from kiosk.domain.visits import LONGEST_STAY, Arrival, Visit, is_here, is_same_stay
from kiosk.errors import HasLeft
from kiosk.store.attendance.first_days import come_first, unsettle
from kiosk.store.attendance.visit_lists import between, to_visit
from kiosk.store.people import children
from kiosk.store.rows import insert
from kiosk.store.stamps import Stamp, as_known, stamp_known

Row = Mapping[str, Any]
Rows = Sequence[Row]
Span = tuple[date, date]


def check_in(
    db: sqlite_utils.Database, child_id: str, moment: Moment, how: Arrival = Arrival.TOUCH
) -> Visit | None:
    """Let a child in and return its visit; one who is here already keeps the visit it has.

    Returns None, with nothing kept, for a child whose guardian has not agreed to it.
    Raises UnknownChild, or HasLeft for one who does not come any more.
    """
    return arrive(db, children.get(db, child_id), moment, how)


def arrive(
    db: sqlite_utils.Database, child: Child, moment: Moment, how: Arrival = Arrival.TOUCH
) -> Visit | None:
    """Let in a child whose card was read in this transaction.

    Returns and raises as `check_in` does, but for an unknown child.
    """
    if not child.active:
        raise HasLeft("This child has left the program.")
    if not child.allows(Purpose.VISITS):
        return None
    moment = as_known(db, moment)
    here = _open_visit(db, child.id, moment)
    if here and is_same_stay(_came(here), moment):
        return to_visit(here)
    stamped, day = stamp_known(db, moment), moment.day.isoformat()
    _end_open(db, child.id, day, stamped)
    row = {**stamped, "child": child.id, "day": day, "how": how.value, "left_at": None}
    insert(db, "visits", row)
    come_first(db, child.id, moment.day)
    unsettle(db, moment.day)
    return to_visit(row)


def leave(db: sqlite_utils.Database, child_id: str, moment: Moment) -> Visit | None:
    """Let a child go home; None when it was not here."""
    moment = as_known(db, moment)
    here = _open_visit(db, child_id, moment)
    if here is None:
        return None
    left_at = int(stamp_known(db, moment)["at"])
    written = [left_at, moment.boot, here["seq"]]
    db.execute("UPDATE visits SET left_at = ?, left_boot = ? WHERE seq = ?", written)
    visit = to_visit({**here, "left_at": left_at})
    unsettle(db, visit.day)
    return visit


def is_known_here(db: sqlite_utils.Database, child_id: str, moment: Moment) -> bool:
    """Tell whether a child who shows itself now goes on with the visit that it has."""
    moment = as_known(db, moment)
    here = _open_visit(db, child_id, moment)
    return here is not None and is_same_stay(_came(here), moment)


def here(db: sqlite_utils.Database, moment: Moment) -> list[Visit]:
    """List the visits of the children who are here, the first to come first."""
    return [to_visit(row) for row in _open_visits(db, as_known(db, moment))]


def not_gone(db: sqlite_utils.Database, days: Span, child_id: str | None = None) -> Rows:
    """Read who came on some days and has not gone, of all or of one, for `who_is_here`.

    Whoever came again has been away.
    """
    query = f"""
        SELECT * FROM visits AS came
        WHERE left_at IS NULL AND day BETWEEN ? AND ? {"AND child = ?" if child_id else ""}
            AND NOT EXISTS (
                SELECT 1 FROM visits AS again WHERE again.child = came.child
                    AND again.day >= came.day AND again.seq > came.seq AND again.how != 'paper'
            )
        ORDER BY seq
    """
    found = [*(day.isoformat() for day in days), *([child_id] if child_id else [])]
    return [*db.query(query, found)]


def who_is_here(rows: Rows, moment: Moment) -> frozenset[str]:
    """Tell which children are here, of `not_gone` in the `days_of_stay` of the moment."""
    return frozenset(row["child"] for row in rows if is_here(_came(row), moment))


def days_of_stay(moment: Moment) -> Span:
    """Tell the first and the last day on which whoever is here now may have come."""
    return day_of(moment.ms - LONGEST_STAY // timedelta(milliseconds=1)), moment.day


def of_today(db: sqlite_utils.Database, moment: Moment) -> list[Visit]:
    """List the day's visits, and those of whoever is here since a midnight that is in doubt."""
    visits = (*here(db, moment), *between(db, moment.day, moment.day))
    return sorted({visit.seq: visit for visit in visits}.values(), key=lambda visit: visit.seq)


def _open_visit(
    db: sqlite_utils.Database, child_id: str, moment: Moment
) -> Mapping[str, Any] | None:
    return next(iter(_open_visits(db, moment, child_id)), None)


def _open_visits(
    db: sqlite_utils.Database, moment: Moment, child_id: str | None = None
) -> list[Row]:
    rows = not_gone(db, days_of_stay(moment), child_id)
    return [row for row in rows if is_here(_came(row), moment)]


def _end_open(db: sqlite_utils.Database, child_id: str, day: str, by: Stamp) -> None:
    """End the visit that a child came back from, before anybody knew what day it was."""
    db.execute(
        "UPDATE visits SET left_at = ?, left_boot = ?"
        " WHERE child = ? AND day = ? AND left_at IS NULL",
        [by["at"], by["boot"], child_id, day],
    )


def _came(row: Mapping[str, Any]) -> Moment:
    return Moment(from_ms(row["at"]), ClockState(row["clock"]), row["boot"])
