"""Apply requests in one transaction: what is plain together, of all houses; all else one by one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from sync.hq.keyring import Keyring
from sync.hq.receive import bulk, effects, known
from sync.hq.receive.judge import Judged
from sync.hq.receive.known import Known
from sync.hq.receive.taken import Taken
from sync.hq.running.tally import Tally


def apply(
    connection: Connection, ring: Keyring, early: Sequence[Taken], now: datetime, tally: Tally
) -> list[Taken]:
    """Lock the houses and apply all that they sent; returns those that are enrolled.

    early: judged before the houses were locked, each of another house.
    """
    taken: list[Taken] = []
    waiting = early
    while waiting:
        there = known.lock(connection, [one.house for one in waiting])
        waiting = [one for one in waiting if one.house in there]
        taken = taken or list(waiting)
        for one in waiting:
            one.judge_by(there[one.house].line, ring)
        _apply_plain(connection, ring, there, waiting, now, tally)
        for one in waiting:
            for letter in one.next_odd():
                _apply_one(connection, ring, one, letter, now, tally)
        # What was applied one by one may have changed what is known of its house.
        waiting = [one for one in waiting if one.waiting]
    return taken


def _apply_plain(
    connection: Connection,
    ring: Keyring,
    there: dict[str, Known],
    waiting: Sequence[Taken],
    now: datetime,
    tally: Tally,
) -> None:
    of = {one.house: one for one in waiting}
    plain = [letter for one in waiting for letter in one.next_plain()]
    if plain:
        for house, used in bulk.apply(connection, there, plain, now, tally):
            _apply_one(connection, ring, of[house], used, now, tally)


def _apply_one(
    connection: Connection,
    ring: Keyring,
    taken: Taken,
    letter: Judged,
    now: datetime,
    tally: Tally,
) -> None:
    if not effects.apply(connection, ring, taken.house, letter, now, tally):
        taken.refused.append(letter)
