"""What an invented house lives on each of its days; pure.

Each day follows from the house and its date alone, so that a day and its month tell the same.
"""

from datetime import date
from random import Random

from sync.hq.simulate.plan import HousePlan
from sync.hq.simulate.seasons import Season, season
from sync.summary import DaySummary

# Of the children enrolled so many come; for so many minutes the house is open, at least and most.
_SHARE = {
    Season.SCHOOL: 0.5,
    Season.WEEKEND: 0.62,
    Season.HOLIDAY: 0.74,
    Season.FESTIVAL: 0.2,
}
_MINUTES = {
    Season.SCHOOL: (140, 240),
    Season.WEEKEND: (240, 420),
    Season.HOLIDAY: (300, 480),
    Season.FESTIVAL: (90, 240),
}
_CLOSED_ANYWAY = {Season.FESTIVAL: 0.7}

_NEW_DISK_MB, _MB_A_DAY, _CLEARED_AT_MB = 24_000, 13, 700
_ROOM_C, _SUMMER_C = 44, 14


def enrolled(plan: HousePlan, day: date) -> int:
    """Count the children on the register: as the house grows, within what it has room for."""
    return max(round(plan.size + plan.growth * (day - plan.joined).days / 365), 12)


def is_open(plan: HousePlan, day: date) -> bool:
    """Tell whether anybody came on a day; a day on which nobody did is never closed."""
    if day < plan.joined or _rests(plan, day):
        return False
    return plan.rng(day, "open").random() >= _CLOSED_ANYWAY.get(season(day), 0.02)


def _rests(plan: HousePlan, day: date) -> bool:
    # In the holidays the house makes up for it: parents are away all week.
    return day.weekday() in plan.rest and season(day) is not Season.HOLIDAY


def day_of(plan: HousePlan, day: date) -> DaySummary | None:
    """Tell a day as the house closes it; None where it was not open."""
    if not is_open(plan, day):
        return None
    rng, kind = plan.rng(day), season(day)
    present = _present(plan, day, rng)
    return DaySummary(
        day=day,
        minutes_open=rng.randint(*_MINUTES[kind]),
        present=present,
        newcomers=min(_newcomers(plan, day, rng), present),
        clock=rng.choices(("trusted", "estimated", "unknown"), (94, 5.5, 0.5))[0],
        health=_health(plan, day, rng),
    )


def _present(plan: HousePlan, day: date, rng: Random) -> int:
    share = min(max(rng.gauss(_SHARE[season(day)], 0.1), 0.05), 0.97)
    return max(round(enrolled(plan, day) * share), 1)


def _newcomers(plan: HousePlan, day: date, rng: Random) -> int:
    """Count who came for the first time: on the first day all, later one now and then."""
    if day == plan.joined:
        return enrolled(plan, day)
    return int(rng.random() < 0.03 + max(plan.growth, 0) / 300)


def _health(plan: HousePlan, day: date, rng: Random) -> dict[str, int]:
    used = (day - plan.joined).days * _MB_A_DAY * (1 + plan.number % 3)
    # Somebody clears it when it is full.
    free = _NEW_DISK_MB - used % (_NEW_DISK_MB - _CLEARED_AT_MB)
    summer = max(1 - abs(day.timetuple().tm_yday - 205) / 80, 0)
    return {
        "disk_free_mb": free,
        "temperature_c": round(rng.gauss(_ROOM_C + _SUMMER_C * summer, 4) + plan.number % 9),
    }
