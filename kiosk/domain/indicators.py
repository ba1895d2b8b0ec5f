"""The program's indicators of a span of days: computed from what happened, counted by nobody.

They are those of the foundation's yearly report as far as a house can know them; house totals
only, of no group and no child.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.services import ServiceKind
from kiosk.domain.tallies import (
    ACTIVITIES,
    ACTIVITY_MINUTES,
    HOME_VISITS,
    PARTICIPATIONS,
    service_given,
)


@dataclass(frozen=True, slots=True)
class Indicators:
    """What a house did: days and minutes are of closed days, visits one a child and day.

    on_open_days: the visits of those closed days alone.
    """

    days_open: int = 0
    minutes_open: int = 0
    children: int = 0
    newcomers: int = 0
    visits: int = 0
    on_open_days: int = 0
    tallies: Mapping[str, int] = field(default_factory=dict)

    @property
    def hours_open(self) -> int:
        """Tell for how many hours the house was open, rounded."""
        return round(self.minutes_open / 60)

    @property
    def visits_a_day(self) -> int:
        """Tell how many children came on a day that was open, rounded."""
        return round(self.on_open_days / self.days_open) if self.days_open else 0

    @property
    def activities(self) -> int:
        """Count the activities."""
        return self.tallies.get(ACTIVITIES, 0)

    @property
    def activity_hours(self) -> int:
        """Tell how many hours all activities took, rounded."""
        return round(self.tallies.get(ACTIVITY_MINUTES, 0) / 60)

    @property
    def participations(self) -> int:
        """Count those who took part, in each activity anew."""
        return self.tallies.get(PARTICIPATIONS, 0)

    @property
    def home_visits(self) -> int:
        """Count the home visits."""
        return self.tallies.get(HOME_VISITS, 0)

    @property
    def services(self) -> dict[ServiceKind, int]:
        """Count the services that were given, by kind."""
        return {kind: self.tallies.get(service_given(kind), 0) for kind in ServiceKind}


def year_so_far(last: date) -> tuple[date, date]:
    """Tell the span from the first of January to a day."""
    return last.replace(month=1, day=1), last
