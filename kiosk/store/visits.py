"""Visits: who came when."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import sqlite_utils

from kiosk.domain.consent import Purpose
from kiosk.domain.moment import ClockState, Moment, day_of, from_ms
from kiosk.domain.visits import LONGEST_STAY, Arrival, Visit, is_here, is_same_stay
from kiosk.store import children
from kiosk.store.stamps import Stamp, as_known, stamp


def check_in(
    db: sqlite_utils.Database, child_id: str, moment: Moment, how: Arrival = Arrival.TOUCH
) -> Visit | None:
    """Let a child in and return its visit; one who is here already keeps the visit it has.

    Returns None, with nothing kept, for a child whose guardian has not agreed to it.
    Raises UnknownChild.
    """
    if not children.get(db, child_id).allows(Purpose.VISITS):
        return None
    moment = as_known(db, moment)
    here = _open_visit(db, child_id, moment)
    if here and is_same_stay(_came(here), moment):
        return _to_visit(here)
    stamped, day = stamp(db, moment), moment.day.isoformat()
    _end_open(db, child_id, day, stamped)
    row = {**stamped, "child": child_id, "day": day, "how": how.value, "left_at": None}
    db.table("visits").insert(row)
    _note_first_day(db, child_id, day)
    unsettle(db, moment.day)
    return _to_visit(row)


def leave(db: sqlite_utils.Database, child_id: str, moment: Moment) -> Visit | None:
    """Let a child go home; None when it was not here."""
    here = _open_visit(db, child_id, as_known(db, moment))
    if here is None:
        return None
    left_at = int(stamp(db, moment)["at"])
    db.table("visits").update(here["seq"], {"left_at": left_at, "left_boot": moment.boot})
    visit = _to_visit({**here, "left_at": left_at})
    unsettle(db, visit.day)
    return visit


def is_known_here(db: sqlite_utils.Database, child_id: str, moment: Moment) -> bool:
    """Tell whether a child who shows itself now goes on with the visit that it has."""
    moment = as_known(db, moment)
    here = _open_visit(db, child_id, moment)
    return here is not None and is_same_stay(_came(here), moment)


def here(db: sqlite_utils.Database, moment: Moment) -> list[Visit]:
    """List the visits of the children who are here, the first to come first."""
    return [_to_visit(row) for row in _open_visits(db, as_known(db, moment))]


def of_today(db: sqlite_utils.Database, moment: Moment) -> list[Visit]:
    """List the day's visits, and those of whoever is here since a midnight that is in doubt."""
    visits = (*here(db, moment), *between(db, moment.day, moment.day))
    return sorted({visit.seq: visit for visit in visits}.values(), key=lambda visit: visit.seq)


def between(db: sqlite_utils.Database, first: date, last: date) -> list[Visit]:
    """List the visits from the first to the last day, both included."""
    query = "SELECT * FROM visits WHERE day BETWEEN ? AND ? ORDER BY seq"
    return [_to_visit(row) for row in db.query(query, [first.isoformat(), last.isoformat()])]


def of_child(db: sqlite_utils.Database, child_id: str, limit: int = 60) -> list[Visit]:
    """List a child's visits, the latest first."""
    query = "SELECT * FROM visits WHERE child = ? ORDER BY day DESC, seq DESC LIMIT ?"
    return [_to_visit(row) for row in db.query(query, [child_id, limit])]


def newcomers(db: sqlite_utils.Database, day: date) -> int:
    """Count the children who came on this day for the first time ever."""
    query = "SELECT count(*) FROM children WHERE first_day = ?"
    return int(db.execute(query, [day.isoformat()]).fetchone()[0])


def unsettle(db: sqlite_utils.Database, day: date) -> None:
    """Note that a day's visits changed: what was told of it, if anything, no longer holds."""
    db.execute("INSERT OR IGNORE INTO unsettled VALUES (?)", [day.isoformat()])


def _note_first_day(db: sqlite_utils.Database, child_id: str, day: str) -> None:
    db.execute(
        "UPDATE children SET first_day = :day WHERE id = :child AND ifnull(first_day, '~') > :day",
        {"day": day, "child": child_id},
    )


def _open_visit(
    db: sqlite_utils.Database, child_id: str, moment: Moment
) -> Mapping[str, Any] | None:
    return next(iter(_open_visits(db, moment, child_id)), None)


def _open_visits(
    db: sqlite_utils.Database, moment: Moment, child_id: str | None = None
) -> list[Mapping[str, Any]]:
    """Find who has come and not gone, of all or of one; whoever came again has been away."""
    query = f"""
        SELECT * FROM visits AS came
        WHERE left_at IS NULL AND day BETWEEN ? AND ? {"AND child = ?" if child_id else ""}
            AND NOT EXISTS (
                SELECT 1 FROM visits AS again WHERE again.child = came.child
                    AND again.day >= came.day AND again.seq > came.seq AND again.how != 'paper'
            )
        ORDER BY seq
    """
    since = day_of(moment.ms - LONGEST_STAY // timedelta(milliseconds=1))
    found = [since.isoformat(), moment.day.isoformat(), *([child_id] if child_id else [])]
    return [row for row in db.query(query, found) if is_here(_came(row), moment)]


def _end_open(db: sqlite_utils.Database, child_id: str, day: str, by: Stamp) -> None:
    """End the visit that a child came back from, before anybody knew what day it was."""
    db.execute(
        "UPDATE visits SET left_at = ?, left_boot = ?"
        " WHERE child = ? AND day = ? AND left_at IS NULL",
        [by["at"], by["boot"], child_id, day],
    )


def _came(row: Mapping[str, Any]) -> Moment:
    return Moment(from_ms(row["at"]), ClockState(row["clock"]), row["boot"])


def _to_visit(row: Mapping[str, Any]) -> Visit:
    return Visit(
        seq=row["seq"],
        child=row["child"],
        day=date.fromisoformat(row["day"]),
        arrived=from_ms(row["at"]),
        left=from_ms(row["left_at"]) if row["left_at"] else None,
        how=Arrival(row["how"]),
    )
