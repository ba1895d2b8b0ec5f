"""What an adult can set for the house: how long, when, which games, how loud. Pure.

The configuration gives the first values; what a counselor sets in the panel lies over them.
Both are written in the same words, so that one reader reads them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from kiosk.domain.allowed import Allowed
from kiosk.domain.limits import MINUTE, Limits, is_within
from kiosk.domain.moment import ClockState, Moment

# What a finger can choose from, in minutes; another one may stand in the configuration.
SITTINGS, RESTS, DAYS = (5, 10, 15, 20, 30), (5, 10, 15, 30), (15, 30, 45, 60, 90, 120)
LONGEST = 24 * 60
WEEK = range(1, 8)

NO_GAME = "none"

Word = TypeVar("Word", bound=StrEnum)

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Loudness(StrEnum):
    """How loud the house speaks and sounds."""

    OFF = "off"
    SOFT = "soft"
    NORMAL = "normal"
    LOUD = "loud"

    @property
    def percent(self) -> int:
        """Tell it as a share of what the machine can do."""
        return {Loudness.OFF: 0, Loudness.SOFT: 30, Loudness.NORMAL: 65}.get(self, 100)


class TextSize(StrEnum):
    """How large the panel is written on the kiosk's screen."""

    NORMAL = "normal"
    LARGE = "large"
    VERY_LARGE = "very_large"


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set. No time is no limit; `games` of None are all; days count from Monday."""

    sitting_minutes: float = 15
    rest_minutes: float = 5
    day_minutes: float = 60
    play_from: time = time(6)
    play_until: time = time(21)
    games: frozenset[str] | None = None
    guests_play: Allowed = Allowed.WITHOUT_LETTERS
    loudness: Loudness = Loudness.NORMAL
    quiet_from: time | None = None
    quiet_until: time | None = None
    open_from: time | None = None
    open_until: time | None = None
    open_days: frozenset[int] = frozenset(WEEK)
    panel_text: TextSize = TextSize.NORMAL

    @property
    def limits(self) -> Limits:
        """Tell how long a child may play."""
        minutes = (self.sitting_minutes, self.day_minutes, self.rest_minutes)
        return Limits(*(MINUTE * one for one in minutes))

    def offers(self, game: str) -> bool:
        """Tell whether a game is offered."""
        return self.games is None or game in self.games

    def games_awake(self, moment: Moment) -> bool:
        """Tell whether games are awake; without a certain clock they always are."""
        return not _knows_the_hour(moment) or is_within(
            moment.local.time(), self.play_from, self.play_until
        )

    def volume_at(self, moment: Moment) -> int:
        """Tell how loud the house may be, from 0 to 100; never quiet without a certain clock."""
        return 0 if self._is_quiet(moment) else self.loudness.percent

    def quiet_in(self, moment: Moment) -> float | None:
        """Tell in how many seconds quiet hours begin; None where there are none to come."""
        if not _knows_the_hour(moment) or self.quiet_from is None or self._is_quiet(moment):
            return None
        begins = datetime.combine(moment.day, self.quiet_from, moment.local.tzinfo)
        if begins < moment.local:
            begins += timedelta(days=1)
        return (begins - moment.local).total_seconds()

    def is_open(self, moment: Moment) -> bool:
        """Tell whether the house is open; without a certain clock it always is."""
        if not _knows_the_hour(moment):
            return True
        if moment.local.isoweekday() not in self.open_days:
            return False
        return self._hours is None or is_within(moment.local.time(), *self._hours)

    def opens_next(self, moment: Moment) -> date | None:
        """Tell on which day a closed house opens again; None where it does not close."""
        if self.is_open(moment):
            return None
        later = self._hours is not None and moment.local.time() >= self._hours[0]
        return self.open_day_from(moment.day + timedelta(days=later))

    def open_day_from(self, first: date) -> date | None:
        """Tell the first open day from this one on; None where there is none in a week."""
        days = (first + timedelta(days=number) for number in range(7))
        return next((day for day in days if day.isoweekday() in self.open_days), None)

    def _is_quiet(self, moment: Moment) -> bool:
        if self.quiet_from is None or self.quiet_until is None or not _knows_the_hour(moment):
            return False
        return is_within(moment.local.time(), self.quiet_from, self.quiet_until)

    @property
    def _hours(self) -> tuple[time, time] | None:
        if self.open_from is None or self.open_until is None:
            return None
        return self.open_from, self.open_until


@dataclass(frozen=True, slots=True)
class Fault:
    """Why settings do not go together: the one to look at, and an English sentence."""

    name: str
    sentence: str


def fault_of(settings: Settings) -> Fault | None:
    """Find what does not go together."""
    if settings.sitting_minutes > settings.day_minutes:
        return Fault("sitting_minutes", "A sitting cannot be longer than the whole day.")
    if settings.play_from == settings.play_until:
        return Fault("play_from", "Please choose two different times.")
    for begins, ends in (("quiet_from", "quiet_until"), ("open_from", "open_until")):
        one, other = getattr(settings, begins), getattr(settings, ends)
        if (one is None) != (other is None):
            return Fault(begins, "Please choose both times, or neither.")
        if one is not None and one == other:
            return Fault(begins, "Please choose two different times.")
    if not settings.open_days:
        return Fault("open_days", "Please tap at least one day.")
    return None


def read(first: Settings, texts: Mapping[str, str]) -> Settings:
    """Lay what was set over the first values; what nobody understands any more counts for nothing.

    Both are right in themselves, but may not go together: then the first values hold.
    """
    found: dict[str, Any] = {}
    for name, text in texts.items():
        if name in READERS:
            try:
                found[name] = READERS[name](text)
            except ValueError:
                continue
    together = replace(first, **found)
    return together if fault_of(together) is None or fault_of(first) else first


def write(settings: Settings, first: Settings) -> dict[str, str]:
    """Write down what is set otherwise than at first, by name."""
    return {
        name: _text(getattr(settings, name))
        for name in READERS
        if getattr(settings, name) != getattr(first, name)
    }


def _minutes(text: str) -> float:
    minutes = float(text)
    if not 0 < minutes <= LONGEST:
        raise ValueError(f"more than 0 and at most {LONGEST}")
    return minutes


def _time(text: str) -> time:
    if not _CLOCK.fullmatch(text):
        raise ValueError("a time of day, as in 20:00")
    return time.fromisoformat(text)


def _maybe_time(text: str) -> time | None:
    return _time(text) if text else None


def _games(text: str) -> frozenset[str] | None:
    if text.strip() == NO_GAME:
        return frozenset()
    return frozenset(name.strip() for name in text.split(",") if name.strip()) or None


def _days(text: str) -> frozenset[int]:
    parts = {part.strip() for part in text.split(",")}
    if not parts <= {str(day) for day in WEEK}:
        raise ValueError("days from 1, Monday, to 7, as in 1,2,3,4,5")
    return frozenset(int(part) for part in parts)


def _one_of(words: type[Word]) -> Callable[[str], Word]:
    def read_word(text: str) -> Word:
        if text not in set(words):
            raise ValueError(f"one of {', '.join(words)}")
        return words(text)

    return read_word


def _text(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, frozenset):
        return ",".join(str(one) for one in sorted(value)) or NO_GAME
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _knows_the_hour(moment: Moment) -> bool:
    # An estimate goes on from the last record: the morning after, it tells the evening before.
    return moment.clock is ClockState.TRUSTED


# How each setting is read from its text.
READERS: Mapping[str, Callable[[str], Any]] = {
    "sitting_minutes": _minutes,
    "rest_minutes": _minutes,
    "day_minutes": _minutes,
    "play_from": _time,
    "play_until": _time,
    "games": _games,
    "guests_play": _one_of(Allowed),
    "loudness": _one_of(Loudness),
    "quiet_from": _maybe_time,
    "quiet_until": _maybe_time,
    "open_from": _maybe_time,
    "open_until": _maybe_time,
    "open_days": _days,
    "panel_text": _one_of(TextSize),
}
