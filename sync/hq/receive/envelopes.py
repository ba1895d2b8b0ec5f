"""Receive envelopes: gather, judge, apply, answer.

Applying is one transaction: what an envelope changes, the fact that it came, and what was set
aside are durable together before the signed answer leaves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from typing import NamedTuple

from sqlalchemy import Connection

from sync import answer
from sync.answer import Answer
from sync.envelope import Seen
from sync.hq.answer import consulting, post
from sync.hq.errors import UnknownHouse
from sync.hq.keyring import Keyring
from sync.hq.receive import bulk, ledger
from sync.hq.receive.judge import Judged, Told, judge, parse, sender
from sync.hq.register import house_keys, houses, told_keys
from sync.hq.register.house_keys import Line
from sync.hq.running import tally
from sync.hq.store import partitions
from sync.hq.store.database import Database
from sync.hq.store.partitions import making_months
from sync.hq.told import days, months
from sync.key_change import KEY, KeyChange
from sync.messages import LOST, Ask
from sync.month_summary import MonthSummary
from sync.summary import DaySummary


class Early(NamedTuple):
    """What was judged before the transaction, and by which keys of the house."""

    line: Line
    judged: list[Judged]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, signed; to which key of headquarters its house seals, and by which it signs."""

    said: Answer
    signed: bytes
    sealing_public: bytes
    house_key: bytes


def receive(database: Database, ring: Keyring, body: bytes, now: datetime) -> bytes:
    """Take in a request's envelopes and return the signed answer's bytes, as `answered` does."""
    return answered(database, ring, body, now).signed


@making_months
def answered(database: Database, ring: Keyring, body: bytes, now: datetime) -> Answered:
    """Take in a request's envelopes and answer.

    Raises BadRequest when the body is not an array of envelopes, UnknownHouse when the house
    they name is not enrolled.
    """
    partitions.prepare(database, now)
    letters = parse(body)
    house, epoch = sender(letters)
    early = _early(database, ring, house, letters)
    with database.transaction() as connection:
        houses.find(connection, house, lock=True)
        judged, refused = _take_in(connection, ring, house, early, now)
        accepted = ledger.advance(connection, house, epoch)
        # Whoever is not the house learns nothing by asking in its name.
        down = post.due(connection, house) if any(one.is_signed for one in judged) else []
        sealing_public, verify_key = told_keys.of_house(connection, ring, house)
        house_key = houses.find(connection, house).verify_key or b""
    numbers = set(_numbers(refused, house, epoch, accepted))
    messages = tuple(one.plain() for one in down)
    said = Answer(house, epoch, accepted, int(now.timestamp()), tuple(sorted(numbers)), messages)
    signed = answer.sign(said, ring.signing_key_for(verify_key))
    return Answered(said, signed, sealing_public, house_key)


def _numbers(refused: list[Judged], house: str, epoch: bytes, accepted: int) -> Iterator[int]:
    """Tell the numbers of what was refused.

    Not of one up to `accepted` that the house did not sign: its own of that number came, and it
    would set that aside for what a stranger sent, or the way has damaged since.
    """
    for one in refused:
        is_of_it = one.seen and (one.seen.house, one.seen.epoch) == (house, epoch)
        if one.seen and is_of_it and (one.is_signed or one.seen.seq > accepted):
            yield one.seen.seq


def _line(connection: Connection, house: str) -> Line:
    line = house_keys.line(connection, house)
    if line is None:
        raise UnknownHouse(f"The house {house!r} is not enrolled.")
    return line


def _early(database: Database, ring: Keyring, house: str, letters: Sequence[bytes]) -> Early:
    """Judge before the transaction: nobody waits while signatures are verified, boxes opened."""
    with database.reading() as connection:
        line = _line(connection, house)
    return Early(line, [judge(data, house, line, ring.sealing_keys) for data in letters])


def _take_in(
    connection: Connection, ring: Keyring, house: str, early: Early, now: datetime
) -> tuple[list[Judged], list[Judged]]:
    """Apply in their order: what is plain together, all else one by one.

    One may tell the key that signed the next: whatever follows is judged again then.
    Returns what was judged, and what of it was refused.
    """
    line, waiting = _line(connection, house), early.judged
    if line != early.line:
        waiting = [judge(one.data, house, line, ring.sealing_keys) for one in waiting]
    judged, refused = [], []
    while waiting:
        some = list(takewhile(bulk.is_plain, waiting)) or waiting[:1]
        waiting = waiting[len(some) :]
        judged += some
        if bulk.is_plain(some[0]):
            some = bulk.apply(connection, house, line, some, now)
        refused += [one for one in some if not apply(connection, house, one, now)]
        if isinstance(some and some[0].told, KeyChange | Judged):
            line = _line(connection, house)
            waiting = [judge(one.data, house, line, ring.sealing_keys) for one in waiting]
    return judged, refused


def apply(connection: Connection, house: str, one: Judged, now: datetime) -> bool:
    """Apply one judged envelope at most once; False when it is refused."""
    reason, outcome = one.reason, tally.SAME
    if one.is_signed and one.seen is not None:
        known = ledger.known_hash(connection, one.seen)
        if known is None:
            outcome = tally.ACCEPTED
            number = ledger.keep(connection, one.seen, one.hash, one.data, now)
            houses.note_seen(connection, house, now)
            keep(connection, one.seen, number, one.told, now)
            if not (one.is_understood or one.reason):
                ledger.keep_unread(connection, one.seen)
        elif known != one.hash:
            reason = "This number was already used for other bytes."
            # A house itself mends what its card has damaged, and gives it the same number.
            if one.seen.kind not in (LOST, KEY):
                houses.note_two_cards(connection, house, now)
    kind = one.seen.kind if one.is_signed and one.seen else None
    tally.note(kind, tally.REFUSED if reason else outcome)
    if reason is None:
        return True
    ledger.set_aside(connection, house, one.hash, one.data, one.seen, reason, now)
    return False


def keep(
    connection: Connection, seen: Seen, number: int, told: Told | Judged | None, now: datetime
) -> None:
    """Let what an envelope tells have its effect; number: that of its epoch."""
    match told:
        case Judged():
            _keep_inside(connection, seen, number, told, now)
        case DaySummary():
            days.keep(connection, seen, number, told)
        case MonthSummary():
            months.keep(connection, seen, number, told)
        case Ask():
            if post.note_heard(connection, seen, number, told):
                told_keys.note(connection, seen.house, told)
        case KeyChange():
            house_keys.change(connection, seen, told, now)
        case bytes():
            consulting.keep(connection, seen, told, now)


def _keep_inside(
    connection: Connection, outer: Seen, number: int, one: Judged, now: datetime
) -> None:
    """Let what comes once more have its effect, unless it had come: as if it came by itself.

    Where another card has used its number, as of the number of the envelope around it.
    """
    if one.seen is None or (known := ledger.known_hash(connection, one.seen)) == one.hash:
        return
    seen = one.seen
    if known is None:
        number = houses.note_epoch_before(connection, seen.house, seen.epoch, number)
        ledger.keep(connection, seen, one.hash, one.data, now)
    else:
        houses.note_two_cards(connection, seen.house, now)
        seen = replace(seen, epoch=outer.epoch, seq=outer.seq)
    keep(connection, seen, number, one.told, now)
    if not one.is_understood:
        ledger.keep_unread(connection, seen)
