"""What waits in the house to go to headquarters, in the house's own database.

Every function works inside the caller's transaction; without one, it makes its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from sync import cbor, enrolment, envelope, records
from sync.enrolment import Enrolment
from sync.errors import BadEnvelope
from sync.keys import verify_key_of
from sync.messages import LOST
from sync.status import WAITS

_MOST, _MOST_BYTES = 100, 256 * 1024


@dataclass(frozen=True, slots=True)
class Waiting:
    """One envelope that waits to go; `said` is its payload, where that may be read here."""

    epoch: bytes
    seq: int
    kind: str
    minted_at: int
    envelope: bytes
    said: Mapping[str, Any] | None = None


def put(
    db: sqlite_utils.Database,
    kind: str,
    payload: Mapping[str, Any],
    minted_at: int,
    *,
    readable: bool = False,
) -> int | None:
    """Mint the next envelope and keep it until headquarters has it.

    readable: keep beside it what it says, in clear: only for what a stolen card may tell.
    Returns its seq, or None (and keeps nothing) when the house is not enrolled.
    """
    with records.transaction(db):
        known = enrolment.known(db)
        if known is None:
            return None
        seq = next_seq(db, known.epoch)
        clear = envelope.Envelope(known.house, known.epoch, seq, kind, payload)
        minted = envelope.mint(clear, known.signing_key, known.hq_sealing_key)
        said = cbor.encode(dict(payload)) if readable else None
        db.execute(
            "INSERT INTO outbox (epoch, seq, kind, envelope, minted_at, said)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (known.epoch, seq, kind, minted, minted_at, said),
        )
    return seq


def waiting(db: sqlite_utils.Database, limit: int = _MOST) -> list[Waiting]:
    """List what waits, oldest first: of one epoch, and at most what one request may carry."""
    return next(requests(everything_waiting(db, limit)), [])


def everything_waiting(db: sqlite_utils.Database, limit: int = -1) -> list[Waiting]:
    """List what waits, oldest first, of every epoch."""
    rows = db.execute(
        "SELECT epoch, seq, kind, minted_at, envelope, said FROM outbox"
        f" WHERE {WAITS} ORDER BY rowid LIMIT ?",
        (limit,),
    )
    return [
        Waiting(epoch, seq, kind, minted_at, data, read_said(said))
        for epoch, seq, kind, minted_at, data, said in rows.fetchall()
    ]


def requests(ones: Iterable[Waiting], most_bytes: int = _MOST_BYTES) -> Iterator[list[Waiting]]:
    """Part envelopes into requests: each of one epoch, and of so many bytes if it can be."""
    batch: list[Waiting] = []
    room = most_bytes
    for one in ones:
        room -= len(one.envelope)
        if batch and (room < 0 or len(batch) == _MOST or one.epoch != batch[0].epoch):
            yield batch
            batch, room = [], most_bytes - len(one.envelope)
        batch.append(one)
    if batch:
        yield batch


def read_said(said: bytes | None) -> Mapping[str, Any] | None:
    """Read what an envelope says, where it was kept and can be read."""
    try:
        value = cbor.decode(said) if said else None
    except BadEnvelope:
        return None
    return value if isinstance(value, dict) else None


def replace_broken(db: sqlite_utils.Database, ones: Iterable[Waiting] | None = None) -> int:
    """Mint anew, as kind `lost`, what waits but does not carry the house's signature any more.

    A card that loses a bit must not leave a hole in the numbers, which would hold back
    every later envelope. ones: of what waits (None: what one request carries).
    Returns how many.
    """
    known = enrolment.known(db)
    if known is None:
        return 0
    ones = waiting(db) if ones is None else ones
    broken = [one for one in ones if not _is_sound(one, known)]
    if broken:
        with records.transaction(db):
            for one in broken:
                _replace(db, one, known)
    return len(broken)


def next_seq(db: sqlite_utils.Database, epoch: bytes) -> int:
    """Tell the number that the next envelope of an epoch bears."""
    (last,) = db.execute("SELECT max(seq) FROM outbox WHERE epoch = ?", (epoch,)).fetchone()
    return (last or 0) + 1


def _is_sound(one: Waiting, known: Enrolment) -> bool:
    try:
        envelope.verify(one.envelope, verify_key_of(known.signing_key))
    except BadEnvelope:
        return False
    return True


def _replace(db: sqlite_utils.Database, one: Waiting, known: Enrolment) -> None:
    lost = envelope.Envelope(known.house, one.epoch, one.seq, LOST, {"k": one.kind})
    db.execute(
        f"UPDATE outbox SET envelope = ? WHERE epoch = ? AND seq = ? AND {WAITS}",
        (envelope.mint(lost, known.signing_key, known.hq_sealing_key), one.epoch, one.seq),
    )
