"""When the last backup was made: the time of one empty file, which costs a glance to look up."""

import os
import secrets
from datetime import datetime
from pathlib import Path

_FILE = "last-backup"


def note(data: Path, now: datetime) -> None:
    """Remember in headquarters' directory that a backup was made; raises OSError."""
    # Made anew, not changed: the one of before may be that of another user.
    fresh = data / f".{_FILE}.{secrets.token_hex(4)}"
    fresh.touch(mode=0o600)
    os.utime(fresh, (now.timestamp(), now.timestamp()))
    fresh.replace(data / _FILE)


def made_at(data: Path) -> float | None:
    """Tell when the last one was made, in unix seconds; None where there never was one."""
    try:
        return (data / _FILE).stat().st_mtime
    except OSError:
        return None
