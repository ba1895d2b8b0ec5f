"""What waits in the house to go to headquarters, in the house's own database.

Every function works inside the caller's transaction; without one, it makes its own.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from sync import cbor, enrolment, envelope, records, room
from sync.batch import MOST
from sync.errors import BadEnvelope
from sync.keys.key_change import KEY
from sync.messages import ASK
from sync.summary import DAY
from sync.waiting import WAITS

# A request that breaks off on a bad link is sent again whole: so it is not as large as it may be.
_MOST_BYTES = 64 * 1024
# Among how many of the days minted last the newest one is looked for.
_LATELY = 31


@dataclass(frozen=True, slots=True)
class Waiting:
    """One envelope that waits to go.

    place: where it stands among all that was minted. said: its payload, where that may be read.
    """

    epoch: bytes
    seq: int
    kind: str
    minted_at: int
    envelope: bytes
    place: int
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
    Returns its seq, or None (and keeps nothing) when the house is not enrolled, or too much
    waits already: then it can be minted later.
    """
    with records.transaction(db):
        known = enrolment.known(db)
        if known is None or not room.has_room(db, kind):
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


def takes(db: sqlite_utils.Database, kind: str) -> bool:
    """Tell whether `put` would mint an envelope of a kind now."""
    return enrolment.known(db) is not None and room.has_room(db, kind)


def waiting(db: sqlite_utils.Database, most: int = MOST) -> list[Waiting]:
    """List what the next request carries, in the order of the numbers: all of one epoch.

    The oldest that wait, and with them the newest headcount and the newest word of what the
    house has: however much waits before them, headquarters knows them after one exchange.
    most: how many go, one more than the urgent ones at least.
    """
    epoch = _next_epoch(db)
    if epoch is None:
        return []
    urgent = _urgent(db, epoch)
    most = max(most, len(urgent) + 1)
    ahead = {one.seq for one in urgent}
    oldest = _select(db, "epoch = ?", "rowid LIMIT ?", (epoch, most))
    batch = next(requests([*urgent, *(one for one in oldest if one.seq not in ahead)]))
    return sorted(batch[:most], key=lambda one: one.seq)


def newest(db: sqlite_utils.Database) -> list[Waiting]:
    """List what the smallest request with a headcount carries: the newest; empty without one."""
    epoch = _next_epoch(db)
    found = _urgent(db, epoch) if epoch else []
    has_day = any(one.kind == DAY for one in found)
    return sorted(found, key=lambda one: one.seq) if has_day else []


def waits(db: sqlite_utils.Database, one: Waiting) -> bool:
    """Tell whether an envelope still waits."""
    return bool(_select(db, "epoch = ? AND seq = ?", "rowid", (one.epoch, one.seq)))


def everything_waiting(db: sqlite_utils.Database, limit: int = -1) -> list[Waiting]:
    """List what waits, oldest first, of every epoch."""
    return _select(db, "TRUE", "rowid LIMIT ?", (limit,))


def latest_waiting(db: sqlite_utils.Database, limit: int, offset: int = 0) -> list[Waiting]:
    """List some of what waits, the latest first, of every epoch."""
    return _select(db, "TRUE", "rowid DESC LIMIT ? OFFSET ?", (limit, offset))


def set_aside(db: sqlite_utils.Database, epoch: bytes, seqs: Collection[int]) -> list[Waiting]:
    """List, of these numbers, what headquarters has refused for the first time."""
    rows = db.execute(
        "SELECT epoch, seq, kind, minted_at, envelope, rowid, said FROM outbox"
        " WHERE epoch = ? AND set_aside_at NOT NULL AND NOT refused_before ORDER BY rowid",
        (epoch,),
    )
    return [_waiting(row) for row in rows.fetchall() if row[1] in seqs]


def first_number(db: sqlite_utils.Database, epoch: bytes, seq: int) -> tuple[bytes, int]:
    """Tell under which epoch and number an envelope was minted, where it was sent once more."""
    row = db.execute(
        "SELECT first_epoch, first_seq FROM outbox WHERE epoch = ? AND seq = ?"
        " AND first_seq NOT NULL",
        (epoch, seq),
    ).fetchone()
    return (row[0], row[1]) if row else (epoch, seq)


def requests(ones: Iterable[Waiting], most_bytes: int = _MOST_BYTES) -> Iterator[list[Waiting]]:
    """Part envelopes into requests: each of one epoch, and of so many bytes if it can be."""
    batch: list[Waiting] = []
    room = most_bytes
    for one in ones:
        room -= len(one.envelope)
        if batch and (room < 0 or len(batch) == MOST or one.epoch != batch[0].epoch):
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


def _next_epoch(db: sqlite_utils.Database) -> bytes | None:
    """Tell whose turn it is, if anything waits.

    The oldest epoch of which headquarters has nothing yet, since of two words about a day it
    believes that of the epoch which it met later; once it has met all, the newest. But before
    either what tells the key that signed it.
    """
    row = db.execute(
        "SELECT epoch, epoch IN (SELECT epoch FROM outbox WHERE acknowledged_at NOT NULL"
        f" OR set_aside_at NOT NULL) AS met FROM outbox WHERE {WAITS} GROUP BY epoch"
        " ORDER BY met, iif(met, -max(rowid), min(rowid)) LIMIT 1"
    ).fetchone()
    return _teller_of_key(db, row[0]) if row else None


def _teller_of_key(db: sqlite_utils.Database, epoch: bytes) -> bytes:
    """Tell which epoch still has to tell a key that signed what waits of this one."""
    earlier = f"SELECT min(rowid) FROM outbox WHERE {WAITS} AND epoch = ?"
    row = db.execute(
        f"SELECT epoch FROM outbox WHERE {WAITS} AND kind = ? AND rowid < ({earlier})"
        " ORDER BY rowid LIMIT 1",
        (KEY, epoch),
    ).fetchone()
    return row[0] if row else epoch


def _urgent(db: sqlite_utils.Database, epoch: bytes) -> list[Waiting]:
    """List the newest headcount of an epoch, its newest `ask` and its changes of the key.

    Without the `ask` each answer of a long drain would bring the same messages again; without the
    changes what a new key signed would be refused.
    """
    of_kind, newest_first = "epoch = ? AND kind = ?", "rowid DESC LIMIT ?"
    days = _select(db, of_kind, newest_first, (epoch, DAY, _LATELY))
    asks = _select(db, of_kind, newest_first, (epoch, ASK, 1))
    changes = _select(db, of_kind, "rowid", (epoch, KEY))
    # A day that is told anew may be an old one: the day counts, not when it was minted.
    newest = sorted(days, key=lambda one: (str((one.said or {}).get("d", "")), one.seq))[-1:]
    return newest + asks + changes


def _select(
    db: sqlite_utils.Database, which: str, order: str, values: tuple[object, ...]
) -> list[Waiting]:
    rows = db.execute(
        "SELECT epoch, seq, kind, minted_at, envelope, rowid, said FROM outbox"
        f" WHERE {WAITS} AND {which} ORDER BY {order}",
        values,
    )
    return [_waiting(row) for row in rows.fetchall()]


def _waiting(row: Sequence[Any]) -> Waiting:
    epoch, seq, kind, minted_at, data, place, said = row
    return Waiting(epoch, seq, kind, minted_at, data, place, read_said(said))


def next_seq(db: sqlite_utils.Database, epoch: bytes) -> int:
    """Tell the number that the next envelope of an epoch bears."""
    (last,) = db.execute("SELECT max(seq) FROM outbox WHERE epoch = ?", (epoch,)).fetchone()
    return (last or 0) + 1
