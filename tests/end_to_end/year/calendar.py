"""A village's year: when its house is open, who is there, and what goes wrong. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from kiosk.demo.history import open_days

# A year with a leap day.
FIRST = date(2028, 1, 1)
YEAR = 366
SPRING_FESTIVAL = (date(2028, 1, 25), date(2028, 2, 1))
SCHOOL_HOLIDAYS = ((date(2028, 1, 15), date(2028, 2, 20)), (date(2028, 7, 8), date(2028, 8, 31)))

_TUESDAY, _SATURDAY = 1, 5


class Ending(StrEnum):
    """How a house's day ends."""

    STOPPED = "stopped by the system"
    MENU = "switched off by its menu"
    CUT = "a power cut; the light comes back in the evening"
    DARK = "a power cut until the next day"


class Event(StrEnum):
    """What happens once in the year."""

    IN_CHROMIUM = "a day in a real browser"
    NEW_KEY = "the house signs by a new key"
    NEW_HEADQUARTERS_KEY = "headquarters has a new key"
    NEW_COUNSELOR = "another counselor"
    IN_1970 = "a wrong clock, set right by the counselor"
    IN_1970_TILL_TOLD = "a wrong clock, set right by headquarters"
    NEW_CARD = "a new card"


# After which part of the open days; those of Tuesdays need the road.
_EVENTS = {
    Event.IN_CHROMIUM: 0.12,
    Event.IN_1970: 0.25,
    Event.NEW_COUNSELOR: 0.38,
    Event.NEW_KEY: 0.46,
    Event.IN_1970_TILL_TOLD: 0.52,
    Event.NEW_CARD: 0.68,
    Event.NEW_HEADQUARTERS_KEY: 0.85,
}
_ON_TUESDAYS = (Event.NEW_KEY, Event.IN_1970_TILL_TOLD, Event.NEW_CARD, Event.NEW_HEADQUARTERS_KEY)
# A Tuesday after this part has no road: for a fortnight nobody hears of the house.
_LOST_AFTER = 0.6


@dataclass
class Day:
    """A day on which the house is open.

    counselor: whether she comes. road: whether there is a network. joins, leaves: how many
    children the counselor adds, and how many she lets go.
    """

    day: date
    ending: Ending
    counselor: bool
    road: bool
    joins: int = 0
    leaves: int = 0
    events: set[Event] = field(default_factory=set)

    @property
    def is_long(self) -> bool:
        """Tell whether children come from the morning on: mostly since there is no school."""
        holidays = any(first <= self.day <= last for first, last in SCHOOL_HOLIDAYS)
        return holidays or self.day.weekday() == _SATURDAY or self.has_a_wrong_clock

    @property
    def has_a_wrong_clock(self) -> bool:
        """Tell whether the machine wakes in 1970."""
        return bool(self.events & {Event.IN_1970, Event.IN_1970_TILL_TOLD})


def days(rng: Random, number: int) -> list[Day]:
    """Plan the first days of the year, those on which the house is open."""
    last = FIRST + timedelta(days=number - 1)
    begun, over = SPRING_FESTIVAL
    opened = [day for day in open_days(FIRST, last) if not begun <= day <= over]
    plan = [_day(rng, day) for day in opened]
    for event, part in _EVENTS.items():
        _put(plan, event, part)
    lost = _first(plan, _LOST_AFTER, on_tuesday=True)
    if lost:
        lost.road = False
    for place in range(5, len(plan), max(len(plan) // 10, 3)):
        there = next(day for day in plan[place:] + plan if day.counselor)
        there.joins, there.leaves = 1, place % 2
    plan[0].counselor, plan[0].joins, plan[0].ending = True, 8, Ending.STOPPED
    return plan


def _day(rng: Random, day: date) -> Day:
    is_tuesday = day.weekday() == _TUESDAY
    there = is_tuesday or rng.random() < 0.3
    endings = {Ending.STOPPED: 78, Ending.CUT: 9, Ending.DARK: 5}
    if there:
        endings[Ending.MENU] = 12
    (ending,) = rng.choices(list(endings), list(endings.values()))
    return Day(day, ending, there, is_tuesday)


def _put(plan: Sequence[Day], event: Event, part: float) -> None:
    day = _first(plan, part, on_tuesday=event in _ON_TUESDAYS)
    if day:
        # Each happens by itself: power goes on other days.
        day.ending, day.counselor = Ending.STOPPED, True
        day.events.add(event)


def _first(plan: Sequence[Day], part: float, *, on_tuesday: bool) -> Day | None:
    """Find the first free day after a part of the year; some weeks have too few."""
    start = int(len(plan) * part)
    wanted = [
        day
        for day in (*plan[start:], *plan[:start])
        if not day.events and day.road == on_tuesday and day is not plan[0]
    ]
    return wanted[0] if wanted else None
