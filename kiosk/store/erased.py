"""The ids of erased children beside the database: they stay erased when an older backup returns."""

import os
import re
from pathlib import Path

from kiosk.store import disk

FILE_NAME = "erased"

_ID = re.compile(r"[0-9a-f]{32}")


def note(directory: Path, child_id: str) -> None:
    """Add a child's id, durably, before its records go. Raises OSError."""
    descriptor = os.open(directory / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        # A line of its own, even after one that was torn.
        os.write(descriptor, f"\n{child_id}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    disk.settle(directory)


def listed(directory: Path) -> frozenset[str]:
    """Tell the ids; a line that a power cut tore is passed over, its child not yet erased."""
    try:
        text = (directory / FILE_NAME).read_text("ascii", errors="replace")
    except OSError:
        return frozenset()
    return frozenset(line for line in text.splitlines() if _ID.fullmatch(line))
