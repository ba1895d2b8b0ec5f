"""Asks the house whether the page on its screen still beats."""

import json

from hardware.asking import ask, place_here
from hardware.display.watch import Pulse
from hardware.errors import HouseSilent

PATH = "/desk/beats"

_ANSWERS_WITHIN = 2.0


class Heart:
    """What beats at one house on this machine."""

    def __init__(self, address: str) -> None:
        """Listen at an address of this machine. Raises HouseSilent for any other."""
        place = place_here(address)
        if place is None:
            raise HouseSilent("The screen shows the house on its own machine only.")
        self._host, self._port = place

    def feel(self) -> Pulse | None:
        """Tell what the house heard of its page; None where it does not answer."""
        try:
            _, said = ask(self._host, self._port, PATH, within=_ANSWERS_WITHIN)
            told = json.loads(said)
            age = told["age"]
            plays, dark = bool(told["plays"]), bool(told["dark"])
            return Pulse(None if age is None else float(age), plays, dark)
        except (OSError, ValueError, KeyError, TypeError):
            return None
