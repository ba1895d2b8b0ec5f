"""The figures of a report: what each is called, its unit, and exactly what it counts; pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as lazy

from sync.hq.told.figures import Figures

Value = int | float | None


class Unit(StrEnum):
    """Say what is counted."""

    HOUSES = "houses"
    DAYS = "days"
    HOURS = "hours"
    CHILDREN = "children"
    TIMES = "times"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure. is_published: the foundation's own yearly report tells it."""

    key: str
    name: object
    unit: Unit
    definition: object
    read: Callable[[Figures], Value]
    is_published: bool = False


def _hours(minutes: int) -> float:
    return round(minutes / 60, 1)


def _by_month(read: Callable[[Figures], Value]) -> Callable[[Figures], Value]:
    """Read what months alone tell: where none was told nothing is known, and that is not none."""
    return lambda told: read(told) if told.months_told else None


def _average(figures: Figures) -> Value:
    return round(figures.child_days / figures.open_days, 1) if figures.open_days else None


def services(now: Figures, before: Figures) -> Iterator[tuple[str, int | None, int | None]]:
    """List the kinds of services that were given in one of two periods, and how often in each."""
    for kind in sorted({*now.services, *before.services}):
        given, earlier = (
            told.services.get(kind, 0) if told.months_told else None for told in (now, before)
        )
        yield kind, given, earlier


INDICATORS = (
    Indicator(
        "houses",
        lazy("Houses on the list"),
        Unit.HOUSES,
        lazy("Houses that were on headquarters' list by the end of the period."),
        lambda told: told.houses,
    ),
    Indicator(
        "reporting",
        lazy("Houses open"),
        Unit.HOUSES,
        lazy("Houses that told at least one day of the period; each counts once."),
        lambda told: told.reporting,
        is_published=True,
    ),
    Indicator(
        "children",
        lazy("Children served, at least"),
        Unit.CHILDREN,
        lazy(
            "Houses tell only how many children came in a month and how many of them for the first"
            " time, never who. Over several months nobody can count each child once. So many"
            " different children came at least: the children of one month and all who came for the"
            " first time in the months after it, for the month that gives most. The true number"
            " may be higher."
        ),
        _by_month(lambda told: told.children),
        is_published=True,
    ),
    Indicator(
        "newcomers",
        lazy("New children"),
        Unit.CHILDREN,
        lazy("Children who came to a house for the first time."),
        lambda told: told.newcomers,
    ),
    Indicator(
        "home_visits",
        lazy("Home visits"),
        Unit.TIMES,
        lazy("Visits to families that counselors wrote down, by month."),
        _by_month(lambda told: told.home_visits),
        is_published=True,
    ),
    Indicator(
        "activity_hours",
        lazy("Activity hours"),
        Unit.HOURS,
        lazy("How long activities took that counselors led, by month."),
        _by_month(lambda told: _hours(told.activity_minutes)),
        is_published=True,
    ),
    Indicator(
        "participations",
        lazy("Participations in activities"),
        Unit.TIMES,
        lazy("Children who took part, added up over all activities: a child counts each time."),
        _by_month(lambda told: told.participations),
        is_published=True,
    ),
    Indicator(
        "services",
        lazy("Services given"),
        Unit.TIMES,
        lazy("Cash support, medical aid, referrals and the like that were given, by month."),
        _by_month(lambda told: sum(told.services.values())),
    ),
    Indicator(
        "open_days",
        lazy("Open days"),
        Unit.DAYS,
        lazy("Days on which houses were open, added up over the houses."),
        lambda told: told.open_days,
    ),
    Indicator(
        "open_hours",
        lazy("Hours open"),
        Unit.HOURS,
        lazy("Hours during which houses were open, added up over the houses."),
        lambda told: _hours(told.minutes_open),
    ),
    Indicator(
        "child_days",
        lazy("Visits of children"),
        Unit.TIMES,
        lazy("Children present, added up over all days and houses: a child counts each day."),
        lambda told: told.child_days,
    ),
    Indicator(
        "children_a_day",
        lazy("Children on an open day"),
        Unit.CHILDREN,
        lazy("Visits of children by open days, of one house on average."),
        _average,
    ),
    Indicator(
        "months_told",
        lazy("Monthly totals told"),
        Unit.MONTHS,
        lazy(
            "How many months of houses these totals rest on. Children served, home visits,"
            " activities, participations, services and standards come from them alone."
        ),
        lambda told: told.months_told,
    ),
)

UNITS = {
    Unit.HOUSES: lazy("houses"),
    Unit.DAYS: lazy("days"),
    Unit.HOURS: lazy("hours"),
    Unit.CHILDREN: lazy("children"),
    Unit.TIMES: lazy("times"),
    Unit.MONTHS: lazy("months"),
}
