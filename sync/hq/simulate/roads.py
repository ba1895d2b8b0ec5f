"""When a house has no network; pure."""

from datetime import date, timedelta
from random import Random

# A first and a last day, both included.
Span = tuple[date, date]

# About so many outages a year, each of so many days: a cut cable, a card without credit, snow.
_A_YEAR = 1.5
_SHORTEST, _LONGEST = 4, 35


def spans(rng: Random, first: date, last: date) -> tuple[Span, ...]:
    """Choose when a house has no network between two days."""
    days = max((last - first).days, 0)
    found = []
    for _ in range(round(rng.gauss(_A_YEAR, 1) * days / 365)):
        begins = first + timedelta(days=rng.randint(0, days))
        found.append((begins, begins + timedelta(days=rng.randint(_SHORTEST, _LONGEST))))
    return tuple(sorted(found))


def is_away(away: tuple[Span, ...], day: date) -> bool:
    """Tell whether a day lies in an outage."""
    return any(first <= day <= last for first, last in away)
