"""The figures of a place month by month, in as many queries as those of one month."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, case, func, select

from sync.hq.store.schema import place_gaps
from sync.hq.told import figures, series, there
from sync.hq.told.figures import Figures
from sync.hq.told.period import Period
from sync.hq.told.place import Place


def read(
    connection: Connection, place: Place, period: Period, today: date
) -> list[tuple[date, Figures]]:
    """Read the months of a period that have begun, up to today; of all places but a house."""
    begun = [Period.month(one).until(today) for one in period.months() if one <= today]
    if not begun:
        return []
    span = Period(begun[0].first, begun[-1].last)
    by_days = series.by_month(series.by_day(connection, place, span))
    facts = figures.months_told(connection, [place.code], span).get(place.code, {})
    listed = _listed(connection, place, begun)
    reporting = _reporting(connection, place, begun)
    return [
        (
            one.first,
            figures.summed(
                listed[at],
                reporting[at],
                by_days.get(one.first, figures.NO_DAYS),
                {one.first: facts[one.first]} if one.first in facts else {},
            ),
        )
        for at, one in enumerate(begun)
    ]


def _listed(connection: Connection, place: Place, months: Sequence[Period]) -> list[int]:
    """Count for each month the houses that were on the list in it."""
    counted = [func.sum(case((figures.was_listed(one), 1), else_=0)) for one in months]
    found = connection.execute(select(*counted).where(there.within(place))).one()
    return [int(number or 0) for number in found]


def _reporting(connection: Connection, place: Place, months: Sequence[Period]) -> list[int]:
    """Count for each month the houses that told any of its days, each once."""
    gaps = place_gaps.c
    counted = [
        func.sum(
            case(
                (gaps.day.between(one.first, one.last) & (gaps.before < one.first), gaps.houses),
                else_=0,
            )
        )
        for one in months
    ]
    of = (gaps.place == place.code) & gaps.day.between(months[0].first, months[-1].last)
    found = connection.execute(select(*counted).where(of)).one()
    return [int(number or 0) for number in found]
