"""Lays a child's copy out for paper: answers, visits by month, records by kind; pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Month:
    """A month and what was in it."""

    month: date
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a guardian answered on a day; a no that took a yes back tells the day of the yes."""

    row: Row
    day: date
    agreed: date | None


def answered(rows: Iterable[Row]) -> list[Answered]:
    """Put beside each no the yes that it took back, purpose by purpose; the earliest first."""
    agreed: dict[str, date] = {}
    found = []
    for row in rows:
        day = date.fromisoformat(row.get("signed") or row["at"][:10])
        before = agreed.pop(row["purpose"], None)
        if row["given"]:
            agreed[row["purpose"]] = day
        found.append(Answered(row, day, None if row["given"] else before))
    return found


def by_month(rows: Iterable[Row]) -> list[Month]:
    """Put rows that have a day into their months, the earliest first."""
    months: dict[date, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["day"], str(row["at"]))):
        months[date.fromisoformat(row["day"]).replace(day=1)].append(row)
    return [Month(month, tuple(of_month)) for month, of_month in sorted(months.items())]


def by_kind(rows: Iterable[Row], kinds: Iterable[str]) -> list[tuple[str, list[Row]]]:
    """Put case records beside others of their kind; a kind that is not known comes last."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.get("kind", "")].append(row)
    order = [*kinds, *sorted(set(found) - set(kinds))]
    return [(kind, found[kind]) for kind in order if found[kind]]
