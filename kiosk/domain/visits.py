"""Visits: who came, when, and for how long the house was open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiosk.domain.marks import mark_of
from kiosk.domain.moment import ClockState, Moment

# A midnight may be none, and then sends nobody home. Shorter than a night, longer than a day here.
LONGEST_STAY = timedelta(hours=10)

_MINUTES_A_DAY = 24 * 60


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

    @property
    def mark(self) -> str:
        """Tell by what this visit is known again, as long as nobody writes other times."""
        return mark_of(self)


def minutes_open(visits: Iterable[Visit]) -> int:
    """Tell the minutes between the first arrival and the last sign of a child."""
    times = [time for visit in visits for time in (visit.arrived, visit.left) if time]
    if not times:
        return 0
    return min(round((max(times) - min(times)) / timedelta(minutes=1)), _MINUTES_A_DAY)


def present(visits: Iterable[Visit]) -> int:
    """Count the children who came, each once."""
    return len({visit.child for visit in visits})


def is_here(came: Moment, now: Moment) -> bool:
    """Tell whether a child who came and did not say goodbye is still in the house."""
    in_doubt = now.clock is not ClockState.TRUSTED or came.boot == now.boot
    return came.day == now.day or (in_doubt and now.at - came.at < LONGEST_STAY)


def is_same_stay(came: Moment, now: Moment) -> bool:
    """Tell whether a child who is here and shows itself again has surely not been away.

    Where it may have been away for a night, a second visit is kept rather than one lost.
    """
    if came.clock is now.clock is ClockState.TRUSTED and came.day == now.day:
        return True
    return came.boot == now.boot and now.at - came.at < LONGEST_STAY
