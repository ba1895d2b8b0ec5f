"""Tries each part together with a person: what to press, what should be seen, what to do if not."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import Protocol

from hardware.attendant import Shown
from hardware.box import Box
from hardware.language import _
from hardware.parts import NAMES, Wiring, lines_of
from hardware.pins import HEADER
from hardware.results import Result, ill, well
from hardware.rhythms import CALLING, RING, SIGNS, Mood, Rhythm

_DARK = Shown((0.0, 0.0, 0.0), 0.0, 0.0)

# What each light means, as a person sees it.
MOODS = {
    Mood.ASLEEP: _("asleep: a short blue spark every 6 seconds"),
    Mood.READY: _("ready: steady green"),
    Mood.WAITING: _("waiting to send: yellow, 2 seconds on and 2 seconds off"),
    Mood.NEEDS: _("needs the counselor: red, two short flashes and a pause"),
}


class Person(Protocol):
    """Somebody who presses and looks."""

    def say(self, sentence: str, **figures: object) -> None:
        """Tell the person what to do."""

    def sees(self, sentence: str, **figures: object) -> bool:
        """Ask the person yes or no."""


class Happenings:
    """What the parts told, in order; given to a Box as what it calls."""

    def __init__(self) -> None:
        self._told: SimpleQueue[tuple[str, bool]] = SimpleQueue()

    def __call__(self, part: str, is_so: bool) -> None:  # noqa: FBT001  as gpiozero calls
        """Take one in, from any thread."""
        self._told.put((part, is_so))

    def forget(self) -> None:
        """Let go of what was told so far: a sensor may see somebody all the time."""
        with suppress(Empty):
            while True:
                self._told.get_nowait()

    def wait(self, part: str, seconds: float, *, is_so: bool) -> bool:
        """Wait until a part tells this; False where it does not within so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                if self._told.get(timeout=left) == (part, is_so):
                    return True
            except Empty:
                break
        return False


@dataclass(frozen=True, slots=True)
class Check:
    """Tries what is wired; `patience` is how many seconds it waits for a person."""

    wiring: Wiring
    box: Box
    happenings: Happenings
    person: Person
    patience: float = 30.0

    def run(self) -> Iterator[Result]:
        """Try one part after the other, in the order of the file."""
        tries = {
            "help": self._help, "off": self._off, "presence": self._presence,
            "status": self._status, "buzzer": self._buzzer, "ups": self._ups,
        }  # fmt: skip
        for name in self.wiring.parts:
            if name in self.box and name in tries:
                self.happenings.forget()
                yield from tries[name]()

    def _help(self) -> Iterator[Result]:
        self.person.say(
            _("Press the help button (GPIO {line}, pin {pin}) and let go."), **self._where("help")
        )
        yield self._felt("help", _("The help button works."))
        if "help light" in self.box:
            self._play(CALLING, lambda level: Shown((0.0, 0.0, 0.0), level, 0.0))
            seen = self.person.sees(_("Did the light in the help button blink five times?"))
            yield _said("help light", _("The light in the help button works."), is_so=seen)

    def _off(self) -> Iterator[Result]:
        self.person.say(
            _("Press the off button (GPIO {line}, pin {pin}) and let go; nothing goes off now."),
            **self._where("off"),
        )
        yield self._felt("off", _("The off button works."))

    def _presence(self) -> Iterator[Result]:
        self.person.say(_("Sit still and out of its sight for a moment; then wave your hand."))
        yield self._felt("presence", _("The presence sensor works."))

    def _ups(self) -> Iterator[Result]:
        self.person.say(_("Pull the plug of the power supply: all must go on, from the UPS board."))
        felt = self._felt("ups", _("The UPS board tells that the power failed."))
        self.person.say(_("Put the plug in again."))
        if felt.well and not self.happenings.wait("ups", self.patience, is_so=False):
            felt = ill("ups", _("The UPS board does not tell that the power is back."))
        yield felt

    def _status(self) -> Iterator[Result]:
        for mood, meaning in MOODS.items():
            self.person.say(_("The status light now shows: {meaning}"), meaning=meaning)
            self._play(SIGNS[mood].rhythm, partial(_coloured, SIGNS[mood].colour))
            if not self.person.sees(_("Did you see it so?")):
                yield _said("status", "", is_so=False)
                return
        yield _said("status", _("The status light works."), is_so=True)

    def _buzzer(self) -> Iterator[Result]:
        self._play(RING, lambda level: Shown((0.0, 0.0, 0.0), 0.0, level))
        seen = self.person.sees(_("Did you hear two soft tones?"))
        yield _said("buzzer", _("The buzzer works."), is_so=seen)

    def _felt(self, name: str, works: str) -> Result:
        return _said(name, works, is_so=self.happenings.wait(name, self.patience, is_so=True))

    def _where(self, name: str) -> dict[str, int]:
        line = next(iter(lines_of(self.wiring.parts[name]).values()))
        return {"line": line, "pin": HEADER[line]}

    def _play(self, rhythm: Rhythm, shown: Callable[[float], Shown]) -> None:
        """Show a rhythm for some seconds, or once where it does not repeat."""
        seconds = max(5.0, rhythm.seconds) if rhythm.repeats else rhythm.seconds
        began = time.monotonic()
        while (elapsed := time.monotonic() - began) < seconds:
            level, changes = rhythm.at(elapsed)
            self.box.show(shown(level))
            time.sleep(min(seconds - elapsed, seconds if changes is None else changes))
        self.box.show(_DARK)


def _coloured(colour: tuple[float, float, float], level: float) -> Shown:
    red, green, blue = (level * one for one in colour)
    return Shown((red, green, blue), 0.0, 0.0)


def _said(name: str, works: str, *, is_so: bool) -> Result:
    if is_so:
        return well(name, works)
    if name == "help light":
        return ill(name, _("The light in the help button does not work."))
    return ill(name, _("{part} does not work."), part=NAMES[name])
