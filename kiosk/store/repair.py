"""Repairs damaged records at the start: the newest good backup, else an empty house."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.domain.audit import START, Action
from kiosk.errors import StoreTooNew
from kiosk.store import backup, card_key, locks, moving, reserve, restore, soundness
from kiosk.store.restore import Clock, Found, Line

RESTORED = "The records were damaged. They were restored from the backup of %(when)s."
LOST = "The records were missing. They were restored from the backup of %(when)s."
BY_HAND = "The records were restored from the backup of %(when)s."
GOES_ON = "A part of the records is damaged and no backup of it can be read: call headquarters."
EMPTY = "The records were damaged and no backup could be read: the house began empty."


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where a house's records and their backups are."""

    house: Path
    backups: Path


def is_needed(keeping: Keeping) -> bool:
    """Tell what a start must know before it opens anything: marked damage that is real, or a loss.

    Records that are missing are a loss only where there are backups of them; and records
    that end before their own backup does have lost a part of their log. Without a good
    backup, records that can be opened at all are used as they are.
    """
    directory = keeping.house.parent
    with locks.opening(directory):
        moving.finish(keeping.house)
    if _is_missing(keeping.house):
        return _has_log(keeping.house) or backup.newest(keeping.backups) is not None
    if soundness.is_marked(directory):
        if not soundness.is_whole(keeping.house) and _newest_good(keeping):
            return True
        soundness.unmark(directory)
    return _ends_too_early(keeping)


def repair(keeping: Keeping, clock: Clock) -> None:
    """End in records that can be used; the damaged ones are kept beside them.

    The caller serves the house, so that nobody else has the records open.
    """
    directory = keeping.house.parent
    # Whatever was held back is needed now.
    reserve.give_up(directory)
    with locks.opening(directory):
        moving.finish(keeping.house)
        _repair(keeping, clock)
    soundness.unmark(directory)


def look_into_backup(keeping: Keeping) -> bytes | None:
    """Open the newest good backup, for a card on which nothing can be repaired."""
    found = _newest_good(keeping)
    return found.image if found else None


def begin_empty(keeping: Keeping, clock: Clock) -> None:
    """Set aside what even a backup could not mend, and begin empty."""
    with locks.opening(keeping.house.parent):
        _empty(keeping, clock)
    soundness.unmark(keeping.house.parent)


def _repair(keeping: Keeping, clock: Clock) -> None:
    found = _newest_good(keeping)
    was_missing = _is_missing(keeping.house)
    if found:
        line = Line(START, Action.REPAIRED, LOST if was_missing else RESTORED)
        try:
            restore.from_backup(
                keeping.house,
                found,
                clock,
                line,
                aside=moving.DAMAGED,
                above=_highest(keeping),
            )
        except StoreTooNew:
            _empty(keeping, clock)
    elif not was_missing or _has_log(keeping.house):
        _empty(keeping, clock)


def _empty(keeping: Keeping, clock: Clock) -> None:
    line = Line(START, Action.BEGAN_EMPTY, EMPTY)
    restore.empty(keeping.house, clock, line, aside=moving.DAMAGED, above=_highest(keeping))


def _newest_good(keeping: Keeping) -> Found | None:
    key = card_key.read(keeping.house.parent)
    return restore.find(backup.listed(keeping.backups), partial(backup.open_with_card, key=key))


def _highest(keeping: Keeping) -> int:
    return max((one.made.seq for one in backup.listed(keeping.backups)), default=0)


def _ends_too_early(keeping: Keeping) -> bool:
    newest, last = backup.newest(keeping.backups), restore.last_number(keeping.house)
    if newest is None or last is None or last >= newest.made.seq:
        return False
    found = _newest_good(keeping)
    return found is not None and found.header.seq > last


def _is_missing(house: Path) -> bool:
    """Tell whether there are no records; SQLite passes over a log without its database."""
    return not house.exists() or not house.stat().st_size


def _has_log(house: Path) -> bool:
    log = house.with_name(f"{house.name}-wal")
    return log.exists() and log.stat().st_size > 0
