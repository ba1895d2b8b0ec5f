"""The facts of a month that leave the house, counted from what is open."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import sqlite_utils

from kiosk.domain.moment import start_of
from kiosk.domain.months import OPEN_DAYS, next_month, weeks_of
from kiosk.domain.register import month_days
from kiosk.domain.services import ServiceKind
from kiosk.domain.tallies import (
    ACTIVITY_MINUTES,
    HOME_VISITS,
    PARTICIPATIONS,
    month_of,
    service_given,
)
from kiosk.store.attendance import tallies
from sync.month_summary import MOST_CHILDREN, MOST_COUNTED, MonthSummary

OPEN, SEEN = "open", "seen"

Week = tuple[date, date]

# The short names of the wire.
SERVICES: Mapping[ServiceKind, str] = {
    ServiceKind.CASH_SUPPORT: "cash",
    ServiceKind.MEDICAL_AID: "medical",
    ServiceKind.REFERRAL: "referral",
    ServiceKind.TEMPORARY_SHELTER: "shelter",
    ServiceKind.MENTAL_HEALTH_CONSULTATION: "mental",
    ServiceKind.WELFARE_PACK: "welfare",
}

_CLOSED = """
    SELECT day, present, minutes_open, newcomers FROM days WHERE day BETWEEN ? AND ?
"""
_CAME = "SELECT count(DISTINCT child) FROM visits WHERE day BETWEEN ? AND ?"
_ENROLLED = "SELECT count(*) FROM children WHERE active = 1 AND added_at < ?"
_OPEN_DAYS = "SELECT count(*) FROM days WHERE present > 0 AND day BETWEEN ? AND ?"
# Who was enrolled in a week: whoever came in it has been, even one who has left since.
_SEEN = """
    SELECT ifnull(sum(came), 0), count(*) FROM (
        SELECT active, EXISTS
            (SELECT 1 FROM visits WHERE child = children.id AND day BETWEEN ? AND ?) AS came
        FROM children WHERE added_at < ?
    ) WHERE active = 1 OR came
"""


def count(db: sqlite_utils.Database, month: date, until: date = date.max) -> MonthSummary:
    """Count a month, all but how children felt; of weeks, those that were over on a day."""
    days = month_days(month)
    weeks = _lived(db, month, until)
    first, last = days[0].isoformat(), days[-1].isoformat()
    closed = {day: facts for day, *facts in db.execute(_CLOSED, [first, last]).fetchall()}
    present = [closed[str(day)][0] if str(day) in closed else None for day in days]
    (came,) = db.execute(_CAME, [first, last]).fetchone()
    (enrolled,) = db.execute(_ENROLLED, [start_of(next_month(month))]).fetchone()
    summed = tallies.of_month(db, month_of(month))
    return MonthSummary(
        month=days[0],
        headcounts=tuple(present),
        minutes_open=sum(minutes for _, minutes, _ in closed.values()),
        # Of a child that was erased since no visit is left, but its day told that it came.
        children=_up_to(MOST_CHILDREN, max([came, *(one for one in present if one)])),
        newcomers=_up_to(MOST_CHILDREN, sum(new for _, _, new in closed.values())),
        enrolled=_up_to(MOST_CHILDREN, enrolled),
        activity_minutes=_up_to(MOST_COUNTED, summed.get(ACTIVITY_MINUTES, 0)),
        participations=_up_to(MOST_COUNTED, summed.get(PARTICIPATIONS, 0)),
        home_visits=_up_to(MOST_COUNTED, summed.get(HOME_VISITS, 0)),
        services=_services(summed),
        standards={OPEN: _open_weeks(db, weeks), SEEN: _seen(db, weeks)},
    )


def _services(summed: Mapping[str, int]) -> dict[str, int]:
    given = {name: summed.get(service_given(kind), 0) for kind, name in SERVICES.items()}
    return {name: _up_to(MOST_COUNTED, number) for name, number in given.items() if number > 0}


def _open_weeks(db: sqlite_utils.Database, weeks: Sequence[Week]) -> tuple[int, int]:
    """Tell in how many weeks children came on enough days."""
    opened = [db.execute(_OPEN_DAYS, _span(week)).fetchone()[0] for week in weeks]
    return sum(days >= OPEN_DAYS for days in opened), len(weeks)


def _seen(db: sqlite_utils.Database, weeks: Sequence[Week]) -> tuple[int, int]:
    """Tell how many children came in a week, of those enrolled; summed over the weeks."""
    met = of = 0
    for week in weeks:
        ends = start_of(week[1] + timedelta(days=1))
        came, enrolled = db.execute(_SEEN, [*_span(week), ends]).fetchone()
        met, of = met + came, of + enrolled
    return _up_to(MOST_COUNTED, met), _up_to(MOST_COUNTED, of)


def _lived(db: sqlite_utils.Database, month: date, until: date) -> list[Week]:
    """List the weeks of a month, from that of the first day that the house ever closed."""
    (first,) = db.execute("SELECT min(day) FROM days").fetchone()
    return [
        week
        for week in weeks_of(month)
        if first and first <= week[1].isoformat() and week[1] <= until
    ]


def _span(week: Week) -> list[str]:
    return [day.isoformat() for day in week]


def _up_to(most: int, number: int) -> int:
    return min(max(number, 0), most)
