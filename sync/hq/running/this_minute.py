"""Counts of the running minute, of this process alone: of what comes too often to be written."""

import time
from collections import Counter
from collections.abc import Callable, Hashable
from threading import Lock

_SECONDS = 60.0


class ThisMinute:
    """Count by whom, and begin anew each minute; clock: seconds that only run."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        # By their hashes: at night each house calls from elsewhere, thousands in a minute.
        self._counts, self._ends = Counter[int](), 0.0

    def add(self, who: Hashable, amount: int = 1) -> int:
        """Add to a count and tell it."""
        with self._lock:
            self._begin_anew()
            self._counts[hash(who)] += amount
            return self._counts[hash(who)]

    def told(self, who: Hashable) -> int:
        """Tell a count."""
        with self._lock:
            self._begin_anew()
            return self._counts.get(hash(who), 0)

    def _begin_anew(self) -> None:
        now = self._clock()
        if now >= self._ends:
            self._counts.clear()
            self._ends = now + _SECONDS
