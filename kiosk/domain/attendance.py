"""A child's month as a calendar on the wall: weeks from Monday, and what each day held."""

from calendar import Calendar
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date

from kiosk.domain.moods import Mood


@dataclass(frozen=True, slots=True)
class Day:
    """One day: whether the child came, and what it answered, the first answer first."""

    day: date
    came: bool
    answers: tuple[Mood, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month from its first day, its weeks with None for days of its neighbours."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def came(self) -> int:
        """Count the days on which the child came."""
        return sum(day.came for week in self.weeks for day in week if day)


def month_of(first: date, came: Set[date], answers: Iterable[Mood]) -> Month:
    """Lay a month out; `came` and `answers` may tell of other days too."""
    felt: dict[date, list[Mood]] = {}
    for mood in answers:
        felt.setdefault(mood.day, []).append(mood)

    def one(day: date) -> Day | None:
        if day.month != first.month:
            return None
        return Day(day, day in came, tuple(felt.get(day, ())))

    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, tuple(tuple(map(one, week)) for week in weeks))
