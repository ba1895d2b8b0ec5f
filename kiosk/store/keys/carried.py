"""The key that a counselor may carry on a USB stick: a passphrase alone then opens nothing."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from nacl.utils import random

from kiosk.errors import StickUnwritable

FILE_NAME = "aiyou-key"
ID_BYTES = 8
SECRET_BYTES = 32

_MAGIC = b"AIYOUKEY1"
_LENGTH = len(_MAGIC) + ID_BYTES + SECRET_BYTES

# From the screen and from a phone at once, one key would be written over the other.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class CarriedKey:
    """What is on a stick: a random name, by which slots know it, and a secret."""

    id: bytes
    secret: bytes = field(repr=False)


def found_on(sticks: Iterable[Path]) -> dict[bytes, CarriedKey]:
    """Read the keys of the sticks that are in, by their ids."""
    keys = (read(stick) for stick in sticks)
    return {key.id: key for key in keys if key}


def read(stick: Path) -> CarriedKey | None:
    """Read a stick's key; None where there is none, or the stick cannot be read."""
    try:
        with (stick / FILE_NAME).open("rb") as file:
            content = file.read(_LENGTH + 1)
    except OSError:
        return None
    if len(content) != _LENGTH or not content.startswith(_MAGIC):
        return None
    rest = content.removeprefix(_MAGIC)
    return CarriedKey(rest[:ID_BYTES], rest[ID_BYTES:])


def make(stick: Path) -> CarriedKey:
    """Give a stick a key, or tell the one it has: another slot may need it.

    Raises StickUnwritable, also where something else bears the file's name.
    """
    with _one_at_a_time:
        known = read(stick)
        if known:
            return known
        key = CarriedKey(random(ID_BYTES), random(SECRET_BYTES))
        try:
            _write(stick / FILE_NAME, _MAGIC + key.id + key.secret)
        except OSError as error:
            raise StickUnwritable("The key cannot be written to this USB stick.") from error
        return key


def _write(path: Path, content: bytes) -> None:
    """Write a new file that lasts even when the stick is pulled out right after.

    It is there whole or not at all: one that was half written would keep its stick from ever
    having a key, since what bears its name is written over by nobody. A stick that cannot promise
    names takes none, though `disk.written_whole` would go on: nothing else opens her slot.
    """
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    try:
        _write_through(beside, content)
        if path.exists():
            raise FileExistsError(path)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    try:
        _sync(path.parent)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _write_through(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
