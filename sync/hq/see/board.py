"""Decide what the list of houses and one house's page show; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sync.hq.register import habit
from sync.hq.register.houses import House
from sync.hq.told.days import Day, Headcount, Last

SPARK_DAYS = 14
PAGE_DAYS = 28
PAGE_MONTHS = 3

# No house is older: an address may ask for the year 1, and there is no day four weeks before it.
_EARLIEST = date(2000, 1, 1)


class State(StrEnum):
    """Say how a house is doing, worst first."""

    SILENT = "silent"
    WAITING = "waiting"
    WELL = "well"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of the list of houses; counts has None for a day without word."""

    house: House
    state: State
    last: Last | None
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Hold the figures above the list; today's are few until the houses close in the evening."""

    houses: int
    silent: int
    heard_today: int = 0
    present_today: int = 0
    heard_yesterday: int = 0
    present_yesterday: int = 0


def state(house: House, now: datetime, silent_days: int) -> State:
    """Tell whether a house is well, silent, or still waiting for its first word."""
    if house.retired_on is not None:
        return State.RETIRED
    if house.verify_key is None:
        return State.WAITING
    heard = max(house.last_seen or 0, house.enrolled_at or 0)
    is_late = now.timestamp() - heard > habit.patience(house.gaps, silent_days)
    return State.SILENT if is_late else State.WELL


def lines(
    listed: Iterable[House],
    recent: Iterable[Headcount],
    latest: Mapping[str, Last],
    now: datetime,
    today: date,
    silent_days: int,
) -> list[Line]:
    """Make the lines of the list, in its order."""
    present = {(day.house, day.day): day.present for day in recent}
    span = [today - timedelta(days=back) for back in range(SPARK_DAYS - 1, -1, -1)]
    return [
        Line(
            house,
            state(house, now, silent_days),
            latest.get(house.house),
            tuple(present.get((house.house, day)) for day in span),
        )
        for house in listed
    ]


def totals(
    states: Iterable[Counter[State]], told: Mapping[date, tuple[int, int]], today: date
) -> Totals:
    """Sum the list up; told: of a day by how many houses it was told, and how many came."""
    every = sum(states, Counter())
    yesterday = told.get(today - timedelta(days=1), (0, 0))
    of_days = (*told.get(today, (0, 0)), *yesterday)
    listed = every.total() - every[State.RETIRED]
    return Totals(listed, every[State.SILENT], *of_days)


@dataclass(frozen=True, slots=True)
class Window:
    """Hold the four weeks that one house's page shows, and where to go from there."""

    first: date
    last: date
    has_word: bool
    earlier: date | None
    later: date | None


def window(today: date, until: date | None, edges: tuple[date, date] | None) -> Window:
    """Choose four whole weeks that end at `until`, at the latest today."""
    last = max(min(until or today, today), _EARLIEST)
    first = last - timedelta(days=PAGE_DAYS - 1)
    earlier = first - timedelta(days=1) if edges and edges[0] < first else None
    later = min(last + timedelta(days=PAGE_DAYS), today) if last < today else None
    return Window(first, last, edges is not None, earlier, later)


def calendar(shown: Window, told: Sequence[Day]) -> list[tuple[date, Day | None]]:
    """Lay the days of a window out one after the other, None where the house told nothing."""
    by_date = {day.day: day for day in told}
    return [(day, by_date.get(day)) for day in _span(shown)]


def counts(shown: Window, counted: Sequence[Headcount]) -> list[int | None]:
    """Lay the headcounts of a window out one after the other, None where nothing is known."""
    by_date = {one.day: one.present for one in counted}
    return [by_date.get(day) for day in _span(shown)]


def _span(shown: Window) -> list[date]:
    return [shown.first + timedelta(days=offset) for offset in range(PAGE_DAYS)]


def average_present(told: Sequence[Day]) -> float | None:
    """Average the children present over the days on which the house was open."""
    open_days = [day.present for day in told if day.minutes_open > 0]
    return sum(open_days) / len(open_days) if open_days else None
