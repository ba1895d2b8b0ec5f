"""Decide what the list of houses shows; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sync.hq.register import habit
from sync.hq.register.houses import House
from sync.hq.told.days import Headcount, Last

SPARK_DAYS = 14


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
