"""Gather what a report tells: all of it from what houses told and from the standards in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from sync.hq.errors import Refused
from sync.hq.headquarters import TIMEZONE
from sync.hq.month_dates import last_of
from sync.hq.register import houses
from sync.hq.standards.judging import Score
from sync.hq.standards.scorecards import scorecard
from sync.hq.told import by_month, figures, place, there
from sync.hq.told.figures import Figures
from sync.hq.told.period import Kind as PeriodKind
from sync.hq.told.period import Period
from sync.hq.told.place import Kind, Place

_REPORTED = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)


@dataclass(frozen=True, slots=True)
class Report:
    """What a report tells of a place in a period.

    shown: the period, of one that is not over up to today; before: what it is compared with, what
    months alone tell over as many whole months. parts: the provinces, counties or houses in it.
    silent: how many houses could tell of it and did not; silent_ones: which, where the report is of
    one county. months_due: how many monthly totals there would be of the months that are over, of a
    house that was connected by the end of a month and had not retired by then; months_untold: how
    many of these did not come, whatever others told.
    """

    place: Place
    period: Period
    shown: Period
    before: Period
    total: Figures
    total_before: Figures
    parts: Sequence[tuple[Place, Figures]]
    months: Sequence[tuple[date, Figures]]
    scores: Sequence[Score]
    silent: int
    silent_ones: Sequence[Place]
    months_due: int
    months_untold: int
    made_at: datetime

    @property
    def is_over(self) -> bool:
        """Tell whether the whole period lies behind."""
        return self.period.last < _day(self.made_at)


def check(of: Place, period: Period, today: date) -> None:
    """Raise Refused unless there is a report of such a place and period."""
    if of.kind is Kind.HOUSE:
        raise Refused("A report is of the program, a province or a county.")
    if period.kind not in _REPORTED:
        raise Refused("A report is of a month, a quarter or a year: 2026-11, 2026-Q4 or 2026.")
    if period.first > today:
        raise Refused("This period has not begun yet.")


def gather(connection: Connection, of: Place, period: Period, now: datetime) -> Report:
    """Gather a report. Call rollups.refresh before, and let it wait. Raises Refused."""
    today = _day(now)
    check(of, period, today)
    shown = period.until(today)
    before = period.before() if shown == period else period.before().begun(shown.length)
    # On its own last day no house can have closed a month yet.
    over = [month for month in shown.months() if last_of(month) < today]
    inside = _inside(connection, of)
    told = figures.read_each(connection, inside, shown) if inside else {}
    parts = [(one, told[one.code]) for one in inside if _is_there(told[one.code])]
    months_due = there.months_due(connection, of, over)
    return Report(
        place=of,
        period=period,
        shown=shown,
        before=before,
        total=figures.read(connection, of, shown),
        total_before=figures.read_before(connection, of, shown, before),
        parts=parts,
        months=by_month.read(connection, of, period, today),
        scores=scorecard(connection, of, period, now),
        silent=there.count_silent(connection, of, shown),
        silent_ones=_silent_ones(connection, of, shown, inside),
        months_due=months_due,
        months_untold=months_due - there.months_told(connection, of, over),
        made_at=now,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(TIMEZONE)).date()


def _inside(connection: Connection, of: Place) -> list[Place]:
    if of.kind is Kind.COUNTY:
        return [place.a_house(one) for one in houses.everyone(connection, of.code)]
    return of.inside()


def _silent_ones(
    connection: Connection, of: Place, shown: Period, inside: Sequence[Place]
) -> list[Place]:
    if of.kind is not Kind.COUNTY:
        return []
    silent = there.silent(connection, of, shown)
    return [one for one in inside if one.code in silent]


def _is_there(told: Figures) -> bool:
    return bool(told.houses or told.reporting or told.months_told)
