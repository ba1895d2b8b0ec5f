"""Apply what is plain together: as many statements for the envelopes of many houses as for one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from sync.hq.answer import consulting, post
from sync.hq.receive import aside, ledger
from sync.hq.receive.judge import Good, Judged, Told
from sync.hq.receive.known import Known
from sync.hq.register import houses
from sync.hq.running.tally import ACCEPTED, SAME, Tally
from sync.hq.told import days, months
from sync.hq.told.word import Word, last_words
from sync.messages import Ask
from sync.month_summary import MonthSummary
from sync.summary import DaySummary

T = TypeVar("T")

# What an envelope told that came for the first time.
Fresh = Word[Told | Judged | None]


def is_plain(one: Judged) -> bool:
    """Tell whether an envelope is good, and changes nothing by which another one is judged."""
    is_good = one.is_signed and one.reason is None
    return is_good and isinstance(one.told, DaySummary | MonthSummary | Ask | bytes)


def apply(
    connection: Connection,
    known: Mapping[str, Known],
    plain: Sequence[Judged],
    now: datetime,
    tally: Tally,
) -> list[tuple[str, Judged]]:
    """Apply plain envelopes as if one after the other.

    known: the houses that they come from. Returns, with their houses, those whose number was used
    before for other bytes.
    """
    ones = [Good(one, one.seen) for one in plain if one.seen]
    numbers = _numbers(connection, known, ones)
    new = ledger.keep_new(connection, ones, now)
    fresh = [Fresh(seen, numbers[seen.house, seen.epoch], one.told) for one, seen in new]
    for one in fresh:
        tally.note(one.seen.kind, ACCEPTED)
    if fresh:
        _keep(connection, known, fresh, now)
        _forget_aside(connection, known, new)
    return _used(connection, ones, new, tally) if len(new) < len(ones) else []


def _numbers(
    connection: Connection, known: Mapping[str, Known], ones: Sequence[Good]
) -> dict[tuple[str, bytes], int]:
    """Tell the numbers of the epochs, and give those that were never met theirs."""
    numbers = {}
    for house, epoch in dict.fromkeys((seen.house, seen.epoch) for _, seen in ones):
        met = known[house].line.numbers.get(epoch)
        numbers[house, epoch] = met or houses.note_epoch(connection, house, epoch)
    return numbers


def _used(
    connection: Connection, ones: Sequence[Good], new: Sequence[Good], tally: Tally
) -> list[tuple[str, Judged]]:
    """Find what came before, as it is or for other bytes; returns the latter."""
    fresh = set(map(id, new))
    old, used = [good for good in ones if id(good) not in fresh], []
    for house in dict.fromkeys(seen.house for _, seen in old):
        of_house = [good for good in old if good.seen.house == house]
        came = ledger.known_hashes(connection, house, (seen for _, seen in of_house))
        for one, seen in of_house:
            if came[seen.epoch, seen.seq] == one.hash:
                tally.note(seen.kind, SAME)
            else:
                used.append((house, one))
    return used


def _forget_aside(connection: Connection, known: Mapping[str, Known], new: Sequence[Good]) -> None:
    """Take out of quarantine what came there before the envelope that tells its key."""
    for house in {seen.house for _, seen in new if known[seen.house].has_aside}:
        came = [one.hash for one, seen in new if seen.house == house]
        aside.forget(connection, house, came)


def _keep(
    connection: Connection, known: Mapping[str, Known], fresh: Sequence[Fresh], now: datetime
) -> None:
    days.keep_all(connection, _of(fresh, DaySummary))
    months.keep_all(connection, _of(fresh, MonthSummary))
    speaking = {one.seen.house: known[one.seen.house].house for one in fresh}
    for house, mark in _note_heard(connection, _of(fresh, Ask)).items():
        speaking[house] = replace(speaking[house], hq_keys=mark)
    houses.note_all_seen(connection, speaking.values(), now)
    for question in _of(fresh, bytes):
        consulting.keep(connection, question.seen, question.told, now)


def _of(fresh: Sequence[Fresh], kind: type[T]) -> list[Word[T]]:
    """Choose what was told of one kind."""
    return [Word(one.seen, one.number, one.told) for one in fresh if isinstance(one.told, kind)]


def _note_heard(connection: Connection, asks: Sequence[Word[Ask]]) -> dict[str, bytes]:
    """Note what houses have of their messages; returns by which keys they are heard, by house."""
    last = last_words(asks, lambda one: one.seen.house)
    news = post.note_all_heard(connection, list(last.values()))
    return {one.seen.house: one.told.keys for one in news if one.told.keys}
