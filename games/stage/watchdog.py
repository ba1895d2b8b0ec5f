"""Ends a game that hangs: a picture that answers nobody would cover the screen until the bell.

The process ends itself: from outside, a game that waits looks like one that hangs.
"""

import faulthandler
import time

# No frame takes so many seconds, nor does a first start from a slow card.
HANGS = 20.0
# To be fed more often costs more than it tells (seconds).
OFTEN = 1.0


class Watchdog:
    """Bites unless it is fed every so many seconds; it needs no Python, which may be what hangs."""

    def __init__(self, seconds: float = HANGS) -> None:
        self._seconds, self._hungry_at = seconds, 0.0

    def feed(self) -> None:
        """Say that the game goes on; where it hung is told on standard error."""
        now = time.monotonic()
        if now >= self._hungry_at:
            self._hungry_at = now + OFTEN
            faulthandler.dump_traceback_later(self._seconds, exit=True)
