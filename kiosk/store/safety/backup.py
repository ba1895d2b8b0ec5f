"""Backups: made beside everything else, read back before they count, kept for their time."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from errno import ENOSPC
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from kiosk.domain.backups import Made, outlived
from kiosk.domain.moment import ClockState, Moment, from_ms
from kiosk.errors import BackupFailed, BadBackup, OtherKey
from kiosk.store.keys import card_key
from kiosk.store.rights import forgotten
from kiosk.store.safety import backup_file, backup_names, disk, locks, snapshot, stream
from kiosk.store.safety.backup_file import Header
from kiosk.store.safety.snapshot import Facts

Progress = Callable[[float], None]

NO_ROOM = "There is no room for a backup there."
CANNOT_WRITE = "No backup can be written there."
CANNOT_READ = "The records cannot be read for a backup."
NOT_READ_BACK = "The backup could not be read back, so it does not count."


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup by its file and what its header says."""

    path: Path
    made: Made
    header: Header


def make(
    house: Path,
    place: Path,
    moment: Moment | None = None,
    progress: Progress = lambda _: None,
) -> Backup:
    """Back a house's database up to a directory, and read the backup back before it counts.

    moment: now; None takes the last moment on record. A place that is full lets go of what has
    had its time. Raises NotFounded or BackupFailed.
    """
    with closing(sqlite3.connect(house, timeout=30)) as source:
        return make_from(source, house.parent, place, moment, progress)


def make_from(
    source: sqlite3.Connection,
    directory: Path,
    place: Path,
    moment: Moment | None,
    progress: Progress,
) -> Backup:
    """Back up what a connection sees, with the card's key in `directory`."""
    with _failing(), locks.backing_up(directory):
        image, facts = snapshot.take(source, lambda part: progress(part * 0.3))
        now = moment or Moment(from_ms(facts.at), ClockState.ESTIMATED, facts.boot)
        key = stream.new_key()
        header = _header(image, facts, key, card_key.read_or_make(directory), now)
        path = place / backup_names.name(header.made, header.public_key)
        _make_directory(place)
        disk.clear_parts(place)
        # Before the backup, and without it: a stick that has no room for one may have it for this.
        with suppress(OSError):
            forgotten.note(place, forgotten.in_records(source))
        _write(path, header, key, image, now, lambda part: progress(0.3 + part * 0.4))
        del image
        _read_back(path, key, facts)
    progress(1.0)
    return Backup(path, header.made, header)


def listed(place: Path) -> list[Backup]:
    """List the backups of a place, the newest first, by their numbers: never by a clock.

    Only headers are looked at; a file without one is no backup.
    """
    found = []
    for path in backup_names.files(place):
        with suppress(BadBackup, OSError):
            found.append(look(path))
    return sorted(found, key=age, reverse=True)


def age(one: Backup) -> tuple[int, datetime]:
    """Tell by what backups are in order: their numbers, and a clock only where these are equal."""
    return one.made.seq, one.made.at


def look(path: Path) -> Backup:
    """Tell what the header of one file says, believing it. Raises BadBackup or OSError."""
    header = backup_file.read_header(path)
    return Backup(path, header.made, header)


def newest(place: Path, house: bytes | None = None) -> Backup | None:
    """Tell the newest backup of a place by its name: cheap enough to be asked often.

    house: the public key of the house that is meant; a stick may hold those of several.
    """
    for path in backup_names.files(place):
        with suppress(BadBackup, OSError):
            found = look(path)
            if house in (None, found.header.public_key):
                return found
    return None


def by_house(backups: Iterable[Backup]) -> list[list[Backup]]:
    """Part backups by the houses they are of, in the order in which each house comes first."""
    houses: dict[bytes, list[Backup]] = {}
    for one in backups:
        houses.setdefault(one.header.public_key, []).append(one)
    return list(houses.values())


def prune(place: Path, moment: Moment, house: bytes) -> int:
    """Let go of what has had its time, and tell how many; the newest good one always stays.

    Only of what is this house's: `house` is its public key.
    """
    backups = [one for one in listed(place) if one.header.public_key == house]
    kept = next((one for one in backups if is_sound(one.path)), None)
    old = outlived([one.made for one in backups], moment)
    gone = [one for one in backups if one.made in old and one is not kept]
    return sum(_let_go(one.path) for one in gone)


def is_sound(path: Path) -> bool:
    """Tell whether a file's digest is right; no key is needed."""
    try:
        backup_file.read_sound(path)
    except (BadBackup, OSError):
        return False
    return True


def open_with_card(path: Path, key: bytes | None) -> tuple[Header, bytes]:
    """Open a backup with the card's own key, and check all of it. Raises BadBackup or OSError."""
    header, data = backup_file.read_sound(path)
    refusal = OtherKey(f"{path.name} does not open with this card's key.")
    if key is None or header.for_card is None:
        raise refusal
    try:
        own = SecretBox(key).decrypt(header.for_card)
    except CryptoError as error:
        raise refusal from error
    return header, _checked(path, header, data, bytes(own))


def open_with_house(path: Path, private_key: bytes) -> tuple[Header, bytes]:
    """Open a backup with the house's private key, and check all of it. Raises as above."""
    header, data = backup_file.read_sound(path)
    try:
        own = SealedBox(PrivateKey(private_key)).decrypt(header.for_house)
    except CryptoError as error:
        raise OtherKey(f"{path.name} is the backup of another house.") from error
    return header, _checked(path, header, data, bytes(own))


def _make_directory(place: Path) -> None:
    if not place.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        disk.give_to_the_house(place)


def _write(
    path: Path, header: Header, key: bytes, image: bytes, now: Moment, progress: Progress
) -> None:
    """Write a backup; what has had its time goes where it is in the way of a newer one."""
    try:
        backup_file.write(path, header, key, image, progress)
    except OSError as error:
        if error.errno != ENOSPC or not prune(path.parent, now, header.public_key):
            raise
        backup_file.write(path, header, key, image, progress)


def _let_go(path: Path) -> bool:
    """Tell whether a file is gone; one of a stick that is pulled or breaks is there still."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _checked(path: Path, header: Header, data: bytes, key: bytes) -> bytes:
    image = backup_file.open_image(path, header, data, key)
    if snapshot.check(image).seq != header.seq:
        raise BadBackup(f"{path.name} is damaged.")
    return image


def _read_back(path: Path, key: bytes, wanted: Facts) -> None:
    """Restore the file into memory; one that does not hold what it should is taken away."""
    try:
        disk.forget_cached(path)
        header, data = backup_file.read_sound(path)
        if snapshot.check(backup_file.open_image(path, header, data, key)) != wanted:
            raise BadBackup(f"{path.name} does not hold what it should.")
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _header(image: bytes, facts: Facts, key: bytes, own: bytes | None, now: Moment) -> Header:
    return Header(
        made_at=now.ms,
        clock=now.clock.value,
        boot=now.boot,
        seq=facts.seq,
        size=len(image),
        public_key=facts.public_key,
        for_house=bytes(SealedBox(PublicKey(facts.public_key)).encrypt(key)),
        for_card=bytes(SecretBox(own).encrypt(key)) if own else None,
        slots=facts.slots,
    )


@contextmanager
def _failing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno == ENOSPC
        raise BackupFailed(NO_ROOM if full else CANNOT_WRITE) from error
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise BackupFailed(CANNOT_READ) from error
    except BadBackup as error:
        raise BackupFailed(NOT_READ_BACK) from error
