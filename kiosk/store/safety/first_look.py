"""What a start must know before it opens anything: whether the records have to be mended first.

What mending needs is imported where it has to be done: a start that finds all well is quick.
"""

from kiosk.store.safety import backup_names, locks, moving, soundness
from kiosk.store.safety.records import Records, has_log, is_missing, last_number


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


def _ends_too_early(records: Records) -> bool:
    """Believe the names of the backups at first: only what they contradict is looked into."""
    last = last_number(records.house)
    if last is None or last >= backup_names.highest(records.backups):
        return False
    return _good_backup_reaches(records, last + 1)


def _has_backup(records: Records) -> bool:
    from kiosk.store.safety import backup

    return backup.newest(records.backups) is not None


def _good_backup_reaches(records: Records, number: int) -> bool:
    from kiosk.store.safety import repair

    found = repair.newest_good(records)
    return found is not None and found.header.seq >= number
