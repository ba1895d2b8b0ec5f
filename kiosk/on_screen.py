"""How a program of the house is seen on its screen."""

from collections.abc import Mapping
from pathlib import Path

from hardware.display.settings import SOCKET


def environ(directory: Path, given: Mapping[str, str]) -> dict[str, str]:
    """Tell the environment of a program that shows something, or that turns the screen off.

    directory: the display's own. Where no display is at work, a program finds what it can.
    """
    if "WAYLAND_DISPLAY" in given or not (directory / SOCKET).exists():
        return dict(given)
    # The display is a service of its own: its screen is found by a name that stays.
    found = {"XDG_RUNTIME_DIR": str(directory), "WAYLAND_DISPLAY": str(directory / SOCKET)}
    return {"SDL_VIDEODRIVER": "wayland", **given, **found}
