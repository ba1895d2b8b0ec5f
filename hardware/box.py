"""The parts themselves, on a Pi's pins or on mock pins: each that fails is told, and left out."""

import tempfile
from collections.abc import Callable
from contextlib import chdir, suppress
from functools import partial
from pathlib import Path

# From where they are: the package by itself would load every part that it knows.
from gpiozero.devices import Device
from gpiozero.input_devices import DigitalInputDevice
from gpiozero.output_devices import LED, RGBLED, PWMOutputDevice
from gpiozero.pins.mock import MockFactory, MockPWMPin

from hardware.attendant import Shown
from hardware.language import _
from hardware.parts import Buzzer, Help, Off, Part, Presence, Status, Trouble, Ups, Wiring

_CHIPS = Path("/dev")
_BOUNCE = 0.03

Happened = Callable[[str, bool], None]


def has_pins(chips: Path = _CHIPS) -> bool:
    """Tell whether the computer has pins at all."""
    return any(chips.glob("gpiochip*"))


def play_pins() -> None:
    """Take mock pins."""
    Device.pin_factory = MockFactory(pin_class=MockPWMPin)


def open_pins(chips: Path = _CHIPS) -> Trouble | None:
    """Take the pins of a Pi, or mock pins where the computer has none; tell why they fail."""
    if not has_pins(chips):
        play_pins()
        return None
    try:
        # lgpio makes a pipe where it is imported; the service's own directory may be read-only.
        with chdir(tempfile.gettempdir()):
            from hardware.edges import QuietFactory
        Device.pin_factory = QuietFactory()
    except Exception as error:
        play_pins()
        said = _("The pins of this computer cannot be used ({why}): no part works.")
        return Trouble("", said, {"why": str(error)})
    return None


class Input(DigitalInputDevice):  # type: ignore[misc]  # gpiozero has no types
    """A line that tells of itself. changes: called from any thread with whether it is active.

    By gpiozero's own events, for which it looks at what it calls, 1 MB would have to be loaded.
    """

    def __init__(self, line: int, changes: Callable[[bool], None], **options: object) -> None:
        self._changes = changes
        super().__init__(line, **options)

    def _fire_activated(self) -> None:
        self._changes(True)

    def _fire_deactivated(self) -> None:
        self._changes(False)


class Box:
    """All parts of a wiring that could be had.

    happened: called from any thread with a part's name, and whether it is pressed, sees somebody
    move, or misses the mains.
    """

    def __init__(self, wiring: Wiring, happened: Happened) -> None:
        self._happened = happened
        self._devices: dict[str, Device] = {}
        self._shown: Shown | None = None
        self._missing: dict[str, Part] = {}
        self.troubles: list[Trouble] = []
        for name, part in wiring.parts.items():
            why = self._tried(name, part)
            if why is not None:
                said = _("{part} does not answer ({why}): it is left out.")
                self.troubles.append(Trouble(name, said, {"why": why}))
                self._missing[name] = part

    @property
    def is_whole(self) -> bool:
        """Tell whether every part could be had."""
        return not self._missing

    def try_again(self) -> list[str]:
        """Try the parts that could not be had: who held a line may have let go; tell which came."""
        came = [name for name, part in self._missing.items() if self._tried(name, part) is None]
        for name in came:
            del self._missing[name]
            self._shown = None
        return came

    def _tried(self, name: str, part: Part) -> str | None:
        """Build a part; tell why it cannot be had, None where it can."""
        built = set(self._devices)
        try:
            self._build(name, part)
        # What lgpio raises, as for a line that another program holds, is of no kind of its own.
        except Exception as error:
            for half in set(self._devices) - built:
                self._devices.pop(half).close()
            return str(error)
        return None

    def __contains__(self, name: str) -> bool:
        return name in self._devices

    def _build(self, name: str, part: Part) -> None:
        match part:
            case Help(button, light):
                if light is not None:
                    self._devices["help light"] = LED(light)
                # gpiozero's Button would look ten times a second whether it is held.
                self._watch(name, button, pull_up=True, bounce_time=_BOUNCE)
                self._tell_what_is_so(name)
            case Off(button):
                # One that jams would switch every start off again: it counts once it was let go.
                self._watch(name, button, pull_up=True, bounce_time=_BOUNCE)
            case Presence(pin):
                self._watch(name, pin, pull_up=False)
                # That nobody moves counts from when there is a sensor that could see it.
                self._happened(name, self.is_active(name))
            case Ups(pin, fails):
                # Pulled to where the mains are well: a wire that fell off switches nothing off.
                self._watch(name, pin, pull_up=fails == "low")
                self._tell_what_is_so(name)
            case Status(red, green, blue, common):
                self._devices[name] = RGBLED(
                    red, green, blue, active_high=common == "cathode", pwm=False
                )
            case Buzzer(pin, hertz, loudness):
                # A tone is softer, the shorter each of its strokes is.
                self._devices[name] = PWMOutputDevice(pin, frequency=hertz)
                self._hertz, self._stroke = hertz, loudness / 2
                self._sound(0.0)

    def _watch(self, name: str, line: int, **options: object) -> None:
        self._devices[name] = Input(line, partial(self._happened, name), **options)

    def _tell_what_is_so(self, name: str) -> None:
        """Tell what is so from the start: it is no change."""
        if self.is_active(name):
            self._happened(name, True)

    def show(self, shown: Shown) -> None:
        """Set lights and tone, where they change."""
        before, self._shown = self._shown, shown
        if "status" in self and (before is None or before.colour != shown.colour):
            self._devices["status"].value = shown.colour
        if "help light" in self and (before is None or before.help_light != shown.help_light):
            self._devices["help light"].value = shown.help_light > 0
        if "buzzer" in self and (before is None or before.tone != shown.tone):
            self._sound(shown.tone)

    def _sound(self, tone: float) -> None:
        """Sound, or be silent without the strokes that would wake the processor."""
        buzzer = self._devices["buzzer"]
        if tone:
            buzzer.frequency = self._hertz
            buzzer.value = tone * self._stroke
        else:
            buzzer.off()
            buzzer.frequency = None

    def is_active(self, name: str) -> bool:
        """Tell whether a button is pressed, somebody moves, or the mains are gone."""
        return bool(self._devices[name].is_active)

    def close(self) -> None:
        """Turn everything dark and let go of the pins."""
        for device in self._devices.values():
            with suppress(Exception):
                device.close()
        self._devices.clear()
