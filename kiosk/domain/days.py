"""Days: which of them are due to be closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Closing(StrEnum):
    """Who closed a day."""

    CLOCK = "clock"
    COUNSELOR = "counselor"


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The facts of a day that leave the house."""

    day: date
    minutes_open: int
    present: int
    newcomers: int


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day as it was closed; `envelope` is None until headquarters is known."""

    counts: DayCounts
    closed: datetime
    how: Closing
    envelope: int | None


def due(now: datetime, closes: time, with_visits: Iterable[date]) -> list[date]:
    """Choose the days to close, oldest first.

    now: on the house's wall clock. Every earlier day with visits is due, and from
    closing time today is, visits or not: an empty day tells that the house is alive.
    """
    today = now.date()
    days = {day for day in with_visits if day < today}
    if now.time() >= closes:
        days.add(today)
    return sorted(days)
