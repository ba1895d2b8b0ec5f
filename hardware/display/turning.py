"""Turns the screen as it is built in, and shows all of it larger: by wlr-randr."""

import subprocess

from hardware.display.settings import Screen
from hardware.said import say

_PROGRAM = "wlr-randr"
_WITHIN = 5.0


def turn(screen: Screen, environ: dict[str, str]) -> None:
    """Turn every screen that is plugged in; what cannot be turned is shown as it is."""
    if not screen.rotation and screen.scale == 1:
        return
    turned = str(screen.rotation) if screen.rotation else "normal"
    try:
        for name in _names(_ask([], environ)):
            asked = ["--output", name, "--transform", turned, "--scale", f"{screen.scale:g}"]
            _ask(asked, environ)
    except (OSError, subprocess.SubprocessError) as error:
        say(f"The screen cannot be turned: {error}")


def _names(listed: str) -> list[str]:
    """Read the names of screens: on the lines that are not set in."""
    return [line.split()[0] for line in listed.splitlines() if line and not line[0].isspace()]


def _ask(words: list[str], environ: dict[str, str]) -> str:
    asked = [_PROGRAM, *words]
    done = subprocess.run(
        asked, env=environ, capture_output=True, text=True, timeout=_WITHIN, check=True
    )
    return done.stdout
