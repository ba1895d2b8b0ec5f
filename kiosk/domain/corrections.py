"""Which times of a visit a counselor may write by hand: from paper, or over a wrong one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.moment import EARLIEST, HOUSE_ZONE, ClockState, Moment
from kiosk.domain.visits import Visit

# The first day on which a house could have had a visit.
FIRST_DAY = EARLIEST.astimezone(HOUSE_ZONE).date()


class Fault(StrEnum):
    """Why a visit cannot be kept like this, in one sentence."""

    NO_DATE = "The house does not know the date: please set it first."
    TO_COME = "This day has not come yet."
    TOO_EARLY = "Visits of that day are no longer kept."
    ANOTHER_DAY = "This time is outside the day."
    LATER = "This time has not come yet."
    BACKWARDS = "Nobody goes home before coming."
    OVERLAP = "The child was here at that time already."
    NO_CONSENT = "No guardian has agreed that visits are kept."


@dataclass(frozen=True, slots=True)
class Written:
    """The times of a visit as somebody wrote them; `left` is None where nobody noted it."""

    day: date
    arrived: datetime
    left: datetime | None


def fault_of(
    written: Written, moment: Moment, others: Iterable[Visit], first_day: date = FIRST_DAY
) -> Fault | None:
    """Find why these times cannot be kept; None where they can.

    moment: now. others: the child's other visits of that day.
    """
    if moment.clock is ClockState.UNKNOWN:
        return Fault.NO_DATE
    return _fault_of_day(written.day, moment, first_day) or _fault_of_times(written, moment, others)


def _fault_of_day(day: date, moment: Moment, first_day: date) -> Fault | None:
    if day > moment.day:
        return Fault.TO_COME
    return Fault.TOO_EARLY if day < first_day else None


def _fault_of_times(written: Written, moment: Moment, others: Iterable[Visit]) -> Fault | None:
    times = [time for time in (written.arrived, written.left) if time]
    if any(time.astimezone(HOUSE_ZONE).date() != written.day for time in times):
        return Fault.ANOTHER_DAY
    if any(time > moment.at for time in times):
        return Fault.LATER
    if written.left and written.left <= written.arrived:
        return Fault.BACKWARDS
    return Fault.OVERLAP if any(_overlap(written, other) for other in others) else None


def _overlap(written: Written, other: Visit) -> bool:
    """Tell whether two stays share a moment; one without an end lasts for the whole day."""
    begins_before_other_ends = other.left is None or written.arrived < other.left
    ends_after_other_begins = written.left is None or written.left > other.arrived
    return begins_before_other_ends and ends_after_other_begins
