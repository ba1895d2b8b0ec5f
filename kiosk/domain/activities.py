"""Activities of the house: what was done together, when, for how long, and who took part."""

from dataclasses import asdict, dataclass, field
from datetime import date, time

from kiosk.domain.marks import mark_of
from kiosk.domain.tallies import (
    ACTIVITIES,
    ACTIVITY_MINUTES,
    PARTICIPATIONS,
    Counted,
    month_of,
)


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity; `others` took part whose guardians have not agreed that it is kept."""

    name: str
    day: date
    start: time
    minutes: int
    participants: frozenset[str] = field(default_factory=frozenset)
    others: int = 0

    @property
    def participations(self) -> int:
        """Count all who took part."""
        return len(self.participants) + self.others

    @property
    def mark(self) -> str:
        """Tell it from every other one, and from itself after a change."""
        # A set is written in another order at each start.
        return mark_of({**asdict(self), "participants": sorted(self.participants)})


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """An activity on record; `activity` is None if it is damaged."""

    id: str
    activity: Activity | None
    by: str = ""


def counted(activity: Activity | None) -> Counted:
    """Tell what an activity adds to its month's tallies."""
    if activity is None:
        return Counted()
    month = month_of(activity.day)
    return Counted(
        {
            (month, ACTIVITIES): 1,
            (month, ACTIVITY_MINUTES): activity.minutes,
            (month, PARTICIPATIONS): activity.participations,
        }
    )
