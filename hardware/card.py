"""Which card the house lives on."""

import os
from hashlib import blake2b
from pathlib import Path

_DEVICES = Path("/sys/dev/block")
_BYTES = 8


def mark(directory: Path, devices: Path = _DEVICES) -> str | None:
    """Name the memory card that holds a directory, by a hash of the number that its maker gave it.

    The same on every machine, another on each copy of the card. None where it is no such card.
    devices: where the kernel tells of block devices, each under its two numbers.
    """
    device = directory.stat().st_dev
    place = (devices / f"{os.major(device)}:{os.minor(device)}").resolve()
    # What is mounted is a partition mostly: the card is what it is a part of.
    for block in (place, place.parent):
        try:
            number = (block / "device" / "cid").read_bytes().strip()
        except OSError:
            continue
        if number:
            return blake2b(number, digest_size=_BYTES, person=b"aiyou card").hexdigest()
    return None


def wear(directory: Path, devices: Path = _DEVICES) -> int | None:
    """Tell how much of its life a card has used at most, in percent; None where it does not tell.

    By eMMC's own estimate (JEDEC 84-B51, life_time): steps of 10 %, 110 is over. Few SD cards
    have it.
    """
    device = directory.stat().st_dev
    place = (devices / f"{os.major(device)}:{os.minor(device)}").resolve()
    for block in (place, place.parent):
        try:
            steps = [int(one, 16) for one in (block / "device" / "life_time").read_text().split()]
        except (OSError, ValueError):
            continue
        if any(steps):
            return 10 * max(steps)
    return None
