"""Where backups go: a directory of the card, and every stick that asks for them by a folder."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sync.sticks import is_there, mounted

FOLDER = "aiyou-backups"


@dataclass(frozen=True, slots=True)
class Place:
    """A directory for backups; `stick` is a stick's name, empty for the house's own directory.

    asked: the stick has the folder, so that it also gets a backup each night.
    """

    directory: Path
    stick: str = ""
    asked: bool = True


def found(own: Path, sticks: str) -> list[Place]:
    """List the house's own directory, then the sticks that can be written to.

    sticks: patterns of mount points, with colons between them.
    """
    return [Place(own), *_sticks(own, sticks)]


def nightly(own: Path, sticks: str) -> list[Place]:
    """List the places that get a backup each night."""
    return [place for place in found(own, sticks) if place.asked]


def _sticks(own: Path, patterns: str) -> Iterator[Place]:
    for mount in mounted(patterns):
        folder = mount / FOLDER
        if is_there(folder):
            if os.access(folder, os.W_OK):
                yield Place(folder, mount.name)
        elif _is_other_disk(mount, own) and os.access(mount, os.W_OK):
            yield Place(folder, mount.name, asked=False)


def _is_other_disk(mount: Path, own: Path) -> bool:
    """Tell a stick from a directory of the card; a mount point alone says nothing of that."""
    try:
        while not own.exists() and own != own.parent:
            own = own.parent
        return mount.is_dir() and mount.stat().st_dev != own.stat().st_dev
    except OSError:
        return False
