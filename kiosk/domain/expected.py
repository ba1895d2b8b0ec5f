"""Who is usually here by now on such a day of the week: pure."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time, timedelta
from statistics import median_low

from kiosk.domain.moment import HOUSE_ZONE, ClockState, Moment
from kiosk.domain.visits import Visit

# On so many of the last days of this name, of those on which the house was open.
_WEEKS, _TIMES = 4, 3
# Nobody is late before this; a village has no bell.
_GRACE = timedelta(minutes=30)


def such_days(today: date) -> list[date]:
    """List the last days of the same name, the latest first."""
    return [today - timedelta(weeks=week) for week in range(1, _WEEKS + 1)]


def expected(before: Iterable[Visit], came: Iterable[Visit], now: Moment) -> list[str]:
    """List the children who are usually here by now and have not come, the earliest first.

    before: the visits of such days. came: those of today. A house without a clock knows no days.
    """
    if now.clock is ClockState.UNKNOWN:
        return []
    usual = _usual_times(before)
    latest, today = (now.local - _GRACE), {visit.child for visit in came}
    due = latest.time() if latest.date() == now.day else time.min
    missing = (child for child in usual if child not in today and usual[child] < due)
    return sorted(missing, key=lambda child: (usual[child], child))


def _usual_times(visits: Iterable[Visit]) -> dict[str, time]:
    """Tell when those who come regularly come first on such a day."""
    first: dict[str, dict[date, time]] = defaultdict(dict)
    for visit in sorted(visits, key=lambda visit: visit.arrived):
        first[visit.child].setdefault(visit.day, visit.arrived.astimezone(HOUSE_ZONE).time())
    return {
        child: median_low(times.values()) for child, times in first.items() if len(times) >= _TIMES
    }
