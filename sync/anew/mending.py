"""Puts a sound envelope in the place of one that the card has damaged.

Works inside the caller's transaction; without one, it makes its own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

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
    """Mint anew what waits but does not carry the house's signature any more.

    As it was where what it said is kept, else as kind `lost`: a card that loses a bit must not
    leave a hole in the numbers, which would hold back every later envelope. everything: of all
    that waits, not only of what one request carries. Returns how many.
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
    kind, payload = _told_anew(db, one)
    if one.kind == KEY:
        # Told once more: without it headquarters would believe nothing that comes after it.
        successor = line[line.index(own) + 1].signing_key
        change = KeyChange.to(successor, known.house, one.epoch, one.seq)
        kind, payload = KEY, change.payload()
    anew = envelope.Envelope(known.house, one.epoch, one.seq, kind, payload)
    db.execute(
        "UPDATE outbox SET envelope = ?, kind = ?, said = iif(kind = ?2, said, NULL)"
        f" WHERE epoch = ? AND seq = ? AND {WAITS}",
        (envelope.mint(anew, own.signing_key, known.hq_sealing_key), kind, one.epoch, one.seq),
    )


def _told_anew(db: sqlite_utils.Database, one: Waiting) -> tuple[str, Mapping[str, Any]]:
    """Tell what takes the place of an envelope.

    What went inside another one is of before: by itself it would pass for a word of today.
    """
    is_of_today = outbox.first_number(db, one.epoch, one.seq) == (one.epoch, one.seq)
    return (one.kind, one.said) if one.said and is_of_today else (LOST, {"k": one.kind})


def signer(one: Waiting, line: Sequence[OwnKey]) -> OwnKey:
    """Find the key by which the house signed at the place of an envelope."""
    return next(key for key in line if key.last is None or one.place <= key.last)
