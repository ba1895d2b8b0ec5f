"""Takes in what a USB stick brings from houses, and puts the answers beside it."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sync import batch, sticks
from sync.answer import Answer
from sync.couriers import usb
from sync.errors import BadEnvelope
from sync.hq.errors import BadRequest, UnknownHouse
from sync.hq.keyring import Keyring
from sync.hq.receive.envelopes import receive
from sync.hq.store.database import Database


@dataclass(frozen=True, slots=True)
class Brought:
    """One file of a house: what was answered, or why not; a trouble in one sentence."""

    file: Path
    answer: Answer | None = None
    trouble: str | None = None


def take_in(database: Database, ring: Keyring, folder: Path, now: datetime) -> Iterator[Brought]:
    """Take in every house's files below a folder; what bears another name is left alone.

    A file that came before changes nothing, and is answered again.
    """
    for file in files(folder):
        yield _take_one(database, ring, file, now)


def files(folder: Path) -> Iterator[Path]:
    """List what houses wrote below a folder, and what cannot be looked at: that is said then."""
    broken: list[OSError] = []
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=broken.append):
        named = (Path(place, one) for one in (*folders, *names) if _is_named(one))
        found.extend(filter(_may_be_file, named))
    # What may not be entered is somebody else's.
    found.extend(Path(one.filename) for one in broken if not isinstance(one, PermissionError))
    yield from sorted(found, key=_oldest_first)


def _oldest_first(file: Path) -> tuple[Path, float, str]:
    """Put what a house wrote first in front: names tell no age.

    Of two epochs headquarters takes the one that it meets later for the later one.
    """
    try:
        return file.parent, file.lstat().st_mtime, file.name
    except OSError:
        return file.parent, 0.0, file.name


def _is_named(name: str) -> bool:
    """Tell a file of a house by its name; a Mac puts a hidden one of nearly the same beside it."""
    return name.endswith(usb.REQUEST) and not name.startswith(".")


def _may_be_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return True


def _take_one(database: Database, ring: Keyring, file: Path, now: datetime) -> Brought:
    try:
        answered = receive(database, ring, usb.read(file, batch.LARGEST), now)
    except (BadEnvelope, BadRequest) as problem:
        return Brought(file, trouble=f"The file is torn, or no house wrote it: {problem}")
    except UnknownHouse as problem:
        return Brought(file, trouble=str(problem))
    said = ring.read_answer(answered)
    try:
        sticks.write_whole(file.with_suffix(usb.ANSWER), answered)
    except OSError:
        return Brought(file, said, "It was taken in, but no answer could be written beside it.")
    return Brought(file, said)
