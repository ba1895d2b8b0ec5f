"""Brings a house back on a new card: the backups that are in, a passphrase, a new beginning."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk import restoring
from kiosk.config import HouseConfig
from kiosk.domain.audit import SOMEBODY
from kiosk.errors import BadBackup, WrongPassphrase
from kiosk.house import House
from kiosk.store.keys import carried
from kiosk.store.safety import backup, locks, restore
from kiosk.store.safety.backup import Backup
from kiosk.store.safety.places import FOLDER
from kiosk.store.safety.restore import Found
from sync.sticks import mounted

# Stands beside the records from when they are let go until a backup is in their place: the house
# begins anew in between, and its first page could not tell otherwise that this failed.
MARK = "not-brought-back"


@dataclass(frozen=True, slots=True)
class Kept:
    """The newest backup of a place; `stick` is a stick's name, empty for the card itself."""

    stick: str
    newest: Backup


def kept(config: HouseConfig) -> list[Kept]:
    """List where backups are, each stick once; it need not be writable for that."""
    found = [(stick, backup.newest(directory)) for directory, stick in _places(config)]
    by_age = sorted(
        ((stick, one) for stick, one in found if one), key=lambda kept: backup.age(kept[1])
    )
    return [Kept(stick, newest) for stick, newest in dict(by_age).items()]


def open_newest(config: HouseConfig, passphrase: str) -> Found:
    """Open the newest good backup of the house that a passphrase belongs to.

    A stick may hold the backups of several houses. Raises WrongPassphrase where it belongs to
    none of them, BadBackup where none is whole, StoreTooNew for one of a newer version.
    """
    sticks = carried.found_on(mounted(config.sticks))
    wrong = False
    for candidates in _by_house(config):
        try:
            found = restore.find(
                candidates, lambda path: restore.with_passphrase(path, passphrase, sticks)
            )
        except WrongPassphrase:
            wrong = True
            continue
        if found:
            restore.refuse_newer(found.image)
            return found
    if wrong:
        raise WrongPassphrase("This passphrase opens none of the backups.")
    raise BadBackup("None of these backups is whole.")


def bring_back(house: House, found: Found) -> None:
    """Close the house, put an opened backup in its place, and begin anew."""
    with suppress(OSError):
        (house.config.directory / MARK).touch()
    house.power.begin_anew(partial(_put, house.config, found))


def has_failed(config: HouseConfig) -> bool:
    """Tell whether a house was to be brought back and is not."""
    return (config.directory / MARK).exists()


def _put(config: HouseConfig, found: Found) -> None:
    with locks.alone(config.directory), locks.opening(config.directory):
        places = [directory for directory, _ in _places(config)]
        restoring.put(config, found, places, found.counselor or SOMEBODY)
    with suppress(OSError):
        (config.directory / MARK).unlink(missing_ok=True)


def _by_house(config: HouseConfig) -> list[list[Backup]]:
    """List the backups of each house, the newest first, from wherever they are."""
    listed = [one for directory, _ in _places(config) for one in backup.listed(directory)]
    return backup.by_house(sorted(listed, key=backup.age, reverse=True))


def _places(config: HouseConfig) -> Iterator[tuple[Path, str]]:
    yield config.backup_directory, ""
    for mount in mounted(config.sticks):
        yield mount / FOLDER, mount.name
        yield mount, mount.name
