"""The ids of erased children beside the database: they stay erased when an older backup returns."""

import os
import re
from collections.abc import Collection
from pathlib import Path

from kiosk.store.rights import lines

FILE_NAME = "erased"

_ID = re.compile(r"[0-9a-f]{32}")


def check(directory: Path) -> None:
    """Make sure that the list can be written, before anything goes. Raises OSError."""
    os.close(lines.opened_to_add(directory / FILE_NAME))


def note(directory: Path, children: Collection[str]) -> None:
    """Add the ids that are not listed yet, durably. Raises OSError.

    Only of those whom the records tell as erased: a line that came before its transaction would,
    were the power cut between the two, let a restore erase a child whom nobody erased. A line
    that comes after it may be missing, but the tombstones tell it and it is made up for; until
    then a restore asks them too. At worst a child comes back, and can be erased once more.
    """
    missing = sorted(set(children) - listed(directory))
    if missing:
        lines.add(directory / FILE_NAME, missing)


def listed(directory: Path) -> frozenset[str]:
    """Tell the ids; a line that a power cut tore is passed over, and noted anew."""
    return lines.read(directory / FILE_NAME, _ID)
