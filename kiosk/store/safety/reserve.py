"""Room on the card that is given up when it is full, so that the counselor can still act."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

FILE_NAME = "reserve"
SIZE = 4 * 1024 * 1024

# Made again only where twice as much stays free: it must not be what fills the card.
_ENOUGH = 3 * SIZE


def give_up(directory: Path) -> bool:
    """Give the room up, and tell whether there was any."""
    try:
        (directory / FILE_NAME).unlink()
    except OSError:
        return False
    return True


def keep(directory: Path) -> bool:
    """Take the room where there is plenty, and tell whether it is held now."""
    path = directory / FILE_NAME
    try:
        if path.exists() and path.stat().st_size == SIZE:
            return True
        if shutil.disk_usage(directory).free < _ENOUGH:
            return False
        _allocate(path)
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return False
    return True


def room(directory: Path) -> int:
    """Tell how many bytes are free; 0 where nothing tells."""
    try:
        return shutil.disk_usage(directory).free
    except OSError:
        return 0


def has_room(directory: Path, beyond: int = 0) -> bool:
    """Tell whether so much is free that a start could write what it has to.

    beyond: what is known to be too little.
    """
    return room(directory) >= beyond + SIZE


def _allocate(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.posix_fallocate(descriptor, 0, SIZE)
    finally:
        os.close(descriptor)
