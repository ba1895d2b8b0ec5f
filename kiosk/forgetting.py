"""Erases for good: a child, what a guardian no longer allows, and what is too old.

Each in its own transaction; then the log is emptied, in which it may still stand.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import sleep

import sqlite_utils

from kiosk.domain.audit import CLOCK, Action
from kiosk.domain.clock import Source
from kiosk.domain.consent import ConsentPaper, Purpose
from kiosk.domain.holdings import Group
from kiosk.domain.moment import HOUSE_ZONE, ClockState, Moment
from kiosk.domain.retention import Shelf, evening_before, is_due, may_go
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store.people import consents
from kiosk.store.rights import audit, erasing, forgotten, retention
from kiosk.store.safety import places

# So many rows a transaction, and so many seconds between two: a child who taps goes first.
STEP = 500
BREATH = 0.02


def erase_child(house: House, child_id: str) -> Mapping[Group, int]:
    """Erase a child and tell what went. Raises UnknownChild or VaultLocked."""
    with house.database.transaction() as db:
        gone = erasing.erase(db, house.vault, house.config.directory, child_id, house.clock())
    _let_go_everywhere(house)
    return gone


def list_the_forgotten(house: House, *elsewhere: Path) -> None:
    """List beside the records what no older backup may bring back; a failure is made up for."""
    with house.database.reading() as db:
        known = forgotten.in_records(db.conn)
    for place in (house.config.directory, *elsewhere):
        with suppress(OSError):
            forgotten.note(place, known)


def _let_go_everywhere(house: House) -> None:
    """Let no older backup bring back what was erased just now, and the log not hold it.

    It is listed with the backups too: on a new card they alone are left, and none may be made
    until then.
    """
    nightly = places.nightly(house.config.backup_directory, house.config.sticks)
    list_the_forgotten(house, *(place.directory for place in nightly))
    house.database.scrub_now_or_later()


def record_answers(
    house: House,
    child_id: str,
    answers: Mapping[Purpose, bool],
    paper: ConsentPaper,
    check: Callable[[sqlite_utils.Database], object] = lambda _db: None,
) -> None:
    """Keep a guardian's answers; what was kept under a yes taken back goes.

    check: raises, in the transaction that writes, where nothing may be kept after all.
    Raises UnknownChild.
    """
    with house.database.transaction() as db:
        check(db)
        gone = consents.decide(db, house.vault, child_id, answers, paper, house.clock())
    if gone:
        _let_go_everywhere(house)


def finish_erasing(house: House) -> None:
    """Erase what is sealed of who was erased while all was locked, once it is unlocked anywhere."""
    vault = house.open_vault()
    if vault is None:
        return
    with house.database.transaction() as db:
        swept = erasing.sweep(db, vault)
    if swept:
        house.database.scrub()


def let_go_of_the_old(house: House) -> Mapping[Shelf, int]:
    """Let go of what is too old, once an evening, and tell what went."""
    moment = house.clock()
    if not _is_due(house, moment) or not may_let_go(house, moment):
        return {}
    return let_go(house, moment, CLOCK)


def let_go(house: House, moment: Moment, who: str) -> Mapping[Shelf, int]:
    """Let go of what is too old now, and tell what went."""
    gone = {shelf: _empty(house, shelf, moment.day) for shelf in Shelf}
    told = {shelf: number for shelf, number in gone.items() if number}
    with house.database.transaction() as db:
        retention.note_last(db, evening_before(moment, house.config.closing_time))
        if told:
            subject = " ".join(f"{shelf} {number}" for shelf, number in told.items())
            audit.note(db, moment, who, Action.LET_GO, subject)
    if told:
        house.database.scrub_now_or_later()
    return told


def may_let_go(house: House, moment: Moment) -> bool:
    """Tell whether the clock is believed enough to let go of anything."""
    with house.database.reading() as db:
        record = house_store.record(db)
        last = retention.last(db)
    if record is None:
        return False
    reference = last or record.founded.astimezone(HOUSE_ZONE).date()
    return may_go(moment, reference, sure=is_sure(house))


def is_sure(house: House) -> bool:
    """Tell whether the time is that of somebody who cannot be mistaken by a year."""
    keeper = house.timekeeper
    if keeper is None:
        return house.clock().clock is ClockState.TRUSTED
    return keeper.source.rank >= Source.HEADQUARTERS.rank


def confirm_the_date(house: House) -> None:
    """Go on letting go after a long pause: the counselor says once more that the date is right."""
    moment, who = house.clock(), house.vault.keeper.id
    with house.database.transaction() as db:
        retention.note_last(db, evening_before(moment, house.config.closing_time))
        audit.note(db, moment, who, Action.CONFIRMED_DATE, moment.day.isoformat())


def _is_due(house: House, moment: Moment) -> bool:
    with house.database.reading() as db:
        last = retention.last(db)
    return is_due(moment, house.config.closing_time, last)


def _empty(house: House, shelf: Shelf, today: date) -> int:
    """Let go of all that is too old of one kind, step by step."""
    first_kept, gone = house.config.keeping.first_kept(shelf, today), 0
    while True:
        with house.database.transaction() as db:
            went = retention.step(db, shelf, first_kept, STEP)
        gone += went
        if went < STEP:
            return gone
        sleep(BREATH)
