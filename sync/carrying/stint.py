"""An agent's steps while it is awake: over one connection, and within what the month may cost."""

import secrets
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import sqlite_utils

from sync import backoff, enrolment, outbox, records
from sync.agent import Terms
from sync.batch import MOST
from sync.carrying import budget, tries
from sync.carrying.budget import Budget, Leave
from sync.carrying.step import Carry, Step, ToldTime, step

if TYPE_CHECKING:
    from sync.couriers.apart import CourierApart
    from sync.couriers.http import HttpCourier

_A_DAY = 24 * 3600
# A request that broke off so often has become one envelope.
_HALVED = 6


class Stint:
    """Takes steps, and notes what they cost and how long the next one waits."""

    def __init__(
        self, terms: Terms, carry: Carry | None = None, told_time: ToldTime | None = None
    ) -> None:
        self._terms = terms
        self._carry = carry
        self._told_time = told_time
        self._courier: HttpCourier | CourierApart | None = None
        self._counted = (0, 0)
        # What was spent and could not be noted yet: the card may be full.
        self._owed = (0, 0)
        self._is_last_today = False
        # The house knows no date, perhaps: then a day of its own begins with each start.
        self._start = secrets.token_hex(4), time.monotonic()

    def step(self, db: sqlite_utils.Database, failed: int, *, asked: bool = False) -> Step:
        """Take the step that the month allows; none costs nothing.

        failed: how many tries did in a row: on a bad link the next carries less. asked: a person
        wants it, whatever it costs. Raises sqlite3.Error, and spends nothing, where not even what
        the last one cost can be noted: the same would be sent again and again.
        """
        if any(self._owed):
            self._note_costs(db)
            self._owed = (0, 0)
        month = self._month(db)
        leave = Leave.ALL if asked else month.leave(self._today())
        self._is_last_today = month.is_near_its_end and not asked
        known = enrolment.known(db)
        if known is None or leave is Leave.NOTHING or not outbox.everything_waiting(db, 1):
            return Step()
        carry = self._carry or self._courier_to(known.hq_url)
        most = max(1, MOST >> min(failed, _HALVED))
        return step(db, carry, self._told_time, most, newest_only=leave is Leave.NEWEST)

    def send_all(self, db: sqlite_utils.Database) -> tuple[int, Step]:
        """Send all that waits, as a person asked; tell how many arrived, and the last step."""
        settled, done = 0, Step(left=1)
        # How long the agent waits is its own.
        failed, _ = tries.kept(db)
        while done.again:
            done = self.step(db, 0, asked=True)
            settled += done.settled
            self.note(db, failed if done.trouble else 0, 0)
        return settled, done

    def note(self, db: sqlite_utils.Database, failed: int, wait: float) -> None:
        """Note what the last step cost and, where it failed, how long the next one waits.

        Writes only what is new: see `tries.note_trouble`.
        """
        now = self._terms.now()
        self._owe()
        before, _ = tries.kept(db)
        grew = failed != before and min(failed, before) < backoff.GROWS_FOR
        if not grew and not any(self._owed):
            return
        with records.transaction(db):
            if any(self._owed):
                self._note_costs(db)
            tries.note_wait(db, failed, now + int(wait) if failed and now is not None else None)
        self._owed = (0, 0)

    def close(self) -> None:
        """Let the connection go: the next steps are long after."""
        self._owe()
        if self._courier:
            self._courier.close()
        self._courier, self._counted = None, (0, 0)

    def _month(self, db: sqlite_utils.Database) -> Budget:
        month = budget.of(db, self._terms.now())
        if month.limit != self._terms.month_bytes:
            budget.limit(db, self._terms.month_bytes)
            month = replace(month, limit=self._terms.month_bytes)
        return month

    def _courier_to(self, hq_url: str) -> Carry:
        if self._courier is None:
            self._courier = self._new_courier(hq_url)
        return self._courier.carry

    def _new_courier(self, hq_url: str) -> "HttpCourier | CourierApart":
        # Imported when there is something to send: HTTP takes longer than the kiosk's own start.
        if self._terms.apart:
            from sync.couriers.apart import CourierApart

            return CourierApart(hq_url, self._terms.road)
        from sync.couriers.http import HttpCourier

        return HttpCourier(hq_url, road=self._terms.road)

    def _owe(self) -> None:
        """Add up what was sent and received since this was asked last."""
        sent, received = self._courier.spent() if self._courier else self._counted
        before, self._counted = self._counted, (sent, received)
        self._owed = self._owed[0] + sent - before[0], self._owed[1] + received - before[1]

    def _note_costs(self, db: sqlite_utils.Database) -> None:
        last = self._today() if self._is_last_today else None
        budget.spend(db, self._terms.now(), *self._owed, newest_on=last)

    def _today(self) -> str:
        now = self._terms.now()
        if now is not None:
            return budget.day_of(now)
        start, begun = self._start
        return f"{start} {int((time.monotonic() - begun) / _A_DAY)}"
