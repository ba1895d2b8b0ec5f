"""Apply one envelope after the other, and let what each tells have its effect."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from sync.envelope import Seen
from sync.hq.answer import consulting, post
from sync.hq.keyring import Keyring
from sync.hq.receive import aside, ledger
from sync.hq.receive.aside import Unusable
from sync.hq.receive.judge import Judged, Told
from sync.hq.receive.used import says_the_same
from sync.hq.register import house_keys, houses, told_keys
from sync.hq.running.tally import ACCEPTED, REFUSED, SAME, Tally
from sync.hq.told import days, months
from sync.hq.told.word import Word
from sync.keys.key_change import KEY, KeyChange
from sync.messages import LOST, Ask
from sync.month_summary import MonthSummary
from sync.summary import DaySummary


def apply(
    connection: Connection, ring: Keyring, house: str, one: Judged, now: datetime, tally: Tally
) -> bool:
    """Apply one judged envelope at most once; False when it is refused."""
    reason, outcome = one.reason, SAME
    if one.is_signed and one.seen is not None:
        known = ledger.known_hash(connection, one.seen)
        if known is None:
            outcome = ACCEPTED
            number = ledger.keep(connection, one.seen, one.hash, one.data, now)
            houses.note_seen(connection, house, now)
            keep(connection, ring, one.seen, number, one.told, now)
            if not (one.is_understood or one.reason):
                ledger.keep_unread(connection, one.seen)
        elif known != one.hash and not says_the_same(connection, ring, one.seen, one.data):
            reason = "This number was already used for other bytes."
            _note_two_cards(connection, one.seen, now)
    kind = one.seen.kind if one.is_signed and one.seen else None
    tally.note(kind, REFUSED if reason else outcome)
    if reason is None:
        return True
    set_aside = aside.set_aside if one.is_signed else aside.note_stranger
    set_aside(connection, house, Unusable(one.data, one.hash, one.seen, reason), now)
    return False


def keep(
    connection: Connection,
    ring: Keyring,
    seen: Seen,
    number: int,
    told: Told | Judged | None,
    now: datetime,
) -> None:
    """Let what an envelope tells have its effect; number: that of its epoch."""
    match told:
        case Judged():
            _keep_inside(connection, ring, seen, number, told, now)
        case DaySummary():
            days.keep(connection, seen, number, told)
        case MonthSummary():
            months.keep(connection, seen, number, told)
        case Ask():
            if post.note_heard(connection, Word(seen, number, told)):
                told_keys.note(connection, seen.house, told)
        case KeyChange():
            house_keys.change(connection, seen, told, now)
        case bytes():
            consulting.keep(connection, seen, told, now)


def _keep_inside(
    connection: Connection, ring: Keyring, outer: Seen, number: int, one: Judged, now: datetime
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
    elif says_the_same(connection, ring, seen, one.data):
        return
    else:
        _note_two_cards(connection, seen, now)
        seen = replace(seen, epoch=outer.epoch, seq=outer.seq)
    keep(connection, ring, seen, number, one.told, now)
    if not one.is_understood:
        ledger.keep_unread(connection, seen)


def _note_two_cards(connection: Connection, seen: Seen, now: datetime) -> None:
    # A house itself mends what its card has damaged, and gives it the same number.
    if seen.kind not in (LOST, KEY):
        houses.note_two_cards(connection, seen.house, now)
