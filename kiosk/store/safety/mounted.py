"""Whether the disk that holds the records is there: what lies beneath its place is not them."""

import os
from pathlib import Path

from kiosk.errors import StoreAway

_TABLE = Path("/etc/fstab")
# Of what is mounted by hand nobody knows when, and what is bound may be of the same disk.
_UNKNOWN = {"noauto", "bind", "rbind"}


def insist(directory: Path, table: Path = _TABLE) -> None:
    """Look whether the disk that belongs at a directory, or above, is mounted. Raises StoreAway."""
    real = directory.absolute()
    for place in _places(table):
        if place in (real, *real.parents) and not os.path.ismount(place):
            raise StoreAway(f"The disk with the records is not there: nothing is at {place}.")


def _places(table: Path) -> list[Path]:
    """List where the machine mounts something by itself when it starts."""
    try:
        lines = [one.split() for one in table.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError):
        return []
    entries = [one for one in lines if len(one) >= 4 and not one[0].startswith("#")]
    return [
        Path(place)
        for _, place, _, options, *_ in entries
        if place.startswith("/") and not _UNKNOWN & set(options.split(","))
    ]
