"""For how long what is kept, and when the old may go."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from kiosk.domain.moment import ClockState, Moment

# A clock that leapt further ahead since the last time may be wrong: a wrong year erases a house.
LONGEST_LEAP = timedelta(days=60)


class Shelf(StrEnum):
    """One kind of record that is kept for a time; talks only once they are answered."""

    TALKS = "talks"
    MOODS = "moods"
    FEEDBACK = "feedback"
    FETCHINGS = "fetchings"
    PLAYS = "plays"
    VISITS = "visits"
    AUDIT = "audit"


# How far ahead a preview looks.
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how many days what is kept."""

    moods: int
    visits: int
    plays: int
    audit: int

    def days(self, shelf: Shelf) -> int:
        """Tell for how many days a kind of record is kept."""
        match shelf:
            case Shelf.VISITS:
                return self.visits
            case Shelf.PLAYS:
                return self.plays
            case Shelf.AUDIT:
                return self.audit
            case _:
                return self.moods

    def first_kept(self, shelf: Shelf, today: date) -> date:
        """Tell the oldest day of which a kind of record is still kept."""
        return today - timedelta(days=self.days(shelf))


def evening_before(moment: Moment, closes: time) -> date:
    """Tell the day whose evening was the last: today from closing time on."""
    return moment.day if moment.local.time() >= closes else moment.day - timedelta(days=1)


def is_due(moment: Moment, closes: time, last: date | None) -> bool:
    """Tell whether an evening has passed since the old was let go of.

    last: the evening of the last time; one that has not come is an error of the clock then.
    """
    if last is None or last < evening_before(moment, closes):
        return True
    return last > moment.day and moment.clock is ClockState.TRUSTED


def may_go(moment: Moment, reference: date, *, sure: bool) -> bool:
    """Tell whether the clock is believed enough to let go of anything.

    reference: the day of the last time, or that on which the house was founded.
    sure: the time is the network's or headquarters'. A counselor's slip of a year, or a clock
    chip that woke in 2080, must not erase a house.
    """
    if moment.clock is ClockState.UNKNOWN:
        return False
    return sure or moment.day - reference <= LONGEST_LEAP
