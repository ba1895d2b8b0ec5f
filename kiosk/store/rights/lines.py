"""Lists of short lines in a file of their own, beside the records and beside backups.

Whoever prepared a stick may have put a link or a pipe in the place of one: none is followed, and
none is waited for.
"""

import errno
import os
import re
import stat
from collections.abc import Collection
from pathlib import Path

from kiosk.store.safety import disk

# A hundred years of the houses that share a stick; a file that says more is not ours.
_LARGEST = 1024 * 1024


def read(path: Path, line: re.Pattern[str]) -> frozenset[str]:
    """Tell the whole lines of a list; one that a power cut tore is passed over."""
    try:
        with os.fdopen(_opened(path, os.O_RDONLY), "rb") as file:
            text = file.read(_LARGEST).decode("ascii", "replace")
    except OSError:
        return frozenset()
    return frozenset(one for one in text.splitlines() if line.fullmatch(one))


def add(path: Path, lines: Collection[str]) -> None:
    """Add lines, durably: what stands there already stays, whatever happens. Raises OSError."""
    descriptor = opened_to_add(path)
    try:
        if os.fstat(descriptor).st_size > _LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        # Lines of their own, even after one that was torn.
        os.write(descriptor, "".join(f"\n{one}\n" for one in lines).encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    disk.settle(path.parent)


def opened_to_add(path: Path) -> int:
    """Open a list, an empty one where there is none, to add to it. Raises OSError."""
    descriptor = _opened(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    disk.give_to_the_house(path)
    return descriptor


def _opened(path: Path, flags: int) -> int:
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_NOFOLLOW, 0o600)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
