"""Builds the house's database anew: from a backup, or empty; nothing of the old one is lost."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment
from kiosk.errors import BadBackup, NotRestored, StoreTooNew, WrongPassphrase
from kiosk.store import devices, notices
from kiosk.store.keys import keyslots, recovery
from kiosk.store.keys.carried import CarriedKey
from kiosk.store.migrations import known_migrations, migrations
from kiosk.store.rights import audit
from kiosk.store.safety import backup, disk, moving, since
from kiosk.store.safety.backup import Backup
from kiosk.store.safety.backup_file import Header, read_sound
from kiosk.store.safety.records import last_number
from kiosk.store.safety.soundness import look_at
from kiosk.store.stamps import last_ms
from sync import enrolment

# The new database numbers on from the next million: whatever was made of the lost records,
# on this card or on any stick, has lower numbers than all that is to come.
LEAP = 1_000_000

# Slots are as old as the backup: who left since then would have her key back.
AS_IT_WAS = "Who can unlock the panel is as it was then: please look under Counselors."

# On a new card nothing tells of it but lists on sticks, and the right stick may not be in.
NOT_KNOWN_HERE = (
    "What was erased, or taken back by a guardian, after that backup may be here again: "
    "please do it once more."
)

# Tells the moment by the clock, given the latest moment on record in ms.
Clock = Callable[[int | None], Moment]


@dataclass(frozen=True, slots=True)
class Line:
    """What the audit and the counselor are told of it."""

    who: str
    action: Action
    notice: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What is in a backup, and whose passphrase it was that opened it, where it was one.

    is_ours: the card's own key opened it, so nobody but this house can have made it.
    """

    header: Header
    image: bytes
    counselor: str | None = None
    is_ours: bool = False


Opener = Callable[[Path], Opened]


@dataclass(frozen=True, slots=True)
class Found:
    """A backup that opened, the names of newer ones that did not, and by whom it was opened.

    is_ours: as of `Opened`.
    """

    path: Path
    header: Header
    image: bytes
    skipped: tuple[str, ...]
    counselor: str | None = None
    is_ours: bool = False


def with_card(path: Path, key: bytes | None) -> Opened:
    """Open a backup with the card's own key. Raises BadBackup or OSError."""
    return Opened(*backup.open_with_card(path, key), is_ours=True)


def with_passphrase(path: Path, passphrase: str, sticks: Mapping[bytes, CarriedKey]) -> Opened:
    """Open a backup by a counselor's passphrase and, where her slot wants one, her carried key.

    Raises WrongPassphrase, BadBackup or OSError.
    """
    header, _ = read_sound(path)
    opened = keyslots.try_passphrase(_slots(header, "passphrase"), passphrase, sticks)
    return Opened(*backup.open_with_house(path, opened.private_key), opened.counselor)


def with_recovery(path: Path, recovery_private: bytes) -> Opened:
    """Open a backup by the foundation's recovery key. Raises Unreadable, BadBackup or OSError."""
    header, _ = read_sound(path)
    slots = _slots(header, "recovery")
    private_key = recovery.open_slot(slots, recovery_private, header.public_key)
    return Opened(*backup.open_with_house(path, private_key))


def holds_a_house(house: Path) -> bool:
    """Tell whether there are records that must not be replaced unasked; unreadable ones count."""
    if not house.exists() or not house.stat().st_size:
        return False
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(look_at(house)) as old:
        (houses,) = old.execute("SELECT count(*) FROM house").fetchone()
        return bool(houses)
    return True


def find(candidates: Iterable[Backup], open_one: Opener) -> Found | None:
    """Open the first of some backups that is good; None when none is."""
    skipped: list[str] = []
    for one in candidates:
        try:
            opened = open_one(one.path)
        except WrongPassphrase:
            raise
        except (BadBackup, OSError):
            skipped.append(one.path.name)
            continue
        by = (opened.counselor, opened.is_ours)
        return Found(one.path, opened.header, opened.image, tuple(skipped), *by)
    return None


def from_backup(
    house: Path,
    found: Found,
    clock: Clock,
    line: Line,
    *,
    aside: str,
    above: int = 0,
    places: Iterable[Path] = (),
) -> Moment:
    """Put the database of a backup in the place of the house's own.

    above: the highest number that any backup of the house is known to hold.
    places: where else lists of what was forgotten may be, beside the records and this backup.
    The caller has the records to itself. Raises StoreTooNew, changing nothing.
    """
    refuse_newer(found.image)
    with _building(house) as built, closing(_plainly(built, found.image)) as db:
        migrations.apply(db)
        moment = clock(last_ms(db))
        with db.conn:
            db.execute("BEGIN IMMEDIATE")
            gone = since.forgotten_since(db, house, {found.path.parent, *places})
            _leap(db, max(last_number(house) or 0, above))
            since.forget(db, gone, moment, line.who)
            # One that was lost since then, and taken away, would be let in again.
            for device in devices.paired(db):
                devices.take_away(db, device.id, moment, line.who)
            enrolment.new_epoch(db)
            _tell(db, moment, line, when=found.header.made_at)
            if not found.is_ours:
                # Whoever has seen a backup can make one that names a recovery key of his own.
                enrolment.forget_recovery_key(db)
                notices.tell(db, moment, NOT_KNOWN_HERE)
            notices.tell(db, moment, AS_IT_WAS)
    moving.decide(house, built, aside)
    return moment


def empty(house: Path, clock: Clock, line: Line, *, aside: str, above: int = 0) -> Moment:
    """Put an empty database in the place of the house's own; the caller has it to itself."""
    with _building(house) as built, closing(_plainly(built, b"")) as db:
        migrations.apply(db)
        moment = clock(None)
        with db.conn:
            db.execute("BEGIN IMMEDIATE")
            _leap(db, max(last_number(house) or 0, above))
            _tell(db, moment, line)
    moving.decide(house, built, aside)
    return moment


@contextmanager
def _building(house: Path) -> Iterator[Path]:
    try:
        yield moving.building(house)
    except BaseException as error:
        with suppress(OSError):
            moving.building(house)
        if isinstance(error, sqlite3.Error | OSError):
            raise NotRestored(f"The records cannot be restored: {error}.") from error
        raise


def _plainly(path: Path, image: bytes) -> sqlite_utils.Database:
    """Open a file that nobody else sees, without a log beside it."""
    path.touch(mode=0o600)
    disk.give_to_the_house(path)
    path.write_bytes(image)
    connection = sqlite3.connect(path)
    connection.executescript(
        "PRAGMA journal_mode = DELETE; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
    )
    return sqlite_utils.Database(connection, execute_plugins=False, strict=True)


def refuse_newer(image: bytes) -> None:
    """Look, in memory, whether this version can read a backup. Raises StoreTooNew."""
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.deserialize(image)
        db = sqlite_utils.Database(memory, execute_plugins=False)
        if {migration.name for migration in migrations.applied(db)} - known_migrations():
            raise StoreTooNew("This backup was written by a newer version: update the kiosk.")


def _tell(db: sqlite_utils.Database, moment: Moment, line: Line, **detail: int) -> None:
    audit.note(db, moment, line.who, line.action, "house")
    notices.tell(db, moment, line.notice, **detail)


def _leap(db: sqlite_utils.Database, highest: int) -> None:
    (last,) = db.execute("SELECT last FROM sequence").fetchone()
    leapt = (max(last, highest) // LEAP + 1) * LEAP
    db.execute("UPDATE sequence SET last = ?", [leapt])


def _slots(header: Header, kind: str) -> list[dict[str, Any]]:
    return [slot for slot in header.slots if slot.get("kind") == kind]
