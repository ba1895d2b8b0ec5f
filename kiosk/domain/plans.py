"""Plans: what the house means to do together, once or every week; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

# How long a day waits to be told about, and how far ahead the list looks.
_BEHIND, _AHEAD = timedelta(weeks=1), timedelta(weeks=2)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan, from its first day on; `settled` are days that were told about.

    Only the settled days that could still be asked about are kept.
    """

    name: str
    first: date
    start: time
    minutes: int
    weekly: bool = False
    settled: frozenset[date] = field(default_factory=frozenset)

    @property
    def is_over(self) -> bool:
        """Tell whether nothing of it is to come."""
        return not self.weekly and self.first in self.settled

    def falls_on(self, day: date) -> bool:
        """Tell whether it was planned for a day."""
        if self.weekly:
            return day >= self.first and day.weekday() == self.first.weekday()
        return day == self.first


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A plan on record; `plan` is None if it is damaged."""

    id: str
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class Planned:
    """One day of a plan."""

    id: str
    plan: Plan
    day: date


def settle(plan: Plan, day: date) -> Plan:
    """Note that a day was told about: it took place, or it did not."""
    # The day may be the last of the list, and another one that was told about the first.
    kept = {one for one in plan.settled if one >= day - _AHEAD - _BEHIND}
    return replace(plan, settled=frozenset(kept | {day}))


def planned(records: Iterable[PlanRecord], today: date) -> list[Planned]:
    """List the days about which nothing was told yet, from a week ago to two ahead."""
    found = [
        Planned(record.id, record.plan, day)
        for record in records
        if record.plan
        for day in _days(record.plan, today)
    ]
    return sorted(found, key=lambda one: (one.day, one.plan.start, one.plan.name, one.id))


def _days(plan: Plan, today: date) -> Iterator[date]:
    """Tell the open days of a plan; a single one stays until it is told about."""
    if not plan.weekly:
        if not plan.is_over and plan.first <= today + _AHEAD:
            yield plan.first
        return
    ahead = (plan.first.weekday() - today.weekday()) % 7
    day = today - _BEHIND + timedelta(days=ahead)
    while day <= today + _AHEAD:
        if day >= plan.first and day not in plan.settled:
            yield day
        day += _WEEK
