"""Runs the box: waits for what happens or is due, and does nothing in between."""

import signal
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from types import FrameType

from hardware import notify
from hardware.attendant import Attendant
from hardware.box import Box, open_pins, play_pins
from hardware.language import Speech
from hardware.messenger import Messenger
from hardware.parts import NAMES, Trouble, Wiring
from hardware.said import say
from hardware.telling import Event, House, HouseState

_LONGEST_REST = 3600.0
# So often a part is tried that could not be had.
TRIES_EVERY = 20.0

Happening = Callable[[Attendant, float], None]


class Service:
    """The box at work; `run()` until `stop()`.

    shows: called after lights and tone are set. plays: on mock pins, wherever it runs.
    """

    def __init__(
        self,
        wiring: Wiring,
        house: House,
        shows: Callable[[], None] = lambda: None,
        *,
        plays: bool = False,
    ) -> None:
        self._shows = shows
        self.pins_trouble = None
        if plays:
            play_pins()
        else:
            self.pins_trouble = open_pins()
        # Put from callbacks of pins and from signals: a SimpleQueue can be, whoever is waiting.
        self._happenings: SimpleQueue[Happening | None] = SimpleQueue()
        self._messenger = Messenger(house, self._heard)
        self._attendant = Attendant(wiring, time.monotonic())
        self._wiring = wiring
        self.box = Box(Wiring() if self.pins_trouble else wiring, self._happened)
        self._tries_at = time.monotonic() + TRIES_EVERY
        self.troubles = [*wiring.troubles, *self.box.troubles]
        if self.pins_trouble:
            self.troubles.append(self.pins_trouble)

    def stop(self) -> None:
        """End soon; from any thread or signal."""
        self._happenings.put(None)

    def run(self) -> None:
        """Work until stopped, and leave all lights dark."""
        beat = notify.watchdog_seconds()
        self._messenger.start()
        notify.tell(notify.READY)
        try:
            while self._turn(beat):
                notify.tell(notify.ALIVE)
        finally:
            notify.tell(notify.STOPPING)
            self._messenger.stop()
            self.box.close()

    def run_until_asked(self, speech: Speech) -> None:
        """Say what is missing, and work until SIGTERM or SIGINT."""
        for trouble in self.troubles:
            say(sentence_of(trouble, speech))

        def leave(_signal: int, _frame: FrameType | None) -> None:
            self.stop()

        for asked in (signal.SIGTERM, signal.SIGINT):
            signal.signal(asked, leave)
        self.run()

    def _turn(self, beat: float | None) -> bool:
        """Do what is due, and wait for what comes next; tell whether to go on."""
        now = time.monotonic()
        for event in self._attendant.step(now):
            self._messenger.tell(event)
        self._try_what_is_missing(now)
        shown, due = self._attendant.shown(now)
        self.box.show(shown)
        self._shows()
        dues = [one for one in (due, self._tries_at if self._misses_some else None) if one]
        rest = min(beat or _LONGEST_REST, _LONGEST_REST, *(max(0.0, one - now) for one in dues))
        try:
            happening = self._happenings.get(timeout=rest)
        except Empty:
            return True
        if happening is None:
            return False
        happening(self._attendant, time.monotonic())
        return True

    @property
    def _misses_some(self) -> bool:
        return self.pins_trouble is not None or not self.box.is_whole

    def _try_what_is_missing(self, now: float) -> None:
        if not self._misses_some or now < self._tries_at:
            return
        self._tries_at = now + TRIES_EVERY
        # At the start of a machine its pins may be there before they may be opened.
        if self.pins_trouble:
            self.pins_trouble = open_pins()
            if self.pins_trouble:
                return
            self.box = Box(self._wiring, self._happened)
            say("The pins answer now.")
        for name in self.box.try_again():
            say(f"[{name}] answers now.")

    def _happened(self, part: str, is_so: bool) -> None:  # noqa: FBT001  it is gpiozero's callback
        doing: dict[str, Happening] = {
            "help": lambda one, now: one.help_button(now, pressed=is_so),
            "off": lambda one, now: one.off_button(now, pressed=is_so),
            "presence": lambda one, now: one.presence(now, moves=is_so),
            "ups": lambda one, now: one.mains(now, failed=is_so),
        }
        self._happenings.put(doing[part])

    def _heard(self, said: HouseState | None, to: Event | None) -> None:
        def hear(attendant: Attendant, now: float) -> None:
            if said is None:
                attendant.lose()
            else:
                attendant.hear(now, said, to)

        self._happenings.put(hear)


def run(wiring: Wiring, house: House, speech: Speech) -> None:
    """Run the box until SIGTERM or SIGINT; what is missing is said, and the rest goes on."""
    Service(wiring, house).run_until_asked(speech)


def sentence_of(trouble: Trouble, speech: Speech) -> str:
    """Say what is wrong with a part."""
    part = NAMES.get(trouble.part, "")
    return speech.say(trouble.sentence, **{"part": part, **trouble.figures})
