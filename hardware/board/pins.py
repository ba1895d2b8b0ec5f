"""Presses the mock pins of a wiring, and tells what its lights are."""

from threading import Condition
from typing import Any

from gpiozero import Device

from hardware.parts import Wiring

# The part's line that is an input, and whether it is low while it is so.
_INPUTS = {"help": ("button", True), "off": ("button", True), "presence": ("pin", False)}


class Played:
    """The pins of a wiring, played; `changed` wakes whoever waits for lights."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        self._changed = Condition()
        self._turn = 0

    def press(self, part: str, *, is_so: bool) -> bool:
        """Press or let go, move or sit still, cut the mains; False for what is not wired."""
        wired = self._wiring.get(part)
        if wired is None or part not in (*_INPUTS, "ups"):
            return False
        role, low = _INPUTS.get(part, ("pin", getattr(wired, "fails", "low") == "low"))
        pin = _pin(getattr(wired, role))
        (pin.drive_low if is_so == low else pin.drive_high)()
        return True

    def lights(self) -> dict[str, Any]:
        """Tell the status light's colour from 0 to 1, the help button's light and the tone."""
        status, help_, buzzer = (self._wiring.get(one) for one in ("status", "help", "buzzer"))
        colour = [_pin(line).state for line in (status.red, status.green, status.blue)]
        return {
            "status": [round(float(one), 3) for one in colour],
            "help": bool(_pin(help_.light).state),
            "tone": bool(_pin(buzzer.pin).state),
        }

    def note(self) -> None:
        """Take note that lights may have changed."""
        with self._changed:
            self._turn += 1
            self._changed.notify_all()

    def wait(self, turn: int, seconds: float) -> int:
        """Wait for the next change after a turn, and tell the turn that it is then."""
        with self._changed:
            self._changed.wait_for(lambda: self._turn != turn, seconds)
            return self._turn


def _pin(line: int) -> Any:  # noqa: ANN401
    return Device.pin_factory.pin(f"GPIO{line}")
