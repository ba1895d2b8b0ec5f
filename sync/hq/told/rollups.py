"""Sum up what was told since the last time: by house and month, and by place and day or month.

Whoever looks takes the marks, makes every sum anew that they touch, and forgets them, all in one
transaction: cut off anywhere, the next one does it.
"""

import json
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection, delete, insert, select, tuple_

from sync.hq.errors import TooBusy
from sync.hq.month_dates import last_of, month_of
from sync.hq.store import turns
from sync.hq.store.database import Database
from sync.hq.store.schema import (
    days,
    house_months,
    houses,
    last_days,
    months,
    place_months,
    stale,
)
from sync.hq.told import facts, health, sql
from sync.hq.told.period import Period

# Whose turn it is to sum up.
LOCK = 0x4149_594F_5543_0053
_AT_ONCE = 20_000
# Seconds between two looks whether whoever sums up is ready.
_PAUSE = 0.2
_IN_ONE_LIST = 500
# Marks so near each other are taken together: one wide sum costs less than many narrow ones.
_NEAR = timedelta(days=31)
# A house whose clock is wrong tells of days that no period holds.
_KNOWN = Period(date(2000, 1, 1), date(2199, 12, 31))

# A house, the first and the last day of which it told something.
Mark = tuple[str, date, date]


@dataclass(slots=True)
class Work:
    """Hold whose sums of which days have to be made anew."""

    period: Period
    houses: set[str] = field(default_factory=set)
    counties: set[str] = field(default_factory=set)


def refresh(database: Database, *, waits: float = 0.0) -> None:
    """Sum up what is marked; where somebody else is doing so, leave it to them.

    waits: seconds to wait until they are ready, for what is kept and handed on; a page is soon
    looked at again. Raises TooBusy where that takes longer.
    """
    until = time.monotonic() + waits
    with database.reading() as connection:
        is_marked = connection.execute(select(stale.c.house).limit(1)).first() is not None
    while is_marked:
        with database.transaction() as connection:
            is_alone = turns.is_free(connection, LOCK)
            is_marked = _step(connection) if is_alone else waits > 0
        if is_marked and not is_alone:
            _pause(until)


def _pause(until: float) -> None:
    if time.monotonic() > until:
        raise TooBusy("What houses told is being summed up: try again in a minute.")
    time.sleep(_PAUSE)


def remake(database: Database, marks: Collection[Mark]) -> None:
    """Make the sums anew that some marks touch, as soon as nobody else sums up."""
    with database.transaction() as connection:
        turns.wait_for(connection, LOCK)
        make(connection, marks)


def _step(connection: Connection) -> bool:
    """Take so many marks, and make their sums; tell whether there may be more."""
    key = tuple_(stale.c.house, stale.c.epoch, stale.c.seq)
    some = select(stale.c.house, stale.c.epoch, stale.c.seq).limit(_AT_ONCE)
    taking = delete(stale).where(key.in_(some))
    columns = (stale.c.house, stale.c.first, stale.c.last)
    taken = [tuple(row) for row in connection.execute(taking.returning(*columns))]
    make(connection, taken)
    return len(taken) == _AT_ONCE


def make(connection: Connection, marks: Collection[Mark]) -> None:
    """Make every sum anew that the marks touch."""
    named = sorted({mark[0] for mark in marks})
    of_house: dict[str, str] = {}
    for some in _parted(named):
        query = select(houses.c.house, houses.c.county).where(houses.c.house.in_(some))
        of_house.update((house, county) for house, county in connection.execute(query))
        _last_days(connection, some)
    for work in works(of_house, marks):
        _sum_up(connection, work)


def holds(day: date) -> bool:
    """Tell whether a day can lie in any period."""
    return _KNOWN.first <= day <= _KNOWN.last


def _parted(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, len(names), _IN_ONE_LIST):
        yield names[begin : begin + _IN_ONE_LIST]


def works(county_of: Mapping[str, str], marks: Iterable[Mark]) -> list[Work]:
    """Put marks of a county together that are near each other, and counties that are alike; pure.

    county_of: the county of each house. Days that no period holds are passed over.
    """
    by_county: dict[str, list[Work]] = {}
    for house, begins, ends in sorted(marks):
        first, last = max(begins, _KNOWN.first), min(ends, _KNOWN.last)
        if house in county_of and first <= last:
            one = Work(Period(first, last), {house}, {county_of[house]})
            by_county.setdefault(county_of[house], []).append(one)
    alike: dict[Period, Work] = {}
    for of_county in by_county.values():
        for one in _together(of_county):
            into = alike.setdefault(one.period, Work(one.period))
            into.houses |= one.houses
            into.counties |= one.counties
    return list(alike.values())


def _together(works: list[Work]) -> list[Work]:
    found: list[Work] = []
    for one in sorted(works, key=lambda one: one.period.first):
        if found and one.period.first - found[-1].period.last <= _NEAR:
            last = max(found[-1].period.last, one.period.last)
            found[-1].period = Period(found[-1].period.first, last)
            found[-1].houses |= one.houses
        else:
            found.append(one)
    return found


def _sum_up(connection: Connection, work: Work) -> None:
    first, last = month_of(work.period.first), last_of(month_of(work.period.last))
    for some in _parted(sorted(work.houses)):
        for statement in sql.house_months(connection, first, last, some):
            connection.execute(statement)
    for some in _parted(sorted(work.counties)):
        _place_months(connection, first, last, some)
        # The next day told may be one that no period holds: of that no sum is made.
        until = min(sql.next_told(connection, work.period.last, some), _KNOWN.last)
        for statement in sql.place_days(work.period.first, until, some):
            connection.execute(statement)


def _place_months(
    connection: Connection, first: date, last: date, counties: Collection[str]
) -> None:
    """Sum up the facts of the months that begin in a time, and hand them up."""
    of_place = place_months.c.place.in_(counties) & place_months.c.month.between(first, last)
    connection.execute(delete(place_months).where(of_place))
    rows = [
        {"place": county, "month": month, "figure": figure, "value": value}
        for (county, month), total in _told_months(connection, first, last, counties).items()
        for figure, value in total.items()
    ]
    if rows:
        connection.execute(insert(place_months), rows)
    for statement in sql.months_above(first, last, counties):
        connection.execute(statement)


def _told_months(
    connection: Connection, first: date, last: date, counties: Collection[str]
) -> dict[tuple[str, date], Counter[str]]:
    by_days = house_months.c
    same = (by_days.house == months.c.house) & (by_days.month == months.c.month)
    query = (
        select(
            houses.c.county, months.c.month, months.c.told, by_days.minutes_open, by_days.newcomers
        )
        .join(months, months.c.house == houses.c.house)
        .outerjoin(house_months, same)
        .where(houses.c.county.in_(counties), months.c.month.between(first, last))
    )
    found: dict[tuple[str, date], Counter[str]] = {}
    for county, month, told, minutes, newcomers in connection.execute(query):
        one = facts.of_month(json.loads(told), minutes or 0, newcomers or 0)
        found.setdefault((county, month), Counter()).update(one)
    return found


def _last_days(connection: Connection, some: Collection[str]) -> None:
    """Keep the latest day of some houses, and whether it tells of a machine in need."""
    connection.execute(delete(last_days).where(last_days.c.house.in_(some)))
    # Asked of each house once: of each of its days it takes seconds, where months are kept apart.
    last = select(houses.c.house, sql.latest(connection, houses.c.house).label("day"))
    newest = last.where(houses.c.house.in_(some)).subquery()
    columns = (days.c.house, days.c.day, days.c.present, days.c.health)
    same = (days.c.house == newest.c.house) & (days.c.day == newest.c.day)
    query = select(*columns).join(newest, same)
    rows = [
        {**row, "is_worrying": health.needs_somebody(row["health"])}
        for row in connection.execute(query).mappings()
    ]
    if rows:
        connection.execute(insert(last_days), rows)
