"""Visits: who came, when, and for how long the house was open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Arrival(StrEnum):
    """How a visit came on record."""

    TOUCH = "touch"
    COUNSELOR = "counselor"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Visit:
    """One child in the house once; `left` is None while it is here, or never said goodbye."""

    seq: int
    child: str
    day: date
    arrived: datetime
    left: datetime | None
    how: Arrival


def minutes_open(visits: Iterable[Visit]) -> int:
    """Tell the minutes between the first arrival and the last sign of a child."""
    times = [time for visit in visits for time in (visit.arrived, visit.left) if time]
    return round((max(times) - min(times)) / timedelta(minutes=1)) if times else 0


def present(visits: Iterable[Visit]) -> int:
    """Count the children who came, each once."""
    return len({visit.child for visit in visits})
