"""Closes a day: counts it, seals the summary for headquarters, keeps both in one transaction."""

from collections.abc import Mapping
from datetime import date

import sqlite_utils

from kiosk.domain.audit import CLOCK, Action
from kiosk.domain.days import ClosedDay, Closing, DayCounts, due
from kiosk.domain.moment import ClockState, Moment
from kiosk.house import House
from kiosk.store.attendance import days
from kiosk.store.rights import audit
from sync import outbox
from sync.summary import DAY, DaySummary


def close_day(house: House, day: date, how: Closing, who: str) -> ClosedDay:
    """Close a day; one that was closed with the same counts stays as it is."""
    closed = _settle(house, day, how, who)
    if closed.envelope:
        house.agent.nudge()
    return closed


def _settle(house: House, day: date, how: Closing, who: str) -> ClosedDay:
    moment, health = house.clock(), read_health(house)
    with house.database.transaction() as db:
        closed = days.get(db, day)
        # What only waited for headquarters to be known, or for room, is told as it was closed:
        # its visits may have been let go of since.
        counts = closed.counts if closed and not days.is_unsettled(db, day) else days.count(db, day)
        days.settle(db, day)
        if closed and closed.counts == counts and _is_told(db, closed):
            return closed
        envelope = _mint(db, counts, moment, health)
        audit.note(db, moment, who, Action.CLOSED_DAY, day.isoformat())
        return days.keep(db, counts, how, envelope, moment)


def close_due_days(house: House) -> int:
    """Close every day that is due by the clock, and tell how many envelopes that made.

    A clock that is not known closes nothing: it may not even know which day it is.
    """
    moment = house.clock()
    if moment.clock is ClockState.UNKNOWN:
        return 0
    with house.database.reading() as db:
        unsettled, emptied = days.unsettled(db), days.emptied(db)
        closed_today = days.get(db, moment.day)
    dates = due(moment.local.replace(tzinfo=None), house.config.closing_time, unsettled)
    if closed_today and moment.day not in unsettled:
        dates = [day for day in dates if day != moment.day]
    dates += [day for day in emptied if day > moment.day]
    return sum(close_day(house, day, Closing.CLOCK, CLOCK).envelope is not None for day in dates)


def read_health(house: House) -> dict[str, int]:
    """Read how the machine is."""
    from hardware import health

    return health.read(house.config.directory)


def _is_told(db: sqlite_utils.Database, closed: ClosedDay) -> bool:
    return closed.envelope is not None or not outbox.takes(db, DAY)


def _mint(
    db: sqlite_utils.Database, counts: DayCounts, moment: Moment, health: Mapping[str, int]
) -> int | None:
    summary = DaySummary(
        day=counts.day,
        minutes_open=counts.minutes_open,
        present=counts.present,
        newcomers=counts.newcomers,
        clock=moment.clock.value,
        health=health,
    )
    minted_at = int(moment.at.timestamp())
    return outbox.put(db, DAY, summary.payload(), minted_at, readable=True)
