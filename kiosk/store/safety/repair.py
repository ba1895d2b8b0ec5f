"""Repairs damaged records at the start: the newest good backup, else an empty house."""

from functools import partial

from kiosk.domain.audit import START, Action
from kiosk.errors import StoreTooNew
from kiosk.store.keys import card_key
from kiosk.store.safety import backup, locks, moving, reserve, restore, soundness
from kiosk.store.safety.records import Records, is_missing
from kiosk.store.safety.restore import Clock, Found, Line

RESTORED = "The records were damaged. They were restored from the backup of %(when)s."
LOST = "The records were missing. They were restored from the backup of %(when)s."
BY_HAND = "The records were restored from the backup of %(when)s."
GOES_ON = "A part of the records is damaged and no backup of it can be read: call headquarters."
EMPTY = "The records were damaged and no backup could be read: the house began empty."


def repair(records: Records, clock: Clock) -> None:
    """End in records that can be used; the damaged ones are kept beside them.

    The caller serves the house, so that nobody else has the records open.
    """
    directory = records.house.parent
    # Whatever was held back is needed now.
    reserve.give_up(directory)
    with locks.opening(directory):
        moving.finish(records.house)
        _repair(records, clock)
    soundness.unmark(directory)


def begin_empty(records: Records, clock: Clock) -> None:
    """Set aside what even a backup could not mend, and begin empty."""
    with locks.opening(records.house.parent):
        _empty(records, clock)
    soundness.unmark(records.house.parent)


def _repair(records: Records, clock: Clock) -> None:
    found = newest_good(records)
    was_missing = is_missing(records.house)
    if found:
        line = Line(START, Action.REPAIRED, LOST if was_missing else RESTORED)
        try:
            restore.from_backup(
                records.house,
                found,
                clock,
                line,
                aside=moving.DAMAGED,
                above=_highest(records),
            )
        except StoreTooNew:
            _empty(records, clock)
    else:
        _empty(records, clock)


def _empty(records: Records, clock: Clock) -> None:
    line = Line(START, Action.BEGAN_EMPTY, EMPTY)
    restore.empty(records.house, clock, line, aside=moving.DAMAGED, above=_highest(records))


def newest_good(records: Records) -> Found | None:
    """Open the newest backup that this card's key opens and that is whole."""
    key = card_key.read(records.house.parent)
    return restore.find(backup.listed(records.backups), partial(restore.with_card, key=key))


def _highest(records: Records) -> int:
    return max((one.made.seq for one in backup.listed(records.backups)), default=0)
