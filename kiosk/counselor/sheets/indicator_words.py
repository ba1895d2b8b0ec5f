"""The words of the program's indicators, in the order in which a month of the house tells them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy

from kiosk.counselor.casework.case_words import SERVICES
from kiosk.domain.indicators import Indicators

# What each part tells: an indicator by its name in the domain, and in words.
_PARTS = {
    lazy("The house"): {
        "days_open": lazy("Days open"),
        "hours_open": lazy("Hours open"),
        "children": lazy("Children who came"),
        "newcomers": lazy("New children"),
        "visits": lazy("Visits of children"),
        "visits_a_day": lazy("Visits on an open day"),
    },
    lazy("Activities"): {
        "activities": lazy("Activities held"),
        "activity_hours": lazy("Hours of activities"),
        "participations": lazy("Participations"),
    },
    lazy("With the families"): {"home_visits": lazy("Home visits")},
}


@dataclass(frozen=True, slots=True)
class Report:
    """A month beside its year so far, and how many children stand at each risk level now."""

    month: date
    of_month: Indicators
    of_year: Indicators
    levels: Counter[int]


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: of the month, and of the year so far."""

    name: str
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class Part:
    """Indicators that belong together."""

    name: str
    lines: list[Line]


def parts_of(report: Report) -> list[Part]:
    """Put a report into words."""
    month, year = report.of_month, report.of_year
    parts = [
        Part(str(part), [Line(str(name), *_both(report, one)) for one, name in lines.items()])
        for part, lines in _PARTS.items()
    ]
    given = [
        Line(str(name), month.services[kind], year.services[kind])
        for kind, name in SERVICES.items()
    ]
    return [*parts, Part(gettext("Services given"), given)]


def _both(report: Report, name: str) -> tuple[int, int]:
    return getattr(report.of_month, name), getattr(report.of_year, name)
