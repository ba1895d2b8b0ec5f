"""Mints anew what headquarters had and has no more, since it was restored from a backup.

Works inside the caller's transaction; without one, it makes its own.
"""

from enum import Enum, auto
from typing import Any

import sqlite_utils

from sync import enrolment, envelope, outbox, records
from sync.anew import mending
from sync.answer import Answer
from sync.keys import own_keys
from sync.keys.key_change import KEY
from sync.messages import LOST
from sync.outbox import Waiting

# Two answers on their way at once may come the wrong way round; a restore takes longer.
_SURELY_LATER = 120


class Loss(Enum):
    """Whether headquarters has lost what it had: not, perhaps, surely."""

    NONE = auto()
    DOUBTED = auto()
    SURE = auto()


def weigh(db: sqlite_utils.Database, said: Answer) -> Loss:
    """Tell whether headquarters has lost some of this epoch, once it has said so twice.

    One answer alone may be of a time when headquarters' clock was ahead, and may have been held
    on its way since.
    """
    epoch, accepted, at, doubted_at = db.execute(
        "SELECT epoch, acknowledged_seq, ifnull(acknowledged_at, 0), doubted_at FROM wire"
    ).fetchone()
    if said.epoch != epoch:
        return Loss.NONE
    if said.accepted >= accepted:
        db.execute("UPDATE wire SET doubted_at = NULL WHERE doubted_at IS NOT NULL")
        return Loss.NONE
    if doubted_at is not None:
        return Loss.SURE if said.at > doubted_at else Loss.NONE
    if said.at <= at + _SURELY_LATER:
        return Loss.NONE
    db.execute("UPDATE wire SET doubted_at = ?", (said.at,))
    return Loss.DOUBTED


def tell_anew(db: sqlite_utils.Database, said: Answer) -> int:
    """Let what headquarters has lost wait again, each under its own number; returns how many.

    What the records still tell is told; in the place of the rest comes `lost`, so that the numbers
    have no hole. What was set aside still has its bytes, and goes as it is.
    """
    with records.transaction(db):
        # Not where the same answer has let a new epoch begin.
        db.execute(
            "UPDATE wire SET acknowledged_seq = ?, doubted_at = NULL WHERE epoch = ?",
            (said.accepted, said.epoch),
        )
        rows = db.execute(
            "SELECT seq, kind, minted_at, rowid, said FROM outbox"
            " WHERE epoch = ? AND seq > ? AND envelope IS NULL AND kind != ?",
            (said.epoch, said.accepted, KEY),
        ).fetchall()
        for seq, kind, minted_at, place, kept in rows:
            one = Waiting(said.epoch, seq, kind, minted_at, b"", place)
            # A card loses a bit: what cannot be read any more must not hold back all the others.
            if known := outbox.read_said(kept):
                _mint(db, one, kind, known)
            else:
                _mint(db, one, LOST, {"k": kind})
        aside = db.execute(
            "UPDATE outbox SET set_aside_at = NULL"
            " WHERE epoch = ? AND seq > ? AND set_aside_at NOT NULL AND kind != ?",
            (said.epoch, said.accepted, KEY),
        )
    return len(rows) + aside.rowcount


def _mint(db: sqlite_utils.Database, one: Waiting, kind: str, payload: Any) -> None:  # noqa: ANN401
    known = enrolment.need(db)
    clear = envelope.Envelope(known.house, one.epoch, one.seq, kind, payload)
    signing_key = mending.signer(one, own_keys.line(db)).signing_key
    db.execute(
        "UPDATE outbox SET envelope = ?, kind = ?, acknowledged_at = NULL WHERE rowid = ?",
        (envelope.mint(clear, signing_key, known.hq_sealing_key), kind, one.place),
    )
