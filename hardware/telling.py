"""What the box and the house tell each other, on this machine alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hardware.asking import OK, ask, place_here
from hardware.errors import HouseSilent
from hardware.rhythms import Mood

# A service that stays in memory has no need of what types are.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ADDRESS = "http://127.0.0.1:8080"
EVENTS, STATE = "/desk/events", "/desk/state"

# So many seconds the box goes on trying to tell something: a button that nobody remembers
# pressing does nothing any more.
KEEPS = 120.0

_ANSWERS_WITHIN = 5.0


class Event(StrEnum):
    """What happened at the box."""

    HELP = "help"
    SOMEBODY_CAME = "somebody_came"
    SOMEONE_HERE = "someone_here"
    NOBODY_HERE = "nobody_here"
    SWITCH_OFF = "switch_off"
    POWER_FAILED = "power_failed"


@dataclass(frozen=True, slots=True)
class HouseState:
    """What the house says of itself: no number and no name.

    calls: whether a call for the counselor stands. quiet: whether it shall make no sound.
    """

    mood: Mood
    calls: bool = False
    quiet: bool = False

    @classmethod
    def read(cls, told: Mapping[str, "Any"]) -> "HouseState":
        """Read what the house told. Raises KeyError or ValueError."""
        return cls(Mood(told["mood"]), bool(told["calls"]), bool(told["quiet"]))


class House:
    """The house as the box reaches it, over loopback."""

    def __init__(self, address: str = ADDRESS) -> None:
        """Reach the house at an address of this machine. Raises HouseSilent for any other."""
        place = place_here(address)
        if place is None:
            raise HouseSilent("The box talks to the house on its own machine only.")
        self._host, self._port = place

    def state(self) -> HouseState:
        """Ask how the house is. Raises HouseSilent."""
        return self._ask(STATE)

    def tell(self, event: Event) -> HouseState:
        """Tell what happened, and hear how the house is then. Raises HouseSilent."""
        return self._ask(EVENTS, json.dumps({"event": event}))

    def _ask(self, path: str, told: str | None = None) -> HouseState:
        try:
            status, said = ask(self._host, self._port, path, within=_ANSWERS_WITHIN, told=told)
            if status != OK:
                raise HouseSilent(f"The house answers {status}.")
            return HouseState.read(json.loads(said))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise HouseSilent("The house does not answer on this machine.") from error
