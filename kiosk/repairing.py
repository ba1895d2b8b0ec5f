"""Opens a house that is to be served: whatever happened to its records, a child can play.

What mending needs is imported where it is done: most starts need none of it.
"""

import logging
from contextlib import suppress

from kiosk.config import HouseConfig
from kiosk.errors import StoreDamaged, StoreError, StoreFull
from kiosk.house import House, open_house
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.safety import disk, mounted, reserve, soundness
from kiosk.store.safety.first_look import needs_repair
from kiosk.store.safety.records import Records, is_missing
from kiosk.timekeeper import moment_after

log = logging.getLogger(__name__)


def open_repaired(config: HouseConfig) -> House:
    """Open a house, repaired where it must be; the caller is the one who serves it.

    Raises StoreError for what no repair can help: records of a newer version, or on a disk that
    is not there.
    """
    mounted.insist(config.directory)
    records = _records(config)
    if disk.is_read_only(config.directory):
        return _look_only(config, records)
    try:
        return _open_with_reserve(config, records)
    except (StoreFull, OSError) as error:
        log.error("The records could not be opened to write: %s", error)
        return _look_only(config, records)


def would_start_better(house: House) -> bool:
    """Tell whether a new start would open the records better than this one did."""
    directory = house.config.directory
    if house.database.is_read_only:
        beyond = house.database.too_little
        return not disk.is_read_only(directory) and reserve.has_room(directory, beyond)
    return soundness.is_marked(directory)


def look_at_everything(house: House) -> None:
    """Look at all of the records, and note damage where the next start can repair it.

    Without a good backup the house goes on with what can be read: empty is worse.
    """
    directory = house.config.directory
    from kiosk.store import notices
    from kiosk.store.safety import repair

    if house.database.is_read_only:
        return
    if soundness.is_whole(house.database.path):
        soundness.unmark(directory)
        soundness.note_look(directory, house.clock().at)
    elif repair.newest_good(_records(house.config)):
        soundness.mark(directory)
    else:
        soundness.unmark(directory)
        with suppress(StoreError), house.database.transaction() as db:
            notices.tell(db, house.clock(), repair.GOES_ON)


def _open_with_reserve(config: HouseConfig, records: Records) -> House:
    """Open the records, with the room of the reserve where there is no other."""
    try:
        if needs_repair(records):
            _repair(records)
        return _open_or_repair(config, records)
    except StoreFull:
        if not reserve.give_up(config.directory):
            raise
    return _open_or_repair(config, records)


def _open_or_repair(config: HouseConfig, records: Records) -> House:
    for mend in (_repair, _begin_empty):
        try:
            return open_house(config)
        except StoreDamaged:
            mend(records)
    return open_house(config)


def _repair(records: Records) -> None:
    from kiosk.store.safety import repair

    log.error("The records are damaged or missing: they are restored from a backup.")
    repair.repair(records, moment_after)


def _begin_empty(records: Records) -> None:
    from kiosk.store.safety import repair

    repair.begin_empty(records, moment_after)


def _look_only(config: HouseConfig, records: Records) -> House:
    """Show what there is where nothing can be written: the records, a backup, or nobody."""
    from kiosk.store.safety import repair, standby

    # With the room that is there now the next start would do no better, nor the one after it.
    too_little = 0 if disk.is_read_only(config.directory) else reserve.room(config.directory)
    copy = None
    if not is_missing(records.house):
        with suppress(StoreDamaged, OSError):
            copy = standby.copy(records.house)
    copy = copy or standby.of_backup(records.house, repair.newest_good(records), moment_after)
    return open_house(config, database=Database(records.house, copy=copy, too_little=too_little))


def _records(config: HouseConfig) -> Records:
    return Records(config.directory / FILE_NAME, config.backup_directory)
