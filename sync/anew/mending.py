"""Puts a sound envelope in the place of one that the card has damaged.

Works inside the caller's transaction; without one, it makes its own.
"""

from collections.abc import Sequence

import sqlite_utils

from sync import enrolment, envelope, outbox, records
from sync.enrolment import Enrolment
from sync.errors import BadEnvelope
from sync.keys import own_keys, verify_key_of
from sync.keys.key_change import KEY, KeyChange
from sync.keys.own_keys import OwnKey
from sync.messages import LOST
from sync.outbox import Waiting
from sync.waiting import WAITS


def replace_broken(db: sqlite_utils.Database, *, everything: bool = False) -> int:
    """Mint anew, as kind `lost`, what waits but does not carry the house's signature any more.

    A card that loses a bit must not leave a hole in the numbers, which would hold back
    every later envelope. everything: of all that waits, not only of what one request carries.
    Returns how many.
    """
    known = enrolment.known(db)
    if known is None:
        return 0
    # At one moment: another program may change the keys, or let go of one, at any other.
    with records.snapshot(db):
        ones = outbox.everything_waiting(db) if everything else outbox.waiting(db)
        line = own_keys.line(db)
    broken = [one for one in ones if not is_sound(one, line)]
    if broken:
        with records.transaction(db):
            for one in broken:
                _replace(db, one, known, line)
    return len(broken)


def is_sound(one: Waiting, line: Sequence[OwnKey]) -> bool:
    """Tell whether an envelope carries the signature that the house had at its place."""
    try:
        envelope.verify(one.envelope, verify_key_of(signer(one, line).signing_key))
    except BadEnvelope:
        return False
    return True


def _replace(
    db: sqlite_utils.Database, one: Waiting, known: Enrolment, line: Sequence[OwnKey]
) -> None:
    own = signer(one, line)
    kind, payload = LOST, {"k": one.kind}
    if one.kind == KEY:
        # Told once more: without it headquarters would believe nothing that comes after it.
        successor = line[line.index(own) + 1].signing_key
        change = KeyChange.to(successor, known.house, one.epoch, one.seq)
        kind, payload = KEY, change.payload()
    anew = envelope.Envelope(known.house, one.epoch, one.seq, kind, payload)
    db.execute(
        f"UPDATE outbox SET envelope = ? WHERE epoch = ? AND seq = ? AND {WAITS}",
        (envelope.mint(anew, own.signing_key, known.hq_sealing_key), one.epoch, one.seq),
    )


def signer(one: Waiting, line: Sequence[OwnKey]) -> OwnKey:
    """Find the key by which the house signed at the place of an envelope."""
    return next(key for key in line if key.last is None or one.place <= key.last)
