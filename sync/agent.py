"""Takes one step after another beside the kiosk.

What a step needs is imported with the first one: the house's own start comes first.
"""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import TYPE_CHECKING

from sync import backoff
from sync.errors import SyncError

if TYPE_CHECKING:
    from sync.step import Carry, Step, ToldTime

_LOOK_AGAIN = 60.0
_LEAVE_WITHIN = 5.0

_log = logging.getLogger(__name__)


class Agent(Thread):
    """Takes steps beside the kiosk, until it is stopped; nothing is lost by stopping it.

    longest_wait: seconds between tries while headquarters is away. start_after: seconds
    that the kiosk has for its own start before the first step, unless nudged. told_time:
    as in `step.step`; it must not raise.
    """

    def __init__(
        self,
        database_path: Path,
        *,
        longest_wait: float = backoff.LONGEST,
        start_after: float = 2.0,
        rng: Random | None = None,
        carry: "Carry | None" = None,
        told_time: "ToldTime | None" = None,
    ) -> None:
        super().__init__(name="agent", daemon=True)
        self._path = database_path
        self._longest_wait = longest_wait
        self._start_after = start_after
        self._rng = rng or Random()
        self._carry = carry
        self._told_time = told_time
        self._stopping = Event()
        self._woken = Event()
        self._tries = 0
        self._complaint: str | None = None

    def nudge(self) -> None:
        """Try now: something new waits, or somebody asked."""
        self._woken.set()

    def stop(self, within: float = _LEAVE_WITHIN) -> None:
        """Stop, and wait at most this many seconds for what is on its way."""
        self._stopping.set()
        self._woken.set()
        if self.is_alive():
            self.join(within)

    def run(self) -> None:
        """Take steps until stopped."""
        self._woken.wait(self._start_after)
        while not self._stopping.is_set():
            self._woken.clear()
            wait = self._wait_after(self._step())
            if not self._stopping.is_set():
                self._woken.wait(wait)

    def _step(self) -> "Step":
        from sync import records
        from sync.step import Step, step

        try:
            with closing(records.open_database(self._path)) as db:
                return step(db, self._carry, self._told_time)
        except (SyncError, sqlite3.Error, OSError, ValueError) as error:
            return Step(trouble=f"The outbox cannot be read or written: {error}")

    def _wait_after(self, done: "Step") -> float:
        self._report(done.trouble)
        if done.trouble is None:
            self._tries = 0
            return 0.0 if done.again else _LOOK_AGAIN
        self._tries += 1
        if done.permanent:
            return self._longest_wait
        return backoff.delay(self._tries, self._rng, self._longest_wait)

    def _report(self, trouble: str | None) -> None:
        """Write one line when things change, not one a try: each line wears the card."""
        if trouble == self._complaint:
            return
        self._complaint = trouble
        if trouble:
            _log.warning("Envelopes wait: %s", trouble)
        else:
            _log.info("Envelopes go to headquarters again.")
