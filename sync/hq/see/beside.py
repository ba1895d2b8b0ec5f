"""The figures of a place beside those of the period before, a line each; pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as lazy

from sync.hq.told.figures import Figures


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in two periods; None where nothing was told that it could be counted from.

    minutes: whether it counts minutes, which people read as hours. service: of which kind.
    """

    name: object
    now: int | None
    before: int | None
    note: object = ""
    minutes: bool = False
    service: str = ""

    @property
    def change(self) -> int | None:
        """Tell by how much it grew."""
        return None if self.now is None or self.before is None else self.now - self.before


def lines(now: Figures, before: Figures, *, of_house: bool) -> list[Line]:
    """List the figures of a place in two periods; of one house it goes without counting houses.

    What months alone tell is left out where neither period has a month that was told.
    """
    listed = [] if of_house else list(_of_houses(now, before))
    listed += _of_days(now, before)
    if now.months_told or before.months_told:
        listed += _of_months(now, before)
    return listed


def _of_houses(now: Figures, before: Figures) -> Iterator[Line]:
    yield Line(lazy("Houses on the list"), now.houses, before.houses)
    yield Line(lazy("Houses that reported"), now.reporting, before.reporting)


def _of_days(now: Figures, before: Figures) -> Iterator[Line]:
    yield Line(lazy("Days open"), now.open_days, before.open_days)
    yield Line(lazy("Open for"), now.minutes_open, before.minutes_open, minutes=True)
    over_days = lazy("added up over the days")
    yield Line(lazy("Children present"), now.child_days, before.child_days, over_days)
    yield Line(lazy("New children"), now.newcomers, before.newcomers)


def _of_months(now: Figures, before: Figures) -> Iterator[Line]:
    def line(name: object, read: Callable[[Figures], int]) -> Line:
        # Where no month was told nothing is known: that is not none.
        one, other = (read(told) if told.months_told else None for told in (now, before))
        return Line(name, one, other)

    children = line(lazy("Different children"), lambda told: told.children)
    yield replace(children, note=lazy("at least"))
    activities = line(lazy("Activities"), lambda told: told.activity_minutes)
    yield replace(activities, minutes=True)
    yield line(lazy("Participations"), lambda told: told.participations)
    yield line(lazy("Home visits"), lambda told: told.home_visits)
    for kind in sorted({*now.services, *before.services}):
        yield replace(line("", _given(kind)), service=kind)


def _given(kind: str) -> Callable[[Figures], int]:
    return lambda told: told.services.get(kind, 0)
