"""The months that houses told: keep the word that holds, read them back."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

from sync.envelope import Seen
from sync.hq.month_dates import last_of
from sync.hq.store.schema import epochs, headcounts, months
from sync.hq.store.upserts import insert_all, insert_unless_there
from sync.hq.told import marks
from sync.hq.told.word import Word, last_words
from sync.month_summary import MonthSummary
from sync.summary import MONTH

_KNOWN = select(months, epochs.c.number).join(
    epochs, (epochs.c.house == months.c.house) & (epochs.c.epoch == months.c.epoch)
)


def keep(connection: Connection, seen: Seen, number: int, summary: MonthSummary) -> None:
    """Keep a month's summary unless the house already told one that holds against it."""
    keep_all(connection, [Word(seen, number, summary)])


def keep_all(connection: Connection, words: Iterable[Word[MonthSummary]]) -> None:
    """Keep the months that houses told, as `keep` does one after the other."""
    last = {(one.seen.house, one.told.month): one for one in holding(words)}
    rows = [row(one.seen, one.told) for one in last.values()]
    new = insert_unless_there(connection, rows, months.c.house, months.c.month)
    news = [one for key, one in last.items() if key in new or _replace_older(connection, one)]
    counts = [headcount_rows(one.seen.house, one.told) for one in news]
    insert_all(connection, headcounts, list(chain.from_iterable(counts)))
    told = [(one.seen, one.told.month, last_of(one.told.month)) for one in news]
    marks.note_all(connection, told)


def holding(words: Iterable[Word[MonthSummary]]) -> list[Word[MonthSummary]]:
    """Find, of each month of each house, the word that holds; pure."""
    of_epochs = last_words(words, lambda one: (one.seen.house, one.told.month, one.number))
    held: dict[tuple[str, date], Word[MonthSummary]] = {}
    for (house, month, _), one in of_epochs.items():
        held[house, month] = max(one, held.get((house, month), one), key=_rank)
    return list(held.values())


def holds_against(word: Word[MonthSummary], other: Word[MonthSummary]) -> bool:
    """Tell whether a word about a month holds, and not the other one; pure."""
    if word.number == other.number:
        return word.place > other.place
    return _rank(word) > _rank(other)


def _rank(word: Word[MonthSummary]) -> tuple[bool, int]:
    """Tell how a word stands among those of other epochs.

    A card that began empty knows no day of the months before it, and yet tells one of which
    somebody wrote a visit down: that takes no place of a word with days.
    """
    return any(count is not None for count in word.told.headcounts), word.number


def _replace_older(connection: Connection, word: Word[MonthSummary]) -> bool:
    """Let a word take the place of the one by which a month is known, where it holds against it."""
    house, month = word.seen.house, word.told.month
    same = (months.c.house == house) & (months.c.month == month)
    known = connection.execute(_KNOWN.where(same)).mappings().one_or_none()
    if known and not holds_against(word, word_of(dict(known))):
        return False
    connection.execute(delete(months).where(same))
    connection.execute(insert(months).values(row(word.seen, word.told)))
    of_month = headcounts.c.day.between(month, last_of(month))
    connection.execute(delete(headcounts).where(headcounts.c.house == house, of_month))
    return True


def row(seen: Seen, summary: MonthSummary) -> dict[str, object]:
    """Write a month's summary as it is kept."""
    return {
        "house": seen.house,
        "month": summary.month,
        "minutes_open": summary.minutes_open,
        "children": summary.children,
        "newcomers": summary.newcomers,
        "enrolled": summary.enrolled,
        "activity_minutes": summary.activity_minutes,
        "participations": summary.participations,
        "home_visits": summary.home_visits,
        "told": json.dumps(summary.payload(), sort_keys=True),
        "epoch": seen.epoch,
        "seq": seen.seq,
    }


def word_of(row: Mapping[str, Any]) -> Word[MonthSummary]:
    """Read the word of which a row of months is kept, with the number of its epoch."""
    seen = Seen(row["house"], row["epoch"], row["seq"], MONTH, b"")
    return Word(seen, row["number"], _summary(row["told"]))


def headcount_rows(house: str, summary: MonthSummary) -> list[dict[str, Any]]:
    """Write the headcounts of a month as they are kept."""
    return [
        {"house": house, "day": summary.month + timedelta(days=place), "present": count}
        for place, count in enumerate(summary.headcounts)
        if count is not None
    ]


def of_house(connection: Connection, house: str, last: date, most: int) -> list[MonthSummary]:
    """Read what a house told of its months that began by a day, the latest first."""
    query = select(months.c.told).where(months.c.house == house, months.c.month <= last)
    return _read(connection, query.order_by(months.c.month.desc()).limit(most))


def _read(connection: Connection, query: Select[Any]) -> list[MonthSummary]:
    return [_summary(told) for told in connection.execute(query).scalars()]


def _summary(told: str) -> MonthSummary:
    return MonthSummary.from_payload(json.loads(told))
