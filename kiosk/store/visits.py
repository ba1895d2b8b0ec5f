"""Visits: who came when."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import sqlite_utils

from kiosk.domain.consent import Purpose
from kiosk.domain.moment import Moment, from_ms
from kiosk.domain.visits import Arrival, Visit
from kiosk.store import children
from kiosk.store.stamps import stamp


def check_in(
    db: sqlite_utils.Database, child_id: str, moment: Moment, how: Arrival = Arrival.TOUCH
) -> Visit | None:
    """Let a child in and return its visit; one who is here already keeps the visit it has.

    Returns None, with nothing kept, for a child whose guardian has not agreed to it.
    Raises UnknownChild.
    """
    if not children.get(db, child_id).allows(Purpose.VISITS):
        return None
    here = _open_visit(db, child_id, moment.day)
    if here:
        return here
    day = moment.day.isoformat()
    row = {**stamp(db, moment), "child": child_id, "day": day, "how": how.value, "left_at": None}
    db.table("visits").insert(row)
    _note_first_day(db, child_id, day)
    unsettle(db, moment.day)
    return _to_visit(row)


def leave(db: sqlite_utils.Database, child_id: str, moment: Moment) -> Visit | None:
    """Let a child go home; None when it was not here."""
    here = _open_visit(db, child_id, moment.day)
    if here is None:
        return None
    left_at = int(stamp(db, moment)["at"])
    db.table("visits").update(here.seq, {"left_at": left_at, "left_boot": moment.boot})
    unsettle(db, here.day)
    return replace(here, left=from_ms(left_at))


def here(db: sqlite_utils.Database, day: date) -> list[Visit]:
    """List the visits of the children who are here, the first to come first."""
    return [visit for visit in between(db, day, day) if visit.left is None]


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


def _open_visit(db: sqlite_utils.Database, child_id: str, day: date) -> Visit | None:
    query = "SELECT * FROM visits WHERE child = ? AND day = ? AND left_at IS NULL"
    for row in db.query(query, [child_id, day.isoformat()]):
        return _to_visit(row)
    return None


def _to_visit(row: Mapping[str, Any]) -> Visit:
    return Visit(
        seq=row["seq"],
        child=row["child"],
        day=date.fromisoformat(row["day"]),
        arrived=from_ms(row["at"]),
        left=from_ms(row["left_at"]) if row["left_at"] else None,
        how=Arrival(row["how"]),
    )
