"""Answer what was taken in: how far each house came, what was refused, what waits for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, bindparam, select

from sync import answer
from sync.answer import Answer
from sync.hq.answer import post
from sync.hq.keyring import Keyring
from sync.hq.receive import ledger
from sync.hq.receive.taken import Taken
from sync.hq.register import told_keys
from sync.hq.store.schema import houses

# By which keys a house is answered, and whether something waits for it.
_ANSWERED = select(
    houses.c.house, houses.c.hq_keys, houses.c.verify_key, post.waits().label("waits")
).where(houses.c.house.in_(bindparam("of", expanding=True)))


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, signed; to which key of headquarters its house seals, and by which it signs."""

    said: Answer
    signed: bytes
    sealing_public: bytes
    house_key: bytes


def answers(
    connection: Connection, ring: Keyring, taken: Sequence[Taken], now: datetime
) -> dict[str, Answered]:
    """Answer requests that were applied, by house; what goes down gets its numbers here."""
    accepted = ledger.advance(connection, [(one.house, one.request.epoch) for one in taken])
    rows = connection.execute(_ANSWERED, {"of": [one.house for one in taken]}).mappings().all()
    of = {row["house"]: row for row in rows}
    return {
        one.house: _answer(connection, ring, one, of[one.house], accepted.get(one.house, 0), now)
        for one in taken
    }


def _answer(
    connection: Connection,
    ring: Keyring,
    taken: Taken,
    row: RowMapping,
    accepted: int,
    now: datetime,
) -> Answered:
    sealing_public, verify_key = told_keys.named(ring, row["hq_keys"])
    # Whoever is not the house learns nothing by asking in its name.
    is_heard = row["waits"] and any(one.is_signed for one in taken.judged)
    down = post.due(connection, taken.house) if is_heard else []
    house, epoch = taken.house, taken.request.epoch
    refused = tuple(sorted(set(_numbers(taken, accepted))))
    messages = tuple(one.plain() for one in down)
    said = Answer(house, epoch, accepted, int(now.timestamp()), refused, messages)
    signed = answer.sign(said, ring.signing_key_for(verify_key))
    return Answered(said, signed, sealing_public, row["verify_key"])


def _numbers(taken: Taken, accepted: int) -> Iterator[int]:
    """Tell the numbers of what was refused.

    Not of one up to `accepted` that the house did not sign: its own of that number came, and it
    would set that aside for what a stranger sent, or the way has damaged since.
    """
    request = taken.request
    for one in taken.refused:
        is_of_it = one.seen and (one.seen.house, one.seen.epoch) == (request.house, request.epoch)
        if one.seen and is_of_it and (one.is_signed or one.seen.seq > accepted):
            yield one.seen.seq
