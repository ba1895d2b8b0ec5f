"""Brings what waits to headquarters, one step at a time."""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Event, Thread

import sqlite_utils

from sync import answer, backoff, outbox
from sync.enrolment import Enrolment
from sync.errors import BadEnvelope, CourierError, SyncError

Carry = Callable[[Sequence[bytes]], bytes]
ToldTime = Callable[[int], object]

NOT_HEADQUARTERS = "What answered is not headquarters: its signature is not right."
UNKNOWN_HERE = "Headquarters does not know this house's signature: enrol the house again."
NOTHING_TAKEN = "Headquarters answered, but took nothing of what came."

_LOOK_AGAIN = 60.0
_LEAVE_WITHIN = 5.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """What one step did.

    settled: envelopes that no longer wait. left: those that still do. trouble: why it
    failed, in one sentence, or None. permanent: trying again soon cannot help.
    news: the trouble came, changed or went with this step.
    """

    settled: int = 0
    left: int = 0
    trouble: str | None = None
    permanent: bool = False
    news: bool = False

    @property
    def again(self) -> bool:
        """Whether the next step can go at once."""
        return self.left > 0 and self.trouble is None


def step(
    db: sqlite_utils.Database, carry: Carry | None = None, told_time: ToldTime | None = None
) -> Step:
    """Carry the oldest envelopes that wait and settle what headquarters signs for.

    carry: takes envelopes, returns the answer's bytes; over HTTP when None. No lock of
    the database is held while it is on its way. told_time: is told the signed Unix time of
    an answer that settled something which this request carried; an old answer, said
    again, settles nothing and tells nobody the time.
    """
    known = outbox.enrolment(db)
    if known is None or not outbox.waiting(db, limit=1):
        return Step()
    outbox.replace_broken(db)
    batch = outbox.waiting(db)
    try:
        settled, at = _settle(db, known, batch, carry or _by_http(known))
    except SyncError as error:
        permanent = isinstance(error, CourierError) and error.permanent
        return _failed(db, str(error), permanent=permanent)
    if settled and told_time:
        told_time(at)
    return Step(settled, outbox.status(db).waiting, news=outbox.note_trouble(db, None))


def _settle(
    db: sqlite_utils.Database, known: Enrolment, batch: Sequence[outbox.Waiting], carry: Carry
) -> tuple[int, int]:
    """Return how many envelopes no longer wait, and when headquarters answered."""
    data = carry([one.envelope for one in batch])
    try:
        said = answer.verify(data, known.hq_verify_key)
    except BadEnvelope as error:
        raise CourierError(NOT_HEADQUARTERS) from error
    if said.epoch != batch[0].epoch:
        raise BadEnvelope("The answer is for another epoch.")
    settled = outbox.acknowledge(db, said, {one.seq for one in batch})
    if not settled and batch[0] in outbox.waiting(db, limit=1):
        raise CourierError(UNKNOWN_HERE if batch[0].seq in said.refused else NOTHING_TAKEN)
    return settled, said.at


def _failed(db: sqlite_utils.Database, sentence: str, *, permanent: bool) -> Step:
    left = outbox.status(db).waiting
    news = outbox.note_trouble(db, sentence)
    return Step(left=left, trouble=sentence, permanent=permanent, news=news)


def _by_http(known: Enrolment) -> Carry:
    # Imported when there is something to send: it takes longer than the kiosk's own start.
    from sync.couriers.http import HttpCourier

    return HttpCourier(known.hq_url).carry


class Agent(Thread):
    """Takes steps beside the kiosk, until it is stopped; nothing is lost by stopping it.

    longest_wait: seconds between tries while headquarters is away. start_after: seconds
    that the kiosk has for its own start before the first step, unless nudged. told_time:
    as in `step`; it must not raise.
    """

    def __init__(
        self,
        database_path: Path,
        *,
        longest_wait: float = backoff.LONGEST,
        start_after: float = 2.0,
        rng: Random | None = None,
        carry: Carry | None = None,
        told_time: ToldTime | None = None,
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

    def _step(self) -> Step:
        try:
            with closing(outbox.open_database(self._path)) as db:
                return step(db, self._carry, self._told_time)
        except (SyncError, sqlite3.Error, OSError, ValueError) as error:
            return Step(trouble=f"The outbox cannot be read or written: {error}")

    def _wait_after(self, done: Step) -> float:
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
