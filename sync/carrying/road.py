"""How a house gets out to the network."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def _sure() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Road:
    """How a house gets out to the network.

    authority: a PEM file of the foundation's own authority, trusted besides the system's. proxy:
    the address of the network's proxy, such as http://10.0.0.1:3128; may hold name and password.
    knows_date: tells whether the house's clock can be trusted. Where it cannot, envelopes travel
    over a connection of which all but the dates of its certificates is right: they are sealed,
    and what comes back is signed. Enrolment never does: nothing in it is signed.
    """

    authority: Path | None = None
    proxy: str | None = None
    knows_date: Callable[[], bool] = _sure


USUAL_ROAD = Road()
