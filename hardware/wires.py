"""Every wire from a part to the header: its lines, and the power and ground that it needs. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hardware.language import _
from hardware.parts import Part, Status, Wiring, lines_of
from hardware.pins import FIVE_VOLTS, GROUNDS, HEADER, THREE_VOLTS, nearest_ground

GROUND, FIVE, THREE = _("ground"), _("5 V"), _("3.3 V")

ROLES = {
    "button": _("button"),
    "light": _("light, through 330 Ω"),
    "pin": _("signal"),
    "red": _("red, through 330 Ω"),
    "green": _("green, through 330 Ω"),
    "blue": _("blue, through 330 Ω"),
    "data": _("SDA"),
    "clock": _("SCL"),
}

_POWER = {GROUND: GROUNDS, FIVE: FIVE_VOLTS, THREE: THREE_VOLTS}


@dataclass(frozen=True, slots=True)
class Wire:
    """A wire of a part to a pin; `line` is None for power and ground. `role` is a word to say."""

    part: str
    role: str
    pin: int
    line: int | None = None


def wires_of(wiring: Wiring) -> list[Wire]:
    """List every wire; each has a pin of its own as long as there are some left of its kind."""
    used: set[int] = set()
    found: list[Wire] = []
    for name, part in wiring.parts.items():
        lines = [
            Wire(name, ROLES[role], HEADER[line], line) for role, line in lines_of(part).items()
        ]
        found += lines
        for role in _needs(name, part):
            pin = _free(role, lines[0].pin, used)
            used.add(pin)
            found.append(Wire(name, role, pin))
    return found


def _needs(name: str, part: Part) -> Iterator[str]:
    if name == "rtc":
        yield THREE
    if name == "presence":
        yield FIVE
    yield THREE if isinstance(part, Status) and part.common == "anode" else GROUND


def _free(role: str, near: int, used: set[int]) -> int:
    free: Sequence[int] = [pin for pin in _POWER[role] if pin not in used]
    if role == GROUND:
        return nearest_ground(near, free or GROUNDS)
    return (free or _POWER[role])[0]
