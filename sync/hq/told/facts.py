"""The facts that months tell, by name, so that those of many houses can be added up; pure.

Beside plain names there are `service:<kind>`, `met:<standard>` and `of:<standard>`, and for moods
and feedback `<which>:<band>`; `<which>` alone counts the houses that told bands.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sync.disclosure import BANDS, Bands

MOODS, FEEDBACK = "moods", "feedback"

Facts = Mapping[str, int]

# How each stands in what a house tells (sync.month_summary).
_PLAIN = {
    "activity_minutes": "a",
    "children": "c",
    "enrolled": "e",
    "home_visits": "v",
    "newcomers": "n",
    "participations": "p",
}


def of_month(told: Mapping[str, Any], minutes: int, newcomers: int) -> dict[str, int]:
    """Name the facts of one month of one house.

    told: the payload of its envelope. minutes, newcomers: what its days told by themselves; where
    the month tells more, some of its days did not come, and `more_...` is the difference.
    """
    found: dict[str, int] = {name: told[key] for name, key in _PLAIN.items()}
    found["months"] = 1
    found["more_minutes"] = max(0, told["o"] - minutes)
    found["more_newcomers"] = max(0, told["n"] - newcomers)
    for kind, count in told["s"].items():
        found[f"service:{kind}"] = count
    for standard, (met, of) in told["q"].items():
        found[f"met:{standard}"], found[f"of:{standard}"] = met, of
    for which, key in ((MOODS, "m"), (FEEDBACK, "f")):
        if told[key]:
            found[which] = 1
            for band, count in enumerate(told[key]):
                found[f"{which}:{band}"] = count
    return {name: value for name, value in found.items() if value}


def added(months: Iterable[Facts]) -> dict[str, int]:
    """Add up the facts of some months."""
    # By hand: a Counter does the same in three times the time, and pages add up thousands.
    total: dict[str, int] = {}
    for month in months:
        for name, value in month.items():
            total[name] = total.get(name, 0) + value
    return total


def services(facts: Facts) -> dict[str, int]:
    """Tell the services given, by kind."""
    return {kind: facts[f"service:{kind}"] for kind in _named(facts, "service:")}


def standards(facts: Facts) -> dict[str, tuple[int, int]]:
    """Tell of each standard how often it was met, and of how many."""
    return {
        name: (facts.get(f"met:{name}", 0), facts[f"of:{name}"]) for name in _named(facts, "of:")
    }


def bands(facts: Facts, which: str) -> Bands:
    """Tell how many children the bands of moods or feedback hold together."""
    low, middle, high = (facts.get(f"{which}:{band}", 0) for band in BANDS)
    return low, middle, high


def _named(facts: Facts, prefix: str) -> list[str]:
    return sorted(name.removeprefix(prefix) for name in facts if name.startswith(prefix))


def children(months: Iterable[Facts]) -> int:
    """Tell how many different children came in some months, at least; the months in their order.

    Who came in one month, and whoever came for the first time in a later one, are not the same: of
    all months to begin with the best one counts.
    """
    most = 0
    for month in months:
        most = max(most + month.get("newcomers", 0), month.get("children", 0))
    return most
