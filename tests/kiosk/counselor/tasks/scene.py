"""Where a task is done: the house, its children, and the stick that is in."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.children import Child
from kiosk.house import House

SEEN_PRINTING = "window.print = () => document.documentElement.dataset.printed = 'yes'"


@dataclass(frozen=True)
class Scene:
    """What a task may need beside the panel, and what it looks into to see that it was done.

    desk: a directory for what a counselor has at hand.
    """

    house: House
    address: str
    children: list[Child]
    stick: Path
    desk: Path
