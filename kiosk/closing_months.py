"""Closes a month: counts it, seals the summary for headquarters, keeps both in one transaction.

How children felt is counted once and frozen, when a counselor has unlocked the panel; where
nobody does for a week, the month goes without, and is told anew with it at the next unlock.
"""

from dataclasses import replace
from datetime import date

import sqlite_utils

from kiosk.domain.audit import CLOCK, Action
from kiosk.domain.moment import ClockState, Moment
from kiosk.domain.months import is_due
from kiosk.domain.tallies import month_of
from kiosk.house import House
from kiosk.store import month_facts
from kiosk.store.attendance import days, months
from kiosk.store.attendance.months import ClosedMonth
from kiosk.store.keys.vault import Vault
from kiosk.store.month_facts import SEEN
from kiosk.store.rights import audit
from sync import outbox
from sync.month_summary import Answers, MonthSummary
from sync.summary import MONTH

Both = tuple[Answers, Answers]


def close_due_months(house: House) -> int:
    """Close the months that are due, and tell how many envelopes that made.

    A clock that is not known closes nothing. Raises VaultLocked where the panel locks meanwhile.
    """
    moment, vault = house.clock(), house.open_vault()
    if moment.clock is ClockState.UNKNOWN:
        return 0
    with house.database.reading() as db:
        due = _due(db, moment.day, unlocked=vault is not None)
        counted = {month for month in due if (known := months.get(db, month)) and known.is_counted}
    told = 0
    for month in due:
        fresh = vault is not None and month not in counted
        answers = _answers(house, vault, month) if vault and fresh else None
        told += _close(house, month, answers)
    if told:
        house.agent.nudge()
    return told


def _answers(house: House, vault: Vault, month: date) -> Both:
    # Once a month: the house stays in memory with what it has loaded.
    from kiosk import month_answers

    return month_answers.count(house, vault, month)


def _due(db: sqlite_utils.Database, today: date, *, unlocked: bool) -> list[date]:
    """Choose the months to close, or to close anew, whose days are all closed."""
    new = [one for one in months.unclosed(db, today) if is_due(one, today, unlocked=unlocked)]
    again = [*months.unfinished(db), *(months.unanswered(db) if unlocked else ())]
    # One that a clock closed that ran ahead waits until it is over.
    over = [month for month in again if is_due(month, today, unlocked=True)]
    if not new and not over:
        return []
    waiting = {day.replace(day=1) for day in days.unsettled(db)}
    return sorted({*new, *over} - waiting)


def _close(house: House, month: date, answers: Both | None) -> bool:
    """Close a month unless that would tell nothing new; tell whether it made an envelope."""
    moment = house.clock()
    with house.database.transaction() as db:
        known = months.get(db, month)
        summary = _merged(known, month_facts.count(db, month), answers)
        if known and summary == known.summary and _is_told(db, known):
            months.settle(db, month)
            return False
        envelope = _mint(db, summary, moment)
        months.keep(db, summary, envelope, moment)
        audit.note(db, moment, CLOCK, Action.CLOSED_MONTH, month_of(month))
    return envelope is not None


def _merged(known: ClosedMonth | None, now: MonthSummary, answers: Both | None) -> MonthSummary:
    """Tell what is counted now, but for what stays as it was counted when the month was closed.

    Who left or was erased since has been there; who came late, say from paper, adds to it.
    """
    felt, liked = answers or (None, None)
    if known is None:
        return replace(now, moods=felt, feedback=liked)
    before = known.summary
    return replace(
        now,
        children=max(before.children, now.children),
        enrolled=before.enrolled,
        standards={**now.standards, SEEN: _seen(before.standards[SEEN], now.standards[SEEN])},
        moods=before.moods or felt,
        feedback=before.feedback or liked,
    )


def _seen(before: tuple[int, int], now: tuple[int, int]) -> tuple[int, int]:
    met, of = before
    # The house may have had no week yet when its work of this month was told.
    return (max(met, min(now[0], of)), of) if of else now


def _is_told(db: sqlite_utils.Database, known: ClosedMonth) -> bool:
    return known.envelope is not None or not outbox.takes(db, MONTH)


def _mint(db: sqlite_utils.Database, summary: MonthSummary, moment: Moment) -> int | None:
    return outbox.put(db, MONTH, summary.payload(), int(moment.at.timestamp()), readable=True)
