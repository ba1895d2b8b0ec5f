"""When a child wants to talk and the counselor is not in the house: who is, and when she is."""

from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import StrEnum

from kiosk.domain.moment import ClockState, Moment
from kiosk.domain.settings import Settings

MOST_STAND_INS = 4

# A child counts nights; more than these it cannot see at a glance.
MOST_NIGHTS = 5

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody else who is in the house, from when to when."""

    name: str
    begins: time
    ends: time

    def is_over(self, moment: Moment) -> bool:
        """Tell whether today's hours are surely over; those past midnight never are."""
        certain = moment.clock is ClockState.TRUSTED
        return certain and self.begins < self.ends <= moment.local.time()


@dataclass(frozen=True, slots=True)
class Said:
    """The day on which something was said, by what is known of it now, and the boot."""

    day: date
    boot: str


@dataclass(frozen=True, slots=True)
class Absence:
    """The counselor is away up to the end of a day; a stand-in may be there.

    `said` is None where nobody kept when she said so.
    """

    until: date
    stand_in: StandIn | None = None
    said: Said | None = field(default=None, compare=False)


class Answer(StrEnum):
    """What a child hears that wants to talk: she comes, she is away, or the house is closed."""

    TALK = "talk"
    AWAY = "talk_away"
    CLOSED = "talk_closed"


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer, who else is there, and after how many nights she is back where that is known.

    nights_alone: after how many nights who stands in is there. comes_today: whether somebody comes
    before the day is over.
    """

    answer: Answer
    stand_in: StandIn | None = None
    opens: time | None = None
    nights: int = 0
    nights_alone: int = 0
    comes_today: bool = False


def is_away(absence: Absence | None, moment: Moment) -> bool:
    """Tell whether the counselor is away, by the house's own count of its days."""
    if absence is None or moment.day > absence.until:
        return False
    return moment.clock is ClockState.TRUSTED or not _may_be_over(absence, moment.boot)


def redated(absence: Absence, truly: date) -> Absence:
    """Tell an absence anew when it is found on which day it was truly said.

    Today and tomorrow move with that day. A day that was chosen by its date stays, but comes no
    later than as many days on: a house that was years ahead let nobody choose an earlier one.
    """
    if absence.said is None:
        return absence
    until = absence.until + (truly - absence.said.day)
    if absence.until - absence.said.day > _A_DAY:
        until = min(until, absence.until)
    return replace(absence, until=until, said=replace(absence.said, day=truly))


def reply_to(absence: Absence | None, settings: Settings, moment: Moment) -> Reply:
    """Answer a child that wants to talk, and promise nothing that is not so, or only estimated."""
    if absence and is_away(absence, moment):
        # On a day on which the house stays closed she is not back either.
        back = settings.open_day_from(absence.until + _A_DAY)
        certain = moment.clock is ClockState.TRUSTED
        nights = _nights(moment.day, back) if back and certain else 0
        there = _nights_alone(absence, settings, moment)
        stand_in = None if there is None else absence.stand_in
        return Reply(Answer.AWAY, stand_in, None, _seen(nights), there or 0, there == 0)
    opens = settings.opens_next(moment)
    if opens is None:
        return Reply(Answer.TALK, comes_today=True)
    nights = _seen(_nights(moment.day, opens))
    return Reply(Answer.CLOSED, opens=settings.open_from, nights=nights)


def _nights_alone(absence: Absence, settings: Settings, moment: Moment) -> int | None:
    """Tell after how many nights somebody stands in: none on a closed day, nor when it is over.

    None where nobody does any more, or none that a child can count to.
    """
    if absence.stand_in is None:
        return None
    if moment.clock is not ClockState.TRUSTED:
        return 0
    day = settings.open_day_from(moment.day + _A_DAY * absence.stand_in.is_over(moment))
    nights = None if day is None or day > absence.until else _nights(moment.day, day)
    return None if nights is None or nights > MOST_NIGHTS else nights


def _may_be_over(absence: Absence, boot: str) -> bool:
    """Tell whether an absence of one day was said before the machine was off.

    The morning after, an estimate tells the evening before: no help button is silent for that.
    """
    said = absence.said
    return said is not None and said.day == absence.until and said.boot != boot


def _nights(today: date, day: date) -> int:
    return (day - today).days


def _seen(nights: int) -> int:
    """Leave out what is too many to be seen."""
    return nights if nights <= MOST_NIGHTS else 0
