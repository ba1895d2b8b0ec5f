"""Sends once more, inside new envelopes, what headquarters takes no longer as it was minted.

Works inside the caller's transaction; without one, it makes its own.
"""

from collections.abc import Collection, Iterable
from dataclasses import astuple

import sqlite_utils

from sync import enrolment, envelope, outbox, records
from sync.anew import again, mending
from sync.enrolment import Enrolment
from sync.errors import OtherHouse
from sync.keys import own_keys
from sync.keys.key_change import KEY
from sync.messages import ASK, LOST
from sync.outbox import Waiting

# What says nothing any more once a new epoch begins.
_OF_ITS_TIME = (ASK, LOST, KEY)


def enrol_again(db: sqlite_utils.Database, enrolled: Enrolment) -> None:
    """Take a new enrolment of the same house; what waits goes under the new key.

    Raises NotEnrolled, or OtherHouse and then changes nothing.
    """
    with records.transaction(db):
        known = enrolment.need(db)
        if enrolled.house != known.house:
            raise OtherHouse(
                f"This code is for another house, {enrolled.house}, and is used up now:"
                f" ask headquarters for a new one for {known.house}."
            )
        waiting = outbox.everything_waiting(db)
        db.execute(
            "UPDATE wire SET house = ?, name = ?, epoch = ?, signing_key = ?, hq_url = ?,"
            " hq_sealing_key = ?, hq_verify_key = ?, recovery_key = ?, enrolled_at = ?,"
            " panel_key = ?, acknowledged_seq = 0, asked_at = NULL, doubted_at = NULL,"
            " trouble = NULL",
            astuple(enrolled),
        )
        db.execute("DELETE FROM earlier_keys")
        db.execute("DELETE FROM earlier_hq_keys")
        _move(db, waiting)


def tell_again(db: sqlite_utils.Database, epoch: bytes, seqs: Collection[int]) -> int:
    """Send once more what headquarters refused although the house signed it; returns how many.

    Another card of this house has used these numbers, it seems: so this one counts anew. Each is
    told once more and not twice: what is refused again cannot be used, and stays set aside.
    """
    with records.transaction(db):
        line = own_keys.line(db)
        refused = outbox.set_aside(db, epoch, seqs)
        sound = [one for one in refused if one.kind not in _OF_ITS_TIME]
        sound = [one for one in sound if mending.is_sound(one, line)]
        if sound and enrolment.need(db).epoch == epoch:
            enrolment.new_epoch(db)
        _move(db, sound, refused_before=1)
    return len(sound)


def _move(db: sqlite_utils.Database, ones: Iterable[Waiting], *, refused_before: int = 0) -> None:
    """Put envelopes inside new ones; those that mean nothing by now just go."""
    for one in ones:
        if one.kind in _OF_ITS_TIME:
            db.execute("DELETE FROM outbox WHERE rowid = ?", (one.place,))
            continue
        known = enrolment.need(db)
        seq = outbox.next_seq(db, known.epoch)
        outer = envelope.Envelope(
            known.house, known.epoch, seq, again.AGAIN, again.payload(one.envelope)
        )
        db.execute(
            "UPDATE outbox SET epoch = ?, seq = ?, envelope = ?, set_aside_at = NULL,"
            " first_epoch = ifnull(first_epoch, epoch), first_seq = ifnull(first_seq, seq),"
            # The last place, since the key of today signed it.
            " rowid = (SELECT max(rowid) + 1 FROM outbox),"
            " refused_before = max(refused_before, ?) WHERE rowid = ?",
            (
                known.epoch,
                seq,
                envelope.mint(outer, known.signing_key, known.hq_sealing_key),
                refused_before,
                one.place,
            ),
        )
