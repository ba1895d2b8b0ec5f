"""The names of backup files: by their numbers they are in order, whatever any clock said."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.moment import HOUSE_ZONE

if TYPE_CHECKING:
    from kiosk.domain.backups import Made

SUFFIX = ".aiyou"

_NAME = re.compile(r"house-(\d{12})-")


def name(made: "Made", public_key: bytes) -> str:
    """Name the backup of a house that was made at some time."""
    day = made.at.astimezone(HOUSE_ZONE).date()
    return f"house-{made.seq:012}-{day.isoformat()}-{public_key.hex()[:6]}{SUFFIX}"


def files(place: Path) -> list[Path]:
    """List what looks like a backup, the newest first; a place that is not there holds none."""
    try:
        return sorted(place.glob(f"house-*{SUFFIX}"), reverse=True)
    except OSError:
        return []


def highest(place: Path) -> int:
    """Tell the highest number that the names at a place speak of; 0 where there are none."""
    found = (_NAME.match(path.name) for path in files(place))
    return max((int(name[1]) for name in found if name), default=0)
