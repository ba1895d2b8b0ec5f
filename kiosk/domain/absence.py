"""When a child wants to talk and the counselor is not in the house: who is, and when she is."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from kiosk.domain.moment import ClockState, Moment
from kiosk.domain.settings import Settings

MOST_STAND_INS = 4

# A child counts nights; more than these it cannot see at a glance.
MOST_NIGHTS = 5


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody else who is in the house, from when to when."""

    name: str
    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class Absence:
    """The counselor is away up to the end of a day; a stand-in may be there."""

    until: date
    stand_in: StandIn | None = None


class Answer(StrEnum):
    """What a child hears that wants to talk: she comes, she is away, or the house is closed."""

    TALK = "talk"
    AWAY = "talk_away"
    CLOSED = "talk_closed"


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer, who else is there, and after how many nights she is back where that is known."""

    answer: Answer
    stand_in: StandIn | None = None
    opens: time | None = None
    nights: int = 0


def is_away(absence: Absence | None, moment: Moment) -> bool:
    """Tell whether the counselor is away; without a clock, until she says that she is back."""
    if absence is None:
        return False
    return moment.clock is ClockState.UNKNOWN or moment.day <= absence.until


def reply_to(absence: Absence | None, settings: Settings, moment: Moment) -> Reply:
    """Answer a child that wants to talk, and promise nothing that is not so, or only estimated."""
    if absence and is_away(absence, moment):
        certain = moment.clock is ClockState.TRUSTED
        nights = _nights(moment.day, absence.until) + 1 if certain else 0
        return Reply(Answer.AWAY, absence.stand_in, nights=_seen(nights))
    opens = settings.opens_next(moment)
    if opens is None:
        return Reply(Answer.TALK)
    nights = _seen(_nights(moment.day, opens))
    return Reply(Answer.CLOSED, opens=settings.open_from, nights=nights)


def _nights(today: date, day: date) -> int:
    return (day - today).days


def _seen(nights: int) -> int:
    """Leave out what is too many to be seen."""
    return nights if nights <= MOST_NIGHTS else 0
