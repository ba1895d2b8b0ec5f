"""What a signed answer changes in the outbox.

Works inside the caller's transaction; without one, it makes its own.
"""

from collections.abc import Collection, Sequence

import sqlite_utils

from sync import enrolment, inbox, outbox, records
from sync.anew import resending, retelling
from sync.anew.retelling import Loss
from sync.answer import Answer
from sync.enrolment import Enrolment
from sync.errors import BadEnvelope, CourierError, NothingTaken
from sync.keys import hq_keys, own_keys
from sync.waiting import WAITS

NOT_HEADQUARTERS = "What answered is not headquarters: its signature is not right."
UNKNOWN_HERE = "Headquarters does not know this house's signature: enrol the house again."
NOTHING_TAKEN = "Headquarters answered, but took nothing of what came."
HAS_LESS = "Headquarters says that it has less than before: the house will ask once more."


def settle(
    db: sqlite_utils.Database,
    known: Enrolment,
    batch: Sequence[outbox.Waiting],
    data: bytes,
    *,
    alone: bool = False,
    asked_now: bool = False,
) -> tuple[int, int]:
    """Settle what a signed answer to these envelopes says, by whichever courier it came.

    alone: they went without those that wait before them, and so may be left unsettled.
    asked_now: as in `acknowledge`.
    Returns how many of them no longer wait, and when headquarters answered. Raises SyncError.
    """
    try:
        said = hq_keys.read_answer(db, known, data)
    except BadEnvelope as error:
        raise CourierError(NOT_HEADQUARTERS) from error
    if said.epoch != batch[0].epoch:
        raise BadEnvelope("The answer is for another epoch.")
    with records.transaction(db):
        loss = retelling.weigh(db, said)
        settled = acknowledge(db, said, {one.seq for one in batch}, asked_now=asked_now)
        inbox.take(db, said)
        if loss is Loss.SURE and retelling.tell_anew(db, said):
            return settled, said.at
    if alone and said.accepted < batch[0].seq and batch[0].seq not in said.refused:
        return settled, said.at
    if not settled and loss is Loss.DOUBTED:
        raise NothingTaken(HAS_LESS)
    if not settled and outbox.waits(db, batch[0]):
        raise NothingTaken(UNKNOWN_HERE if batch[0].seq in said.refused else NOTHING_TAKEN)
    return settled, said.at


def acknowledge(
    db: sqlite_utils.Database,
    answer: Answer,
    carried: Collection[int] | None = None,
    *,
    asked_now: bool = False,
) -> int:
    """Drop what headquarters has, set aside what it refused, and keep all headers.

    What it refused for the first time goes once more, see `resending`.

    answer: verified. carried: the seqs that the answered request held; an answer says
    nothing of others, in whose name anyone may have sent rubbish (None: all that wait).
    asked_now: it was asked for just now: where it settles something it is none of before, and
    holds though one that came earlier bears a later time.
    Returns how many no longer wait. Raises BadEnvelope when the answer is for another
    house or epoch.
    """
    with records.transaction(db):
        known = enrolment.known(db)
        if known is None or answer.house != known.house or outbox.next_seq(db, answer.epoch) == 1:
            raise BadEnvelope("The answer is for another house or epoch.")
        waiting = _seqs_waiting(db, answer.epoch)
        carried = waiting if carried is None else waiting.intersection(carried)
        settled = {seq for seq in carried if seq <= answer.accepted}
        refused = settled.intersection(answer.refused)
        _mark(db, "set_aside_at = ?", answer, refused)
        _mark(db, "envelope = NULL, acknowledged_at = ?", answer, settled - refused)
        _note(db, answer, is_of_now=asked_now and bool(settled))
        resending.tell_again(db, answer.epoch, refused)
        own_keys.forget(db)
    return len(settled)


def acknowledge_one(db: sqlite_utils.Database, epoch: bytes, seq: int, at: int) -> int:
    """Drop one envelope that headquarters has while earlier ones still wait.

    Returns 1, or 0 where it waits no longer.
    """
    with records.transaction(db):
        dropped = db.execute(
            "UPDATE outbox SET envelope = NULL, acknowledged_at = ?"
            f" WHERE epoch = ? AND seq = ? AND {WAITS}",
            (at, epoch, seq),
        )
        db.execute(
            "UPDATE wire SET acknowledged_at = :at WHERE ifnull(acknowledged_at, 0) <= :at",
            {"at": at},
        )
        own_keys.forget(db)
    return dropped.rowcount


def _seqs_waiting(db: sqlite_utils.Database, epoch: bytes) -> set[int]:
    rows = db.execute(f"SELECT seq FROM outbox WHERE epoch = ? AND {WAITS}", (epoch,))
    return {seq for (seq,) in rows.fetchall()}


def _mark(db: sqlite_utils.Database, how: str, answer: Answer, seqs: Collection[int]) -> None:
    for seq in seqs:
        db.execute(
            f"UPDATE outbox SET {how} WHERE epoch = ? AND seq = ?", (answer.at, answer.epoch, seq)
        )


def _note(db: sqlite_utils.Database, answer: Answer, *, is_of_now: bool) -> None:
    db.execute(
        "UPDATE wire SET acknowledged_at = :at,"
        " acknowledged_seq = iif(epoch = :epoch, max(acknowledged_seq, :accepted),"
        " acknowledged_seq)"
        # One that travelled on a stick may be older than what is known already.
        " WHERE ifnull(acknowledged_at, 0) <= :at OR :is_of_now",
        {
            "at": answer.at,
            "epoch": answer.epoch,
            "accepted": answer.accepted,
            "is_of_now": is_of_now,
        },
    )
