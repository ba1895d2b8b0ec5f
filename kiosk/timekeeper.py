"""Tells the house what time it is."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hardware import clock
from kiosk.domain.moment import Moment, judge


class Timekeeper:
    """Turns clock readings into moments; `last` is the latest moment on record at the start."""

    def __init__(
        self, last: datetime | None, read: Callable[[], clock.Reading] = clock.read
    ) -> None:
        self._last = last
        self._read = read
        self._began = read().steady
        self._boot = clock.boot_id()

    def __call__(self) -> Moment:
        """Read the clock and judge it."""
        reading = self._read()
        running = timedelta(seconds=reading.steady - self._began)
        at, state = judge(
            reading.at, synchronised=reading.synchronised, running=running, last=self._last
        )
        return Moment(at, state, self._boot)
