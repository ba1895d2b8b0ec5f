"""The months that houses told: keep the latest word, read them back."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

from sync.envelope import Seen
from sync.hq.month_dates import last_of
from sync.hq.receive import ledger
from sync.hq.store.schema import headcounts, months
from sync.hq.store.upserts import insert_all, insert_unless_there
from sync.hq.told import marks
from sync.hq.told.word import Word, last_words
from sync.month_summary import MonthSummary


def keep(connection: Connection, seen: Seen, number: int, summary: MonthSummary) -> None:
    """Keep a month's summary unless the house already told something later about that month."""
    keep_all(connection, [Word(seen, number, summary)])


def keep_all(connection: Connection, words: Iterable[Word[MonthSummary]]) -> None:
    """Keep the months that houses told, as `keep` does one after the other."""
    last = last_words(words, lambda one: (one.seen.house, one.told.month))
    rows = [row(one.seen, one.told) for one in last.values()]
    new = insert_unless_there(connection, rows, months.c.house, months.c.month)
    kept = [one for key, one in last.items() if key in new or _replace_older(connection, one)]
    counts = [headcount_rows(one.seen.house, one.told) for one in kept]
    insert_all(connection, headcounts, list(chain.from_iterable(counts)))
    told = [(one.seen, one.told.month, last_of(one.told.month)) for one in kept]
    marks.note_all(connection, told)


def _replace_older(connection: Connection, word: Word[MonthSummary]) -> bool:
    """Let a word take the place of the one by which a month is known, if that is an earlier one."""
    house, month = word.seen.house, word.told.month
    same = (months.c.house == house) & (months.c.month == month)
    if not ledger.is_news(connection, months, same, word.number, word.seen.seq):
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
    found = connection.execute(query).scalars()
    return [MonthSummary.from_payload(json.loads(told)) for told in found]
