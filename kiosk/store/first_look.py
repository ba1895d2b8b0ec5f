"""What a start must know before it opens anything: whether the records have to be mended first.

What mending needs is imported where it has to be done: a start that finds all well is quick.
"""

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.store import backup_names, locks, moving, soundness


@dataclass(frozen=True, slots=True)
class Records:
    """Where a house's records and their backups are."""

    house: Path
    backups: Path


def needs_repair(records: Records) -> bool:
    """Tell whether there is marked damage that is real, or a loss.

    Records that are missing are a loss only where there are backups of them; and records
    that end before their own backup does have lost a part of their log. Without a good
    backup, records that can be opened at all are used as they are.
    """
    directory = records.house.parent
    with locks.opening(directory):
        moving.finish(records.house)
    if is_missing(records.house):
        return has_log(records.house) or _has_backup(records)
    if soundness.is_marked(directory):
        if not soundness.is_whole(records.house) and _good_backup_reaches(records, 0):
            return True
        soundness.unmark(directory)
    return _ends_too_early(records)


def is_missing(house: Path) -> bool:
    """Tell whether there are no records; SQLite passes over a log without its database."""
    return not house.exists() or not house.stat().st_size


def has_log(house: Path) -> bool:
    """Tell whether something stands in the log of a database."""
    log = house.with_name(f"{house.name}-wal")
    return log.exists() and log.stat().st_size > 0


def last_number(house: Path) -> int | None:
    """Tell the last number that a database gave out; None where it cannot be read."""
    look_at = soundness.look_at
    with suppress(sqlite3.Error, TypeError, UnicodeDecodeError), closing(look_at(house)) as old:
        return int(old.execute("SELECT last FROM sequence").fetchone()[0])
    return None


def _ends_too_early(records: Records) -> bool:
    """Believe the names of the backups at first: only what they contradict is looked into."""
    last = last_number(records.house)
    if last is None or last >= backup_names.highest(records.backups):
        return False
    return _good_backup_reaches(records, last + 1)


def _has_backup(records: Records) -> bool:
    from kiosk.store import backup

    return backup.newest(records.backups) is not None


def _good_backup_reaches(records: Records, number: int) -> bool:
    from kiosk.store import repair

    found = repair.newest_good(records)
    return found is not None and found.header.seq >= number
