"""What a house elsewhere told of one of its months: invented, and always alike."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from sync.disclosure import BANDS, publish
from sync.hq.month_dates import last_of
from sync.month_summary import Answers, MonthSummary
from sync.summary import DaySummary

_SERVICES = {"cash": 2, "medical": 3, "mental": 2, "welfare": 6}
_FELT, _LIKED = (12, 30, 58), (6, 24, 70)
_OPEN_DAYS, _SUNDAY = 5, 6


def told(name: str, children: int, month: date, days: Mapping[date, DaySummary]) -> MonthSummary:
    """Tell a month of a house by its days; children: how many are enrolled, about."""
    rng = Random(f"{name} {month}")
    dates = [month + timedelta(days=number) for number in range(last_of(month).day)]
    opened = [days[day] for day in dates if day in days]
    came = round(children * rng.uniform(0.85, 1))
    hours = rng.randint(5, 16)
    return MonthSummary(
        month=month,
        headcounts=tuple(days[day].present if day in days else 0 for day in dates),
        minutes_open=sum(one.minutes_open for one in opened),
        children=came,
        newcomers=min(came, sum(one.newcomers for one in opened)),
        enrolled=children,
        activity_minutes=60 * hours,
        participations=hours * rng.randint(8, 14),
        home_visits=rng.randint(2, 9),
        services={kind: rng.randint(1, most) for kind, most in _SERVICES.items()},
        standards=_standards(rng, children, dates, days),
        moods=_answers(rng, came, _FELT),
        feedback=_answers(rng, came, _LIKED),
    )


def _standards(
    rng: Random, children: int, dates: list[date], days: Mapping[date, DaySummary]
) -> dict[str, tuple[int, int]]:
    """Count by weeks, each of the month in which its Sunday lies."""
    sundays = [day for day in dates if day.weekday() == _SUNDAY]
    weeks = [[day - timedelta(days=back) for back in range(_SUNDAY + 1)] for day in sundays]
    kept = sum(sum(day in days for day in week) >= _OPEN_DAYS for week in weeks)
    seen = sum(round(children * rng.uniform(0.7, 1)) for _ in weeks)
    return {"open": (kept, len(weeks)), "seen": (seen, children * len(weeks))}


def _answers(rng: Random, came: int, shares: tuple[int, ...]) -> Answers:
    felt = rng.choices(BANDS, shares, k=came)
    return Answers(publish((band, rng.randbytes(16)) for band in felt))
