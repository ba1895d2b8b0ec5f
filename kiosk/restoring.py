"""Restores a house by hand: the records, the card's key, a new epoch for the wire."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from kiosk.config import HouseConfig
from kiosk.domain.audit import COMMAND_LINE, Action
from kiosk.domain.moment import HOUSE_ZONE, from_ms
from kiosk.errors import (
    BadBackup,
    BadInput,
    KioskError,
    OtherKey,
    StoreError,
    WrongPassphrase,
)
from kiosk.store.database import FILE_NAME
from kiosk.store.keys import card_key, carried
from kiosk.store.safety import backup, locks, mounted, moving, repair, restore, soundness
from kiosk.store.safety.backup import Backup
from kiosk.store.safety.places import FOLDER
from kiosk.store.safety.records import house_key, house_name
from kiosk.store.safety.restore import Found, Line, Opened, Opener
from kiosk.timekeeper import moment_after
from sync import sticks


@dataclass(frozen=True, slots=True)
class Restored:
    """Whose and from when the records are, which backups were passed over, what was set aside."""

    name: str
    made_at: datetime
    skipped: tuple[str, ...]
    aside: Path | None


def restore_house(
    config: HouseConfig,
    source: Path,
    passphrase: Callable[[], str],
    *,
    replace: bool,
    recovery_private: bytes | None = None,
) -> Restored:
    """Put a backup, or the newest good one of a directory, in the place of a house's records.

    passphrase: asked once, where the card's own key does not open it and no recovery key
    is given. Nothing changes unless all of it can be done. Raises BadInput, BadBackup,
    WrongPassphrase, Unreadable, StoreError or AlreadyServed.
    """
    house = config.directory / FILE_NAME
    directory = config.directory
    mounted.insist(directory)
    with locks.serving(directory), locks.alone(directory), locks.opening(directory):
        try:
            moving.finish(house)
            if not replace and restore.holds_a_house(house):
                raise BadInput(f"There is a house in {directory}: add --replace.")
            houses = _of_this_house(house, _candidates(source))
            if recovery_private:
                _insist_on_one(house, houses, source)
            by_hand = _by_hand(config, passphrase, recovery_private)
            found = _open(houses, card_key.read(directory), by_hand)
            place = source if source.is_dir() else source.parent
            places = (config.backup_directory, place, place / FOLDER)
            return put(config, found, places, found.counselor or COMMAND_LINE)
        except KioskError:
            raise
        except OSError as error:
            raise StoreError(f"The house cannot be restored: {error.strerror}.") from error


def _by_hand(
    config: HouseConfig, passphrase: Callable[[], str], recovery_private: bytes | None
) -> Opener:
    """Tell how a backup is opened that the card's own key does not open."""
    if recovery_private:
        return partial(restore.with_recovery, recovery_private=recovery_private)
    ask = cache(passphrase)
    keys = carried.found_on(sticks.mounted(config.sticks))
    return lambda path: restore.with_passphrase(path, ask(), keys)


def put(config: HouseConfig, found: Found, places: Collection[Path], who: str) -> Restored:
    """Put a backup that was opened in the place of the records, which the caller has to itself.

    places: where backups of the house are, of which some may be newer. Raises StoreError.
    """
    house = config.directory / FILE_NAME
    was_there = house.exists()
    known = [one.made.seq for place in places for one in backup.listed(place)]
    above = max(known, default=0)
    line = Line(who, Action.RESTORED, repair.BY_HAND)
    restore.from_backup(
        house,
        found,
        moment_after,
        line,
        aside=moving.BEFORE_RESTORE,
        above=above,
        places=places,
    )
    card_key.read_or_make(config.directory)
    soundness.unmark(config.directory)
    aside = moving.set_aside(house, moving.BEFORE_RESTORE)[0] if was_there else None
    made_at = from_ms(found.header.made_at).astimezone(HOUSE_ZONE)
    return Restored(house_name(house), made_at, found.skipped, aside)


def _candidates(source: Path) -> list[Backup]:
    if not source.is_dir():
        return [backup.look(source)]
    # The panel and the night keep theirs in a folder of the stick, the command on the stick itself.
    listed = [*backup.listed(source), *backup.listed(source / FOLDER)]
    if not listed:
        raise BadBackup(f"There is no backup in {source}.")
    return sorted(listed, key=backup.age, reverse=True)


def _of_this_house(house: Path, listed: list[Backup]) -> list[list[Backup]]:
    """Keep to the house that is there, else part by houses: a stick may hold its neighbours'."""
    own = house_key(house)
    ours = [one for one in listed if one.header.public_key == own]
    return [ours] if ours else backup.by_house(listed)


def _insist_on_one(house: Path, houses: list[list[Backup]], source: Path) -> None:
    """Leave no choice to a recovery key, which may open the backups of every house.

    Raises BadInput.
    """
    if len(houses) > 1:
        raise BadInput(f"Backups of several houses are in {source}: name the right file.")
    own = house_key(house)
    if own and source.is_dir() and houses[0][0].header.public_key != own:
        raise BadInput(f"The backups in {source} are of another house: name the right file.")


def _open(houses: list[list[Backup]], key: bytes | None, by_hand: Opener) -> Found:
    def open_one(path: Path) -> Opened:
        try:
            return restore.with_card(path, key)
        except OtherKey:
            return by_hand(path)

    if [len(backups) for backups in houses] == [1]:
        path = houses[0][0].path
        opened = open_one(path)
        return Found(path, opened.header, opened.image, (), opened.counselor, opened.is_ours)
    refusal: KioskError = BadBackup("None of these backups is whole.")
    for backups in houses:
        try:
            if found := restore.find(backups, open_one):
                return found
        except WrongPassphrase as error:
            refusal = error
    raise refusal
