"""The card's own key to its backups, with which the house repairs itself with nobody there.

It gives nothing away: whoever has the card has the database beside it, and what is
sealed there stays sealed inside a backup. It never goes to a stick.
"""

from pathlib import Path

from nacl.utils import random

from kiosk.store.safety import disk

FILE_NAME = "backup.key"
BYTES = 32


def read(directory: Path) -> bytes | None:
    """Tell the card's key; None where there is none that could be used."""
    try:
        key = (directory / FILE_NAME).read_bytes()
    except OSError:
        return None
    return key if len(key) == BYTES else None


def read_or_make(directory: Path) -> bytes | None:
    """Tell the card's key, made first where there is none; None where nothing can be written."""
    key = read(directory)
    if key:
        return key
    key = random(BYTES)
    try:
        with disk.written_whole(directory / FILE_NAME) as file:
            file.write(key)
    except OSError:
        return None
    return key
