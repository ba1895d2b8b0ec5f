"""One step: carries the oldest envelopes to headquarters, settles them, keeps what came back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlite_utils

from sync import enrolment, outbox, settling, tries
from sync.enrolment import Enrolment
from sync.errors import CourierError, SyncError
from sync.status import wire_status

Carry = Callable[[Sequence[bytes]], bytes]
ToldTime = Callable[[int], object]


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
    known = enrolment.known(db)
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
    return Step(settled, wire_status(db).waiting, news=tries.note_trouble(db, None))


def _settle(
    db: sqlite_utils.Database, known: Enrolment, batch: Sequence[outbox.Waiting], carry: Carry
) -> tuple[int, int]:
    """Return how many envelopes no longer wait, and when headquarters answered."""
    return settling.settle(db, known, batch, carry([one.envelope for one in batch]))


def _failed(db: sqlite_utils.Database, sentence: str, *, permanent: bool) -> Step:
    left = wire_status(db).waiting
    news = tries.note_trouble(db, sentence)
    return Step(left=left, trouble=sentence, permanent=permanent, news=news)


def _by_http(known: Enrolment) -> Carry:
    # Imported when there is something to send: it takes longer than the kiosk's own start.
    from sync.couriers.http import HttpCourier

    return HttpCourier(known.hq_url).carry
