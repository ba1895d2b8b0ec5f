"""How long everybody has played today: kept in memory alone, and forgotten with the process."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Lock
from time import monotonic

from kiosk.domain.limits import Limits, Stretch, rests_for, seconds_left, sitting

# All who did not say who they are share one sitting, or a child would go on as a guest.
GUESTS = ""


class Playtime:
    """Counts the games of a day; a clock that is set meanwhile ends no sitting."""

    def __init__(
        self,
        limits: Callable[[], Limits],
        today: Callable[[], date],
        steady: Callable[[], float] = monotonic,
    ) -> None:
        """Count by limits that are asked for each time: an adult may set them meanwhile."""
        self._limits = limits
        self._today = today
        self._steady = steady
        self._lock = Lock()
        self._day: date | None = None
        self._games: dict[str, list[Stretch]] = defaultdict(list)

    def begin(self, who: str) -> Callable[[], None]:
        """Count from now on; what is returned ends it, once."""
        rest = self._limits().rest
        with self._lock:
            games = self._of(who, rest)
            began = Stretch(self._steady())
            games.append(began)

        def end() -> None:
            with self._lock:
                if began in games:
                    games[games.index(began)] = replace(began, end=self._steady())

        return end

    def left(self, who: str) -> float:
        """Tell for how many seconds somebody may still play."""
        limits = self._limits_of(who)
        with self._lock:
            return seconds_left(self._of(who, limits.rest), self._steady(), limits)

    def rests_for(self, who: str) -> float | None:
        """Tell after how many seconds somebody may play again; None: not today."""
        limits = self._limits_of(who)
        with self._lock:
            return rests_for(self._of(who, limits.rest), self._steady(), limits)

    def _of(self, who: str, rest: float) -> list[Stretch]:
        today = self._today()
        if today != self._day:
            # It may be a new day, or a clock that was set: eyes have not rested by that.
            for games in self._games.values():
                games[:] = sitting(games, self._steady(), rest)
            self._day = today
        return self._games[who]

    def _limits_of(self, who: str) -> Limits:
        """Guests are many: together they have sittings, but no day."""
        limits = self._limits()
        return limits if who else replace(limits, day=float("inf"))
