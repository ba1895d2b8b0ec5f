"""Carries events to the house, and asks it now and then how it is: lights wait for no answer."""

import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event as Flag
from threading import Thread

from hardware.errors import HouseSilent
from hardware.said import say
from hardware.telling import KEEPS, Event, House, HouseState

ASKS_EVERY = 5.0
TRIES_AGAIN = 1.0

_PRESENCE = (Event.SOMEONE_HERE, Event.NOBODY_HERE)

Hear = Callable[[HouseState | None, Event | None], None]


class Messenger(Thread):
    """Brings one event after the other, in order; those that wait too long are let go of."""

    def __init__(self, house: House, hear: Hear) -> None:
        super().__init__(name="messenger", daemon=True)
        self._house, self._hear = house, hear
        self._given: SimpleQueue[Event | None] = SimpleQueue()
        self._waiting: list[tuple[float, Event]] = []
        self._stopped = Flag()
        self._is_silent = False

    def tell(self, event: Event) -> None:
        """Give it an event to bring."""
        self._given.put(event)

    def stop(self) -> None:
        """Stop after what is on its way."""
        self._stopped.set()
        self._given.put(None)
        self.join(2 * ASKS_EVERY)

    def run(self) -> None:
        """Bring and ask until stopped."""
        self._ask(None)
        while not self._stopped.is_set():
            self._take(TRIES_AGAIN if self._is_silent else ASKS_EVERY)
            if self._stopped.is_set():
                return
            self._ask(self._waiting[0][1] if self._waiting else None)

    def _take(self, patience: float) -> None:
        """Take in what was given; wait for it where nothing waits, or the house is silent."""
        now = time.monotonic()
        self._waiting = [one for one in self._waiting if now - one[0] < KEEPS]
        try:
            wait = not self._waiting or self._is_silent
            event = self._given.get(timeout=patience) if wait else self._given.get_nowait()
        except Empty:
            return
        if event in _PRESENCE:
            # Only the last is still true.
            self._waiting = [one for one in self._waiting if one[1] not in _PRESENCE]
        if event:
            self._waiting.append((now, event))

    def _ask(self, event: Event | None) -> None:
        try:
            said = self._house.tell(event) if event else self._house.state()
        except HouseSilent as error:
            self._note(error)
            # Mains may be back before the house is: the attendant looks, and tells it anew.
            self._waiting = [one for one in self._waiting if one[1] is not Event.POWER_FAILED]
            self._hear(None, event)
            return
        self._note(None)
        if event:
            self._waiting.pop(0)
        self._hear(said, event)

    def _note(self, trouble: HouseSilent | None) -> None:
        """Write one line when things change, not one a try."""
        if trouble and not self._is_silent:
            say(str(trouble))
        elif self._is_silent and not trouble:
            say("The house answers again.")
        self._is_silent = trouble is not None
