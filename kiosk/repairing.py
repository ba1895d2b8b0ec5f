"""Opens a house that is to be served: whatever happened to its records, a child can play."""

import logging
from contextlib import suppress

from kiosk.config import HouseConfig
from kiosk.errors import StoreDamaged, StoreError, StoreFull
from kiosk.house import House, open_house
from kiosk.store import disk, notices, repair, reserve, soundness, standby
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.repair import Keeping
from kiosk.timekeeper import moment_after

log = logging.getLogger(__name__)


def open_repaired(config: HouseConfig) -> House:
    """Open a house, repaired where it must be; the caller is the one who serves it.

    Raises StoreError for what no repair can help, such as records of a newer version.
    """
    keeping = _keeping(config)
    if disk.is_read_only(config.directory):
        return _look_only(config, keeping)
    try:
        if repair.is_needed(keeping):
            _repair(keeping)
        return _open_or_repair(config, keeping)
    except StoreFull:
        if reserve.give_up(config.directory):
            return _open_or_repair(config, keeping)
        return _look_only(config, keeping)
    except OSError as error:
        log.error("The records could not be repaired: %s", error)
        return _look_only(config, keeping)


def would_start_better(house: House) -> bool:
    """Tell whether a new start would open the records better than this one did."""
    directory = house.config.directory
    if house.database.is_read_only:
        return not disk.is_read_only(directory) and reserve.has_room(directory)
    return soundness.is_marked(directory)


def look_at_everything(house: House) -> None:
    """Look at all of the records, and note damage where the next start can repair it.

    Without a good backup the house goes on with what can be read: empty is worse.
    """
    directory = house.config.directory
    if house.database.is_read_only:
        return
    if soundness.is_whole(house.database.path):
        soundness.unmark(directory)
    elif repair.look_into_backup(_keeping(house.config)):
        soundness.mark(directory)
    else:
        soundness.unmark(directory)
        with suppress(StoreError), house.database.transaction() as db:
            notices.tell(db, house.clock(), repair.GOES_ON)


def _open_or_repair(config: HouseConfig, keeping: Keeping) -> House:
    for mend in (_repair, _begin_empty):
        try:
            return open_house(config)
        except StoreDamaged:
            mend(keeping)
    return open_house(config)


def _repair(keeping: Keeping) -> None:
    log.error("The records are damaged or missing: they are restored from a backup.")
    repair.repair(keeping, moment_after)


def _begin_empty(keeping: Keeping) -> None:
    repair.begin_empty(keeping, moment_after)


def _look_only(config: HouseConfig, keeping: Keeping) -> House:
    """Show what there is where nothing can be written: the records, a backup, or nobody."""
    try:
        copy = standby.copy(keeping.house)
    except (StoreDamaged, OSError):
        copy = standby.of_image(repair.look_into_backup(keeping))
    return open_house(config, database=Database(keeping.house, copy=copy))


def _keeping(config: HouseConfig) -> Keeping:
    return Keeping(config.directory / FILE_NAME, config.backup_directory)
