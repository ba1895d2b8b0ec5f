"""What was told of a place in a period.

Read from sums that `rollups.refresh` brings up to date: call it before, once a page.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from sync.hq.headquarters import midnight
from sync.hq.store.schema import (
    house_months,
    houses,
    months,
    place_days,
    place_gaps,
    place_months,
)
from sync.hq.told import facts, sql
from sync.hq.told.facts import Facts
from sync.hq.told.period import Period
from sync.hq.told.place import Kind, Place
from sync.hq.told.sums import Felt, felt

_HOUSE = sql.OF_HOUSES.c.house
_SUMMED = select(_HOUSE, *sql.summed(sql.OF_HOUSES)).group_by(_HOUSE)


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold what was told of a place in a period.

    houses: on the list in that time. reporting: those that told any of its days, each once.
    open_days, minutes_open, newcomers: sums of the days; where a month tells more than its days
    that came, the month counts. child_days: children present, added up over the days.
    The others are told by months, and of those that lie in the period whole. children: so many
    different ones came, at least. services: given, by kind. moods, feedback: None where too few
    houses told them. standards: of each how often it was met, and of how many. months_told: how
    many months of houses.
    """

    houses: int = 0
    reporting: int = 0
    open_days: int = 0
    minutes_open: int = 0
    child_days: int = 0
    newcomers: int = 0
    children: int = 0
    activity_minutes: int = 0
    participations: int = 0
    home_visits: int = 0
    services: Mapping[str, int] = field(default_factory=dict)
    moods: Felt | None = None
    feedback: Felt | None = None
    standards: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    months_told: int = 0


_OF_MONTHS = (
    "children",
    "activity_minutes",
    "participations",
    "home_visits",
    "services",
    "moods",
    "feedback",
    "standards",
    "months_told",
)

Days = Mapping[str, int]
NO_DAYS: Days = dict.fromkeys(sql.SUMS, 0)


def read(connection: Connection, place: Place, period: Period) -> Figures:
    """Read what was told of a place in a period, in a few queries however many houses it has."""
    return read_each(connection, [place], period)[place.code]


def read_before(connection: Connection, place: Place, shown: Period, before: Period) -> Figures:
    """Read what a period is compared with: what months alone tell, over as many whole months."""
    told, compared = read(connection, place, before), shown.months_before(before)
    if compared is not None and compared.months() == before.months():
        return told
    of_months = read(connection, place, compared) if compared else Figures()
    return replace(told, **{name: getattr(of_months, name) for name in _OF_MONTHS})


def read_each(
    connection: Connection, places: Sequence[Place], period: Period
) -> dict[str, Figures]:
    """Read the figures of several places, all houses or none of them, by code."""
    codes = [place.code for place in places]
    listed = _listed(connection, places, period)
    if any(place.kind is Kind.HOUSE for place in places):
        by_day, by_month = _of_houses(connection, codes, period)
        reporting = {code: min(told["told"], 1) for code, told in by_day.items()}
    else:
        by_day = _days(connection, codes, period)
        by_month = months_told(connection, codes, period)
        reporting = _reporting(connection, codes, period)
    return {
        code: summed(
            listed.get(code, 0),
            reporting.get(code, 0),
            by_day.get(code, NO_DAYS),
            by_month.get(code, {}),
        )
        for code in codes
    }


def summed(listed: int, reporting: int, told: Days, by_month: Mapping[date, Facts]) -> Figures:
    """Sum up what days and months tell of a place; pure."""
    ordered = [by_month[month] for month in sorted(by_month)]
    total = facts.added(ordered)
    return Figures(
        # A house that was put on the list anew tells of days of before.
        houses=max(listed, reporting),
        reporting=reporting,
        open_days=told["open_days"],
        minutes_open=told["minutes_open"] + total.get("more_minutes", 0),
        child_days=told["child_days"],
        newcomers=told["newcomers"] + total.get("more_newcomers", 0),
        children=facts.children(ordered),
        activity_minutes=total.get("activity_minutes", 0),
        participations=total.get("participations", 0),
        home_visits=total.get("home_visits", 0),
        services=facts.services(total),
        moods=_felt(ordered, total, facts.MOODS),
        feedback=_felt(ordered, total, facts.FEEDBACK),
        standards=facts.standards(total),
        months_told=total.get("months", 0),
    )


def _felt(by_month: Sequence[Facts], total: Facts, which: str) -> Felt | None:
    # So many at least are different: those of the month in which most told it.
    told = max((month.get(which, 0) for month in by_month), default=0)
    return felt(told, facts.bands(total, which))


def _listed(connection: Connection, places: Sequence[Place], period: Period) -> dict[str, int]:
    """Count the houses that were on the list in a period, by place."""
    was_there = was_listed(period)
    if any(place.kind is Kind.HOUSE for place in places):
        of = houses.c.house.in_([place.code for place in places])
        return dict.fromkeys(connection.scalars(select(houses.c.house).where(of, was_there)), 1)
    place = (houses.c.province, houses.c.county)
    found: dict[str, int] = {}
    counted = connection.execute(select(*place, func.count()).where(was_there).group_by(*place))
    for province, county, count in counted:
        for code in (sql.PROGRAM, province, county):
            found[code] = found.get(code, 0) + count
    return found


def was_listed(period: Period) -> ColumnElement[bool]:
    """Tell whether a house was on the list in a period."""
    was_added = houses.c.added_at < midnight(period.last + timedelta(days=1))
    return was_added & (houses.c.retired_on.is_(None) | (houses.c.retired_on >= period.first))


def _days(connection: Connection, codes: Collection[str], period: Period) -> dict[str, Days]:
    of = place_days.c.place.in_(codes) & place_days.c.day.between(period.first, period.last)
    query = select(place_days.c.place, *sql.summed(place_days)).where(of)
    rows = connection.execute(query.group_by(place_days.c.place)).mappings()
    return {row["place"]: plain(row) for row in rows}


def plain(row: Mapping[Any, Any]) -> Days:
    """Read the sums of days from a row."""
    # PostgreSQL sums up in decimals.
    return {name: int(row[name]) for name in sql.SUMS}


def _reporting(connection: Connection, codes: Collection[str], period: Period) -> dict[str, int]:
    """Count houses once: each on the first day in the period that it told."""
    gaps = place_gaps.c
    first = gaps.place.in_(codes) & gaps.day.between(period.first, period.last)
    query = select(gaps.place, func.sum(gaps.houses)).where(first, gaps.before < period.first)
    return {place: int(count) for place, count in connection.execute(query.group_by(gaps.place))}


Months = dict[str, dict[date, Facts]]


def months_told(connection: Connection, codes: Collection[str], period: Period) -> Months:
    """Read the facts of the months that lie in a period whole, by place."""
    found: dict[str, dict[date, dict[str, int]]] = {}
    if whole := period.months():
        columns = place_months.c
        query = select(columns.place, columns.month, columns.figure, columns.value)
        span = columns.month.between(whole[0], whole[-1])
        rows = connection.execute(query.where(columns.place.in_(codes), span))
        for place, month, figure, value in rows:
            found.setdefault(place, {}).setdefault(month, {})[figure] = value
    return {place: dict(by_month) for place, by_month in found.items()}


def _of_houses(
    connection: Connection, codes: Collection[str], period: Period
) -> tuple[dict[str, Days], Months]:
    """Read the days and the months of some houses; what is summed up of whole months is used."""
    by_day: dict[str, dict[str, int]] = {}
    by_month: Months = {}
    whole = period.months()
    told = _house_months(connection, codes, whole)
    for (house, _), sums in told.items():
        _add(by_day, house, sums)
    for house, sums in _edges(connection, codes, period):
        _add(by_day, house, sums)
    if whole:
        span = months.c.month.between(whole[0], whole[-1])
        query = select(months.c.house, months.c.month, months.c.told)
        for house, month, said in connection.execute(query.where(months.c.house.in_(codes), span)):
            days = told.get((house, month), NO_DAYS)
            one = facts.of_month(json.loads(said), days["minutes_open"], days["newcomers"])
            by_month.setdefault(house, {})[month] = one
    return dict(by_day), by_month


def _house_months(
    connection: Connection, codes: Collection[str], whole: Sequence[date]
) -> dict[tuple[str, date], Days]:
    if not whole:
        return {}
    of = house_months.c.house.in_(codes) & house_months.c.month.between(whole[0], whole[-1])
    rows = connection.execute(select(house_months).where(of)).mappings()
    return {(row["house"], row["month"]): plain(row) for row in rows}


def _edges(
    connection: Connection, codes: Collection[str], period: Period
) -> list[tuple[str, Days]]:
    return [
        (row["house"], plain(row))
        for edge in period.edges()
        for row in connection.execute(_SUMMED, sql.asked(edge, codes)).mappings()
    ]


def _add(to: dict[str, dict[str, int]], house: str, sums: Days) -> None:
    known = to.setdefault(house, dict(NO_DAYS))
    for name in sql.SUMS:
        known[name] += sums[name]
