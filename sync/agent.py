"""Takes one step after another beside the kiosk.

What a step needs is imported with the first one: the house's own start comes first.
"""

import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import TYPE_CHECKING

from sync import backoff
from sync.carrying.bell import Bell, Heard
from sync.carrying.road import USUAL_ROAD, Road
from sync.errors import SyncError

if TYPE_CHECKING:
    from sync.carrying.step import Carry, Step, ToldTime
    from sync.carrying.stint import Stint

_LOOK_AGAIN = 60.0
_LEAVE_WITHIN = 5.0
# When a way to the network opens, names and routes follow within a moment. A link that comes and
# goes wakes the agent once a minute.
_OPENS_WITHIN = 1.0
_CALM = 60.0

_log = logging.getLogger(__name__)


def _clock() -> int | None:
    return int(time.time())


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms an agent works.

    road: how the house gets out. month_bytes: what a month may cost, None for as much as is
    needed. now: tells Unix seconds, or None while the date is not known. longest_wait: seconds
    between tries while headquarters is away. apart: whether HTTP is left to a process of its own.
    """

    road: Road = USUAL_ROAD
    month_bytes: int | None = None
    now: Callable[[], int | None] = _clock
    longest_wait: float = backoff.LONGEST
    apart: bool = False


class Agent(Thread):
    """Takes steps beside the kiosk, until it is stopped; nothing is lost by stopping it.

    start_after: seconds that the kiosk has for its own start before the first step, unless
    nudged. carry, told_time: as in `step.step`; told_time must not raise.
    """

    def __init__(
        self,
        database_path: Path,
        *,
        terms: Terms | None = None,
        start_after: float = 2.0,
        rng: Random | None = None,
        carry: "Carry | None" = None,
        told_time: "ToldTime | None" = None,
    ) -> None:
        super().__init__(name="agent", daemon=True)
        self._path = database_path
        self._terms = terms or Terms()
        self._start_after = start_after
        self._rng = rng or Random()
        self._carry = carry
        self._told_time = told_time
        self._bell = Bell()
        self._stopping = Event()
        self._asked = Event()
        self._tries = 0
        self._way_opened_at = -_CALM
        self._left_alone_until = -_CALM
        self._complaint: str | None = None

    def nudge(self) -> None:
        """Try now: something new waits."""
        self._bell.ring()

    def send_now(self) -> None:
        """Try now, whatever the month has cost already: a person asked."""
        self._asked.set()
        self._bell.ring()

    def stop(self, within: float = _LEAVE_WITHIN) -> None:
        """Stop, and wait at most this many seconds for what is on its way."""
        self._stopping.set()
        self._bell.ring()
        if self.is_alive():
            self.join(within)

    def run(self) -> None:
        """Take steps until stopped."""
        with self._bell.listening():
            if self._bell.wait(self._start_after) is Heard.NOTHING:
                self._rest(self._left_of_before())
            from sync.carrying.stint import Stint

            with closing(Stint(self._terms, self._carry, self._told_time)) as stint:
                while not self._stopping.is_set():
                    wait = self._take_step(stint)
                    if wait:
                        stint.close()
                        self._rest(wait)

    def _take_step(self, stint: "Stint") -> float:
        """Take a step, and tell how long to wait then."""
        from sync import records
        from sync.carrying.step import Step

        asked = self._asked.is_set()
        try:
            with closing(records.open_database(self._path)) as db:
                done = stint.step(db, self._tries, asked=asked)
                wait = self._wait_after(done)
                stint.note(db, self._tries, wait)
        except (SyncError, sqlite3.Error, OSError, ValueError) as error:
            done = Step(trouble=f"The outbox cannot be read or written: {error}")
            wait = self._wait_after(done)
        except Exception:
            # Whatever it is: nobody would start the agent again.
            _log.exception("A step failed")
            done = Step(trouble="A step failed.")
            wait = self._wait_after(done)
        if asked and not done.again:
            self._asked.clear()
        return wait

    def _wait_after(self, done: "Step") -> float:
        self._report(done.trouble)
        if done.trouble is None:
            self._tries = 0
            return 0.0 if done.again else _LOOK_AGAIN
        self._tries += 1
        self._left_alone_until = time.monotonic() + done.retry_after
        choose = backoff.after_refusal if done.permanent else backoff.delay
        # On top of what was asked for: all who were asked the same must not come back together.
        return done.retry_after + choose(self._tries, self._rng, self._terms.longest_wait)

    def _left_of_before(self) -> float:
        """Take up the wait in which the house was switched off."""
        from sync import records
        from sync.carrying import tries

        try:
            with closing(records.open_database(self._path)) as db:
                self._tries, next_try = tries.kept(db)
        except (SyncError, sqlite3.Error):
            return 0.0
        longest = self._terms.longest_wait
        return backoff.resumed(self._tries, next_try, self._terms.now(), self._rng, longest)

    def _rest(self, seconds: float) -> None:
        """Wait; a ring or a new way to the network ends it, and the row of failures with it.

        A new way does so even where it was asked to wait: on the old one anyone may have asked.
        """
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._stopping.is_set():
            heard = self._bell.wait(left)
            if heard is Heard.NETWORK and not self._is_news():
                continue
            if heard is Heard.RING and self._is_to_wait():
                end = min(end, self._left_alone_until)
                continue
            if heard is not Heard.NOTHING:
                self._tries = 0
                return

    def _is_to_wait(self) -> bool:
        """Tell whether what is new waits as long as was asked for; what a person wants does not."""
        return not self._asked.is_set() and time.monotonic() < self._left_alone_until

    def _is_news(self) -> bool:
        now = time.monotonic()
        if now - self._way_opened_at < _CALM:
            return False
        self._way_opened_at = now
        self._stopping.wait(_OPENS_WITHIN)
        return True

    def _report(self, trouble: str | None) -> None:
        """Write one line when things change, not one a try: each line wears the card."""
        if trouble == self._complaint:
            return
        self._complaint = trouble
        if trouble:
            _log.warning("Envelopes wait: %s", trouble)
        else:
            _log.info("Envelopes go to headquarters again.")
