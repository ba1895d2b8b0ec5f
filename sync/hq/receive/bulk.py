"""Apply what is plain together: one statement a table for all letters, and one for all days."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from sync.envelope import Seen
from sync.hq.answer import consulting, post
from sync.hq.receive import ledger
from sync.hq.receive.judge import Judged
from sync.hq.register import houses, told_keys
from sync.hq.register.house_keys import Line
from sync.hq.running import tally
from sync.hq.told import days, months
from sync.messages import Ask
from sync.month_summary import MonthSummary
from sync.summary import DaySummary


def is_plain(one: Judged) -> bool:
    """Tell whether an envelope is good, and changes nothing by which another one is judged."""
    is_good = one.is_signed and one.reason is None
    return is_good and isinstance(one.told, DaySummary | MonthSummary | Ask | bytes)


def apply(
    connection: Connection, house: str, line: Line, ones: Sequence[Judged], now: datetime
) -> list[Judged]:
    """Apply plain envelopes as if one after the other; returns those whose number was used before.

    line: the keys of the house, and the epochs that were met.
    """
    known = ledger.known_hashes(connection, house, (one.seen for one in ones if one.seen))
    fresh, used = [], []
    for one in ones:
        if one.seen is None:
            continue
        before = known.get((one.seen.epoch, one.seen.seq))
        known.setdefault((one.seen.epoch, one.seen.seq), one.hash)
        if before is None:
            fresh.append((one, one.seen))
        elif before == one.hash:
            tally.note(one.seen.kind, tally.SAME)
        else:
            used.append(one)
    if fresh:
        _keep(connection, house, line, fresh, now)
    return used


def _keep(
    connection: Connection,
    house: str,
    line: Line,
    fresh: Sequence[tuple[Judged, Seen]],
    now: datetime,
) -> None:
    numbers = dict(line.numbers)
    for _, seen in fresh:
        if seen.epoch not in numbers:
            numbers[seen.epoch] = houses.note_epoch(connection, house, seen.epoch)
        tally.note(seen.kind, tally.ACCEPTED)
    ledger.keep_all(connection, house, [one for one, _ in fresh], now)
    houses.note_seen(connection, house, now)
    told = [(seen, numbers[seen.epoch], one.told) for one, seen in fresh]
    of_days = [(seen, number, one) for seen, number, one in told if isinstance(one, DaySummary)]
    if of_days:
        days.keep_all(connection, house, of_days)
    for seen, number, one in told:
        _keep_one(connection, seen, number, one, now)


def _keep_one(connection: Connection, seen: Seen, number: int, told: object, now: datetime) -> None:
    match told:
        case MonthSummary():
            months.keep(connection, seen, number, told)
        case Ask() if post.note_heard(connection, seen, number, told):
            told_keys.note(connection, seen.house, told)
        case bytes():
            consulting.keep(connection, seen, told, now)
