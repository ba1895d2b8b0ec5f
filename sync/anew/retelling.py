"""Mints anew what headquarters had and has no more, since it was restored from a backup.

Works inside the caller's transaction; without one, it makes its own.
"""

from typing import Any

import sqlite_utils

from sync import cbor, enrolment, envelope, records
from sync.anew import mending
from sync.answer import Answer
from sync.keys import own_keys
from sync.keys.key_change import KEY
from sync.messages import LOST
from sync.outbox import Waiting

# Two answers on their way at once may come the wrong way round; a restore takes longer.
_SURELY_LATER = 120


def is_behind(db: sqlite_utils.Database, said: Answer) -> bool:
    """Tell whether headquarters has less of this epoch than it had said before."""
    epoch, accepted, at = db.execute(
        "SELECT epoch, acknowledged_seq, ifnull(acknowledged_at, 0) FROM wire"
    ).fetchone()
    is_later = said.at > at + _SURELY_LATER
    return bool(said.epoch == epoch and said.accepted < accepted and is_later)


def tell_anew(db: sqlite_utils.Database, said: Answer) -> int:
    """Let what headquarters has lost wait again, each under its own number; returns how many.

    What the records still tell is told; in the place of the rest comes `lost`, so that the numbers
    have no hole.
    """
    with records.transaction(db):
        rows = db.execute(
            "SELECT seq, kind, minted_at, rowid, said FROM outbox"
            " WHERE epoch = ? AND seq > ? AND envelope IS NULL AND kind != ?",
            (said.epoch, said.accepted, KEY),
        ).fetchall()
        for seq, kind, minted_at, place, known in rows:
            one = Waiting(said.epoch, seq, kind, minted_at, b"", place)
            if known:
                _mint(db, one, kind, cbor.decode(known))
            else:
                _mint(db, one, LOST, {"k": kind})
    return len(rows)


def _mint(db: sqlite_utils.Database, one: Waiting, kind: str, payload: Any) -> None:  # noqa: ANN401
    known = enrolment.need(db)
    clear = envelope.Envelope(known.house, one.epoch, one.seq, kind, payload)
    signing_key = mending.signer(one, own_keys.line(db)).signing_key
    db.execute(
        "UPDATE outbox SET envelope = ?, acknowledged_at = NULL WHERE rowid = ?",
        (envelope.mint(clear, signing_key, known.hq_sealing_key), one.place),
    )
