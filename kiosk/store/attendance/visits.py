"""Visits: who came when, by touch, from paper, and corrected."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.corrections import FIRST_DAY, Fault, Written, fault_of
from kiosk.domain.moment import HOUSE_ZONE, ClockState, Moment, day_of, from_ms, to_ms
from kiosk.domain.visits import LONGEST_STAY, Arrival, Visit, is_here, is_same_stay
from kiosk.errors import BadInput, HasLeft, UnknownVisit
from kiosk.store.attendance import sittings
from kiosk.store.people import children
from kiosk.store.rights import audit
from kiosk.store.rows import insert
from kiosk.store.stamps import BY_HAND, LARGEST, Stamp, as_known, stamp, stamp_known

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
        return _to_visit(here)
    stamped, day = stamp_known(db, moment), moment.day.isoformat()
    _end_open(db, child.id, day, stamped)
    row = {**stamped, "child": child.id, "day": day, "how": how.value, "left_at": None}
    insert(db, "visits", row)
    _come_first(db, child.id, moment.day)
    unsettle(db, moment.day)
    return _to_visit(row)


def leave(db: sqlite_utils.Database, child_id: str, moment: Moment) -> Visit | None:
    """Let a child go home; None when it was not here."""
    moment = as_known(db, moment)
    here = _open_visit(db, child_id, moment)
    if here is None:
        return None
    left_at = int(stamp_known(db, moment)["at"])
    written = [left_at, moment.boot, here["seq"]]
    db.execute("UPDATE visits SET left_at = ?, left_boot = ? WHERE seq = ?", written)
    visit = _to_visit({**here, "left_at": left_at})
    unsettle(db, visit.day)
    return visit


def is_known_here(db: sqlite_utils.Database, child_id: str, moment: Moment) -> bool:
    """Tell whether a child who shows itself now goes on with the visit that it has."""
    moment = as_known(db, moment)
    here = _open_visit(db, child_id, moment)
    return here is not None and is_same_stay(_came(here), moment)


def back_fill(
    db: sqlite_utils.Database,
    child_id: str,
    day: date,
    arrived: datetime,
    left: datetime | None,
    moment: Moment,
    who: str,
    first_day: date = FIRST_DAY,
) -> Visit:
    """Keep a visit from the paper register; `left` is None where nobody noted it.

    Raises UnknownChild, or BadInput with one sentence where it cannot be kept.
    """
    if not children.get(db, child_id).allows(Purpose.VISITS):
        raise BadInput(Fault.NO_CONSENT)
    written = Written(day, arrived, left)
    _refuse(fault_of(written, moment, _of_day(db, child_id, day), first_day))
    seq = int(stamp(db, moment)["seq"])
    row = {**_by_hand(written), "seq": seq, "child": child_id, "how": Arrival.PAPER.value}
    insert(db, "visits", row)
    _come_first(db, child_id, day)
    unsettle(db, day)
    audit.note(db, moment, who, Action.BACK_FILLED_VISIT, f"{child_id} {seq}")
    return _to_visit(row)


def correct(
    db: sqlite_utils.Database,
    seq: int,
    arrived: datetime,
    left: datetime | None,
    moment: Moment,
    who: str,
    first_day: date = FIRST_DAY,
) -> Visit:
    """Write other times over a visit, on the day of the arrival.

    Raises UnknownVisit, or BadInput with one sentence where they cannot be kept.
    """
    before = get(db, seq)
    written = Written(arrived.astimezone(HOUSE_ZONE).date(), arrived, left)
    others = [one for one in _of_day(db, before.child, written.day) if one.seq != seq]
    _refuse(fault_of(written, moment, others, first_day))
    db.table("visits").update(seq, _by_hand(written))
    _come_first(db, before.child, written.day)
    _leave_day(db, before)
    unsettle(db, written.day)
    audit.note(db, moment, who, Action.CORRECTED_VISIT, f"{before.child} {seq}")
    return get(db, seq)


def strike(
    db: sqlite_utils.Database, seq: int, moment: Moment, who: str, *, with_answers: bool = False
) -> Visit:
    """Delete a visit that never was, say a wrong tap, and tell what it had been.

    with_answers: delete what was answered in its sitting too: it is another child's.
    Raises UnknownVisit.
    """
    struck = get(db, seq)
    if with_answers:
        sittings.erase(db, struck)
    db.table("visits").delete(seq)
    _leave_day(db, struck)
    audit.note(db, moment, who, Action.STRUCK_VISIT, f"{struck.child} {seq}")
    return struck


def get(db: sqlite_utils.Database, seq: int) -> Visit:
    """Tell a visit by its number. Raises UnknownVisit."""
    if seq > LARGEST:
        raise UnknownVisit("No visit of this house has this number.")
    for row in db.query("SELECT * FROM visits WHERE seq = ?", [seq]):
        return _to_visit(row)
    raise UnknownVisit("No visit of this house has this number.")


def here(db: sqlite_utils.Database, moment: Moment) -> list[Visit]:
    """List the visits of the children who are here, the first to come first."""
    return [_to_visit(row) for row in _open_visits(db, as_known(db, moment))]


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


def between(db: sqlite_utils.Database, first: date, last: date) -> list[Visit]:
    """List the visits from the first to the last day, both included."""
    query = "SELECT * FROM visits WHERE day BETWEEN ? AND ? ORDER BY at, seq"
    return [_to_visit(row) for row in db.query(query, [first.isoformat(), last.isoformat()])]


def who_came(db: sqlite_utils.Database, first: date, last: date) -> set[str]:
    """Tell which children came from the first to the last day, both included."""
    query = "SELECT DISTINCT child FROM visits WHERE day BETWEEN ? AND ?"
    return {child for (child,) in db.execute(query, [first.isoformat(), last.isoformat()])}


def on_days(db: sqlite_utils.Database, days: Collection[date]) -> list[Visit]:
    """List the visits of certain days."""
    named = ", ".join("?" * len(days))
    query = f"SELECT * FROM visits WHERE day IN ({named}) ORDER BY at, seq"
    return [_to_visit(row) for row in db.query(query, [day.isoformat() for day in days])]


def of_child(db: sqlite_utils.Database, child_id: str, limit: int = 60) -> list[Visit]:
    """List a child's visits, the latest first."""
    query = "SELECT * FROM visits WHERE child = ? ORDER BY day DESC, at DESC, seq DESC LIMIT ?"
    return [_to_visit(row) for row in db.query(query, [child_id, limit])]


def of_child_in(db: sqlite_utils.Database, child_id: str, first: date, last: date) -> list[Visit]:
    """List a child's visits from the first to the last day, the earliest first."""
    query = "SELECT * FROM visits WHERE child = ? AND day BETWEEN ? AND ? ORDER BY at, seq"
    days = [first.isoformat(), last.isoformat()]
    return [_to_visit(row) for row in db.query(query, [child_id, *days])]


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


def first_and_last(db: sqlite_utils.Database) -> dict[str, tuple[date, date]]:
    """Tell the first day ever and the last of each child in the program that has come."""
    query = """
        SELECT id, first_day, (SELECT max(day) FROM visits WHERE child = children.id) AS day
        FROM children WHERE active AND first_day IS NOT NULL
    """
    rows = [row for row in db.query(query) if row["day"]]
    return {row["id"]: (date.fromisoformat(row["first_day"]), _day(row)) for row in rows}


def newcomers(db: sqlite_utils.Database, day: date) -> int:
    """Count the children who came on this day for the first time ever."""
    query = "SELECT count(*) FROM children WHERE first_day = ?"
    return int(db.execute(query, [day.isoformat()]).fetchone()[0])


def unsettle(db: sqlite_utils.Database, day: date) -> None:
    """Note that a day's visits changed: what was told of it, if anything, no longer holds."""
    db.execute("INSERT OR IGNORE INTO unsettled VALUES (?)", [day.isoformat()])


def _come_first(db: sqlite_utils.Database, child_id: str, day: date) -> None:
    """Keep the first day ever, where this is it; who came first on another day did not."""
    first = _first_day(db, child_id)
    if first is None or day < first:
        db.table("children").update(child_id, {"first_day": day.isoformat()})
        if first:
            unsettle(db, first)


def _leave_day(db: sqlite_utils.Database, before: Visit) -> None:
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


def _refuse(fault: Fault | None) -> None:
    if fault:
        raise BadInput(fault)


def _by_hand(written: Written) -> dict[str, Any]:
    return {
        "day": written.day.isoformat(),
        "at": to_ms(written.arrived),
        "clock": ClockState.TRUSTED.value,
        "boot": BY_HAND,
        "left_at": to_ms(written.left) if written.left else None,
        "left_boot": BY_HAND if written.left else None,
    }


def _of_day(db: sqlite_utils.Database, child_id: str, day: date) -> list[Visit]:
    return of_child_in(db, child_id, day, day)


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


def _day(row: Mapping[str, Any]) -> date:
    return date.fromisoformat(row["day"])


def _came(row: Mapping[str, Any]) -> Moment:
    return Moment(from_ms(row["at"]), ClockState(row["clock"]), row["boot"])


def _to_visit(row: Mapping[str, Any]) -> Visit:
    return Visit(
        seq=row["seq"],
        child=row["child"],
        day=_day(row),
        arrived=from_ms(row["at"]),
        left=from_ms(row["left_at"]) if row["left_at"] else None,
        how=Arrival(row["how"]),
    )
