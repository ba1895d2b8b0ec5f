"""Visits that a counselor writes: from paper, corrected, struck."""

from datetime import date, datetime
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.consent import Purpose
from kiosk.domain.corrections import FIRST_DAY, Fault, Written, fault_of
from kiosk.domain.moment import HOUSE_ZONE, ClockState, Moment, to_ms
from kiosk.domain.visits import Arrival, Visit
from kiosk.errors import BadInput
from kiosk.store.attendance import sittings
from kiosk.store.attendance.first_days import come_first, leave_day, unsettle
from kiosk.store.attendance.visit_lists import get, of_child_in, to_visit
from kiosk.store.people import children
from kiosk.store.rights import audit
from kiosk.store.rows import insert
from kiosk.store.stamps import BY_HAND, stamp


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
    come_first(db, child_id, day)
    unsettle(db, day)
    audit.note(db, moment, who, Action.BACK_FILLED_VISIT, f"{child_id} {seq}")
    return to_visit(row)


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
    come_first(db, before.child, written.day)
    leave_day(db, before)
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
    leave_day(db, struck)
    audit.note(db, moment, who, Action.STRUCK_VISIT, f"{struck.child} {seq}")
    return struck


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
