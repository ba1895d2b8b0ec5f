"""What an invented house tells of each of its months; pure."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import blake2b
from random import Random

from sync.disclosure import BANDS, publish
from sync.hq.simulate.living import day_of, enrolled
from sync.hq.simulate.plan import HousePlan
from sync.month_summary import Answers, MonthSummary
from sync.summary import DaySummary

_SERVICES = {"cash": 3, "medical": 2, "referral": 1, "shelter": 0.3, "mental": 2, "welfare": 2}
_OPEN_DAYS_A_WEEK = 5
_SUNDAY = 6

# Of children who answered, about so many feel low, middle and high; those who like the house.
_FELT, _LIKED = (12, 30, 58), (6, 24, 70)


def month_of(plan: HousePlan, month: date) -> MonthSummary | None:
    """Tell a month as the house closes it, by its first day; None where no day was open."""
    days = {day: day_of(plan, day) for day in _days(month)}
    told = [one for one in days.values() if one]
    if not told:
        return None
    rng, last = plan.rng(month, "month"), max(days)
    on_register = enrolled(plan, last)
    most = max(one.present for one in told)
    came = max(most, min(round(on_register * 0.93), sum(one.present for one in told)))
    participations = rng.randint(0, round(4 * plan.care * came))
    return MonthSummary(
        month=month,
        headcounts=tuple(one.present if one else None for one in days.values()),
        minutes_open=sum(one.minutes_open for one in told),
        children=came,
        newcomers=sum(one.newcomers for one in told),
        enrolled=on_register,
        activity_minutes=participations * 6,
        participations=participations,
        home_visits=rng.randint(0, round(9 * plan.care)),
        services=_services(plan, rng),
        standards=_standards(plan, days, rng),
        moods=_answers(plan, came, _FELT, rng),
        feedback=_answers(plan, came, _LIKED, rng),
    )


def _days(month: date) -> Iterator[date]:
    for place in range(monthrange(month.year, month.month)[1]):
        yield month + timedelta(days=place)


def _services(plan: HousePlan, rng: Random) -> dict[str, int]:
    given = {
        kind: round(rng.expovariate(1 / (often * plan.care))) for kind, often in _SERVICES.items()
    }
    return {kind: count for kind, count in given.items() if count}


def _standards(
    plan: HousePlan, days: dict[date, DaySummary | None], rng: Random
) -> dict[str, tuple[int, int]]:
    """Tell in how many weeks the house was open enough, and how many children each week saw."""
    kept = seen = of = weeks = 0
    for sunday in (day for day in days if day.weekday() == _SUNDAY):
        week = [sunday - timedelta(days=back) for back in range(7)]
        opened = sum(day_of(plan, day) is not None for day in week)
        on_register = enrolled(plan, sunday)
        weeks, of = weeks + 1, of + on_register
        kept += opened >= _OPEN_DAYS_A_WEEK
        seen += round(on_register * rng.uniform(0.75, 1)) if opened else 0
    return {"open": (kept, weeks), "seen": (seen, of)}


def _answers(
    plan: HousePlan, came: int, shares: tuple[int, int, int], rng: Random
) -> Answers | None:
    """Throw the dice of those who answered; now and then nobody opened them in time."""
    if rng.random() < 0.04:
        return None
    answered = [child for child in range(came) if rng.random() < 0.85]
    children = []
    for child in answered:
        band = rng.choices(BANDS, shares)[0]
        children.append((band, _lot(plan, shares, child, band)))
    return Answers(publish(children))


def _lot(plan: HousePlan, about: object, child: int, band: int) -> bytes:
    """Draw a child's lot in a band: the same in every month, as a house draws it."""
    named = f"{plan.seed}/{plan.number}/{about}/{child}/{band}"
    return blake2b(named.encode(), digest_size=16).digest()
