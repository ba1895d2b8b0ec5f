"""One step: carries the oldest envelopes to headquarters, settles them, keeps what came back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlite_utils

from sync import enrolment, outbox, settling
from sync.anew import mending
from sync.batch import MOST
from sync.carrying import halving, tries
from sync.carrying.road import USUAL_ROAD
from sync.errors import CourierError
from sync.status import wire_status

Carry = Callable[[Sequence[bytes]], bytes]
ToldTime = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Step:
    """What one step did.

    settled: envelopes that no longer wait. left: those that still do. trouble: why it
    failed, in one sentence, or None. permanent: trying again soon cannot help.
    news: the trouble came, changed or went with this step. retry_after: seconds for which whoever
    answered asked to be left alone.
    """

    settled: int = 0
    left: int = 0
    trouble: str | None = None
    permanent: bool = False
    news: bool = False
    retry_after: float = 0.0

    @property
    def again(self) -> bool:
        """Whether the next step can go at once."""
        return self.left > 0 and self.trouble is None


def step(
    db: sqlite_utils.Database,
    carry: Carry | None = None,
    told_time: ToldTime | None = None,
    most: int = MOST,
    *,
    newest_only: bool = False,
) -> Step:
    """Carry the oldest envelopes that wait, and the newest headcount; settle what is signed for.

    carry: takes envelopes, returns the answer's bytes; over HTTP when None. No lock of
    the database is held while it is on its way. told_time: is told the signed Unix time of
    an answer that settled something which this request carried; an old answer, said
    again, settles nothing and tells nobody the time. most: as in `outbox.waiting`.
    newest_only: what waits before the newest headcount stays, and it stays with it.
    """
    known = enrolment.known(db)
    if known is None or not outbox.everything_waiting(db, 1):
        return Step()
    if carry is None:
        # Imported when there is something to send: it takes longer than the kiosk's own start.
        from sync.couriers.http import HttpCourier

        with HttpCourier(known.hq_url, road=USUAL_ROAD) as courier:
            return step(db, courier.carry, told_time, most, newest_only=newest_only)
    mending.replace_broken(db)

    def exchange(batch: Sequence[outbox.Waiting]) -> tuple[int, int]:
        said = carry([one.envelope for one in batch])
        return settling.settle(db, known, batch, said, alone=newest_only, asked_now=True)

    batch = outbox.newest(db) if newest_only else outbox.waiting(db, most)
    if not batch:
        return Step()
    done = halving.bring(batch, exchange)
    if done.settled and told_time:
        told_time(done.at)
    return _noted(db, done)


def _noted(db: sqlite_utils.Database, done: halving.Brought) -> Step:
    trouble = str(done.trouble) if done.trouble else None
    permanent = isinstance(done.trouble, CourierError) and done.trouble.permanent
    news = tries.note_trouble(db, trouble)
    left = wire_status(db).waiting
    return Step(done.settled, left, trouble, permanent, news, done.retry_after)
