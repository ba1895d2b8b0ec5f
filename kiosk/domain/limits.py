"""How long a child may play: a sitting, then eyes rest; and so much a day.

The numbers are an adult's to set; those at the start are CHILD-UX's, after the health
notices on screens for small children.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The longest sitting and the longest day at games, and the rest that ends a sitting.

    All in seconds.
    """

    sitting: float = 15 * MINUTE
    day: float = 60 * MINUTE
    rest: float = 5 * MINUTE


@dataclass(frozen=True, slots=True)
class Stretch:
    """One game, from when to when, in seconds of a steady clock; `end` is None while it runs."""

    start: float
    end: float | None = None

    def length(self, now: float) -> float:
        """Tell how long it went, or has gone on."""
        return max((now if self.end is None else self.end) - self.start, 0.0)


def seconds_left(today: Sequence[Stretch], now: float, limits: Limits) -> float:
    """Tell for how long a child may still play; 0 when it is time to look far away.

    today: this day's games, the first one first.
    """
    played = sum(stretch.length(now) for stretch in today)
    return max(min(limits.day - played, limits.sitting - _sat(today, now, limits.rest)), 0.0)


def is_within(local: time, begins: time, ends: time) -> bool:
    """Tell whether a time of day lies in a span, which may go past midnight."""
    if begins <= ends:
        return begins <= local < ends
    return local >= begins or local < ends


def rests_for(today: Sequence[Stretch], now: float, limits: Limits) -> float | None:
    """Tell after how many seconds there is another sitting; None where the day is over.

    0 while there is one.
    """
    if seconds_left(today, now, limits) > 0:
        return 0.0
    if sum(stretch.length(now) for stretch in today) >= limits.day:
        return None
    ended = today[-1].end
    return limits.rest if ended is None else max(limits.rest - (now - ended), 0.0)


def sitting(games: Sequence[Stretch], now: float, rest: float) -> Sequence[Stretch]:
    """List the games since the last rest that was long enough, the first one first."""
    after = now
    for at in reversed(range(len(games))):
        end = games[at].end
        if end is not None and after - end >= rest:
            return games[at + 1 :]
        after = games[at].start
    return games


def _sat(today: Sequence[Stretch], now: float, rest: float) -> float:
    return sum(stretch.length(now) for stretch in sitting(today, now, rest))
