"""A report as one tidy table, a figure a row: for whoever reckons on with it."""

from collections.abc import Iterator
from typing import NamedTuple

from sync.hq.report.gathering import Report
from sync.hq.report.indicators import INDICATORS, UNITS, Unit, Value
from sync.hq.standards.catalog import STANDARDS
from sync.hq.told.figures import Figures
from sync.hq.told.place import Place
from sync.hq.words import BANDS, SERVICES
from sync.paper import commas

_PERCENT = "%"


class Row(NamedTuple):
    """One figure of a place in a period; place, name and unit as people read them."""

    place_code: str
    place: str
    period: str
    figure: str
    name: str
    value: Value
    unit: str


def rows(report: Report, language: str) -> Iterator[Row]:
    """Write every figure of a report as a row, in the language that is spoken."""
    of = report.place
    yield from _rows(of, str(report.shown), report.total, language)
    for score in report.scores:
        for one in score.months:
            name, key = str(STANDARDS[score.key].name), f"standard:{score.key}"
            where, when = (of.code, of.name(language)), f"{one.month:%Y-%m}"
            yield Row(*where, when, f"{key}:met", name, one.met, str(UNITS[Unit.TIMES]))
            yield Row(*where, when, f"{key}:of", name, one.of, str(UNITS[Unit.TIMES]))
            yield Row(*where, when, f"{key}:target", name, one.target, _PERCENT)
    yield from _rows(of, str(report.before), report.total_before, language)
    if len(report.months) > 1:
        for month, told in report.months:
            yield from _rows(of, f"{month:%Y-%m}", told, language)
    for part, told in report.parts:
        yield from _rows(part, str(report.shown), told, language)


def _rows(of: Place, period: str, told: Figures, language: str) -> Iterator[Row]:
    where = (of.code, of.name(language), period)
    for one in INDICATORS:
        value, unit = one.read(told), str(UNITS[one.unit])
        yield Row(*where, one.key, str(one.name), value, unit)
    for kind, count in sorted(told.services.items()):
        name = str(SERVICES.get(kind, kind))
        yield Row(*where, f"service:{kind}", name, count, str(UNITS[Unit.TIMES]))
    for key, felt in (("moods", told.moods), ("feedback", told.feedback)):
        for name, share in zip(BANDS, felt.shares if felt else (), strict=False):
            yield Row(*where, key, str(name), share, _PERCENT)


def to_csv(report: Report, language: str) -> bytes:
    """Write a report as CSV."""
    return commas.to_csv([Row._fields, *rows(report, language)])
