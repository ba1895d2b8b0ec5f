"""The months that houses told: keep the latest word, read them back."""

import json
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

from sync.envelope import Seen
from sync.hq.month_dates import last_of
from sync.hq.receive import ledger
from sync.hq.store.schema import headcounts, months
from sync.hq.told import marks
from sync.month_summary import MonthSummary


def keep(connection: Connection, seen: Seen, number: int, summary: MonthSummary) -> None:
    """Keep a month's summary unless the house already told something later about that month.

    number: that of the envelope's epoch; a later epoch counts more than a higher seq.
    """
    same_month = (months.c.house == seen.house) & (months.c.month == summary.month)
    if not ledger.is_news(connection, months, same_month, number, seen.seq):
        return
    connection.execute(delete(months).where(same_month))
    connection.execute(insert(months).values(row(seen, summary)))
    _keep_headcounts(connection, seen.house, summary)
    marks.note(connection, seen, summary.month, last_of(summary.month))


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


def _keep_headcounts(connection: Connection, house: str, summary: MonthSummary) -> None:
    of_month = headcounts.c.day.between(summary.month, last_of(summary.month))
    connection.execute(delete(headcounts).where(headcounts.c.house == house, of_month))
    if rows := headcount_rows(house, summary):
        connection.execute(insert(headcounts), rows)


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
