"""Receive envelopes: gather, judge, apply, answer.

Applying is one transaction: what an envelope changes, the fact that it came, and what was set
aside are durable together before the signed answer leaves.
"""

from datetime import datetime

from sqlalchemy import Connection

from sync import answer
from sync.answer import Answer
from sync.hq import days, houses, ledger
from sync.hq.database import Database
from sync.hq.errors import UnknownHouse
from sync.hq.houses import House
from sync.hq.judge import Judged, judge, parse, sender
from sync.hq.keyring import Keyring


def receive(database: Database, ring: Keyring, body: bytes, now: datetime) -> bytes:
    """Take in a request's envelopes and return the signed answer's bytes.

    Raises BadRequest when the body is not an array of envelopes, UnknownHouse when the house
    they name is not enrolled.
    """
    letters = parse(body)
    first = sender(letters)
    house, verify_key = _gather(database, first.house)
    judged = [judge(data, house.house, verify_key, ring.sealing_key) for data in letters]
    epoch = next((one.opened.epoch for one in judged if one.opened), first.epoch)
    with database.transaction() as connection:
        houses.find(connection, house.house, lock=True)
        aside = [one for one in judged if not apply(connection, house.house, one, now)]
        accepted = ledger.advance(connection, house.house, epoch)
        refused = ledger.refused(connection, house.house, epoch)
    refused |= {one.seen.seq for one in aside if one.seen and one.seen.epoch == epoch}
    said = Answer(house.house, epoch, accepted, int(now.timestamp()), tuple(sorted(refused)))
    return answer.sign(said, ring.signing_key)


def _gather(database: Database, house: str) -> tuple[House, bytes]:
    with database.reading() as connection:
        found = houses.find(connection, house)
    if found.verify_key is None:
        raise UnknownHouse(f"The house {house!r} is not enrolled.")
    return found, found.verify_key


def apply(connection: Connection, house: str, one: Judged, now: datetime) -> bool:
    """Apply one judged envelope at most once; False when it is in quarantine."""
    reason = one.reason
    if one.opened is not None:
        known = ledger.known_hash(connection, one.opened)
        if known is None:
            ledger.keep(connection, one.opened, one.hash, one.data, now)
            houses.note_seen(connection, house, now)
            if one.summary is not None:
                days.keep(connection, house, one.opened.epoch, one.opened.seq, one.summary)
        elif known != one.hash:
            reason = "This number was already used for other bytes."
    if reason is None:
        return True
    ledger.set_aside(connection, house, one.hash, one.data, one.seen, reason, now)
    return False
