"""The screen: where it is plugged in, and what draws on it."""

import socket
from dataclasses import dataclass
from pathlib import Path

_CONNECTORS = Path("/sys/class/drm")
_PROCESSES = Path("/proc")
_DISPLAY = Path("/run/aiyou-display/screen")
_ANSWERS_WITHIN = 2.0

# What can draw the kiosk's pages, by the names of the processes.
COMPOSITORS = ("cage", "labwc", "wayfire", "sway", "weston", "Xorg")


@dataclass(frozen=True, slots=True)
class Connector:
    """A place for a screen, as HDMI-A-1; `size` is a screen's, as 1280x800, or empty."""

    name: str
    has_screen: bool
    size: str = ""


def connectors(places: Path = _CONNECTORS) -> list[Connector]:
    """List the machine's places for a screen; there are none where it has no graphics."""
    found = []
    for status in sorted(places.glob("card*-*/status")):
        try:
            told = status.read_text().strip()
            sizes = (status.parent / "modes").read_text().split()
        except OSError:
            continue
        name = status.parent.name.partition("-")[2]
        found.append(Connector(name, told == "connected", sizes[0] if sizes else ""))
    return found


def may_see_processes(processes: Path = _PROCESSES) -> bool:
    """Tell whether others' processes can be seen: a service that is locked in sees its own only."""
    return (processes / "1" / "comm").exists()


def answers(display: Path = _DISPLAY) -> bool:
    """Tell whether a compositor takes pictures at the kiosk's own socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_ANSWERS_WITHIN)
        return line.connect_ex(str(display)) == 0


def compositor(processes: Path = _PROCESSES) -> str | None:
    """Tell which program draws on the screen now; None where none runs."""
    for name in processes.glob("[0-9]*/comm"):
        try:
            told = name.read_text().strip()
        except OSError:
            continue  # it has just ended
        if told in COMPOSITORS:
            return told
    return None
