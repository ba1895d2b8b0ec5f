"""The road of invented houses to a headquarters: real HTTP, patient where it is asked to be."""

import time
from collections.abc import Callable
from datetime import datetime
from random import Random

from sync import backoff
from sync.carrying.road import USUAL_ROAD
from sync.couriers.http import PATIENCE, Line
from sync.couriers.meter import Meter
from sync.errors import CourierError

_MOST_TRIES = 12
_LONGEST_WAIT = 20.0

# Names the address to which something goes that is said at a moment.
Address = Callable[[datetime], str]


class Wire:
    """Posts what houses say over one connection; for one thread at a time."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._meter = Meter()
        self._line = Line(USUAL_ROAD, PATIENCE, self._meter)
        self._rng = Random()

    def post(self, path: str, body: bytes, at: datetime, largest: int) -> bytes:
        """Post to headquarters until it answers; raise CourierError where that does not help."""
        url = self._address(at) + path
        for tries in range(1, _MOST_TRIES):
            try:
                return self._line.post(url, body, largest)
            except CourierError as problem:
                if problem.permanent:
                    raise
            time.sleep(backoff.delay(tries, self._rng, _LONGEST_WAIT))
        return self._line.post(url, body, largest)

    def close(self) -> None:
        """Let the connection go."""
        self._line.close()
        self._meter.close()


def always(url: str) -> Address:
    """Address a headquarters whose clock is its own."""
    base = url.rstrip("/")
    return lambda _at: base
