"""Receive envelopes: judge, apply, answer; of several houses at once, each as if it were alone.

Applying is one transaction: what an envelope changes, the fact that it came, and what was set
aside are durable together before the signed answers leave.
"""

from collections.abc import Sequence
from datetime import datetime

from sync.hq.errors import UnknownHouse
from sync.hq.keyring import Keyring
from sync.hq.receive import applying
from sync.hq.receive.answers import Answered, answers
from sync.hq.receive.request import Request
from sync.hq.receive.taken import Taken
from sync.hq.register import house_keys
from sync.hq.running.tally import Tally
from sync.hq.store import partitions
from sync.hq.store.database import Database
from sync.hq.store.partitions import making_months


def receive(database: Database, ring: Keyring, body: bytes, now: datetime) -> bytes:
    """Take in one request's envelopes and return the signed answer's bytes.

    Raises BadRequest when the body is not an array of envelopes, UnknownHouse when the house
    they name is not enrolled.
    """
    (one,) = take_in(database, ring, [Request.of(body)], now)
    if isinstance(one, UnknownHouse):
        raise one
    return one.signed


@making_months
def take_in(
    database: Database, ring: Keyring, requests: Sequence[Request], now: datetime
) -> list[Answered | UnknownHouse]:
    """Take in the envelopes of requests, each of another house, and answer each.

    A house that is not enrolled is answered by the reason alone.
    """
    partitions.prepare(database, now)
    houses, tally = [one.house for one in requests], Tally()
    with database.reading() as connection:
        lines = house_keys.lines(connection, houses)
    # Before the transaction: nobody waits while signatures are verified and boxes opened.
    early = [Taken.judged_by(one, lines[one.house], ring) for one in requests if one.house in lines]
    with database.transaction() as connection:
        taken = applying.apply(connection, ring, early, now, tally)
        answered = answers(connection, ring, taken, now)
    tally.count()
    return [answered.get(house) or _unknown(house) for house in houses]


def _unknown(house: str) -> UnknownHouse:
    return UnknownHouse(f"The house {house!r} is not enrolled.")
