"""The month's register: who came on which day, as the paper one had it."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.domain.children import Child
from kiosk.domain.visits import Visit


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One child's month: a mark for each day, and their sum."""

    child: Child
    marks: tuple[bool, ...]

    @property
    def total(self) -> int:
        """Count the days on which the child came."""
        return sum(self.marks)


@dataclass(frozen=True, slots=True)
class Register:
    """A month of the house: its days, a row a child, and the headcount of each day."""

    days: tuple[date, ...]
    rows: tuple[RegisterRow, ...]

    @property
    def headcounts(self) -> tuple[int, ...]:
        """Count the children of each day."""
        return tuple(sum(row.marks[i] for row in self.rows) for i in range(len(self.days)))


def month_days(month: date) -> tuple[date, ...]:
    """List the days of the month in which the date lies."""
    last = monthrange(month.year, month.month)[1]
    return tuple(month.replace(day=number) for number in range(1, last + 1))


def months_beside(month: date) -> dict[str, date]:
    """Tell the first days of the month `earlier` and of the one `later`."""
    first, *_, last = month_days(month)
    return {
        "earlier": (first - timedelta(days=1)).replace(day=1),
        "later": last + timedelta(days=1),
    }


def month_register(month: date, children: Sequence[Child], visits: Iterable[Visit]) -> Register:
    """Lay the visits out as a register; rows come in the order of the children."""
    days = month_days(month)
    came = {(visit.child, visit.day) for visit in visits}
    rows = (
        RegisterRow(child, tuple((child.id, day) in came for day in days)) for child in children
    )
    return Register(days, tuple(rows))
