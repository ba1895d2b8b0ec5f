"""A directory of backups: how each is named, and which of them go."""

import re
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sync.hq.headquarters import TIMEZONE

_OURS = re.compile(r"hq-\d{4}-\d\d-\d\dT\d{6}\.backup")
_UNFINISHED = re.compile(rf"\.{_OURS.pattern}\.[0-9a-f]{{8}}")
_DAY = 86_400.0


def name(now: datetime) -> str:
    """Name the backup of a moment by the houses' clock, so that names are in the order of time."""
    return f"hq-{now.astimezone(ZoneInfo(TIMEZONE)):%Y-%m-%dT%H%M%S}.backup"


def clear(directory: Path) -> None:
    """Remove what was cut off a day ago and more, as by a power cut. Raises OSError."""
    for file in directory.iterdir():
        if _UNFINISHED.fullmatch(file.name) and file.stat().st_mtime < time.time() - _DAY:
            file.unlink(missing_ok=True)


def prune(newest: Path, keep: int) -> list[Path]:
    """Remove all but so many of the backups beside the one that was just made; returns which.

    The one just made stays, whatever the clock said; what has another name than ours is somebody's
    own. Raises OSError.
    """
    beside = newest.parent.iterdir()
    ours = sorted(file for file in beside if _OURS.fullmatch(file.name) and file != newest)
    going = ours[: max(0, len(ours) - (keep - 1))]
    for file in going:
        file.unlink(missing_ok=True)
    return going
