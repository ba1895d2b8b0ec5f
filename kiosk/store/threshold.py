"""Lets one program at a time over the threshold: each opens and upgrades the records alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from kiosk.errors import StoreError

# An upgrade on an old card, with a backup before it, takes its time.
_LONGEST = 120.0
_LOOK_AGAIN = 0.02


@contextmanager
def alone_in(directory: Path, longest: float = _LONGEST) -> Iterator[None]:
    """Keep every other program of this house waiting; a program that dies lets the next one in.

    Raises StoreError after `longest` seconds.
    """
    door = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _wait_for(door, monotonic() + longest)
        yield
    finally:
        os.close(door)


def _wait_for(door: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if monotonic() > until:
                raise StoreError("Another program is busy with the records: try again.") from error
            sleep(_LOOK_AGAIN)
        else:
            return
