"""Count how often standards were met, month by month: what houses told, and what came of them."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, case, func, select

from sync.hq.headquarters import TIMEZONE, midnight
from sync.hq.month_dates import last_of, month_of, moved
from sync.hq.standards.catalog import (
    ANSWER_HOURS,
    ANSWERED,
    CLOSED,
    HEARD,
    MONTH_DUE_DAYS,
    STANDARDS,
)
from sync.hq.standards.judging import Counted
from sync.hq.store.schema import (
    house_keys,
    houses,
    months,
    place_gaps,
    place_months,
    questions,
)
from sync.hq.told import facts, others, sql
from sync.hq.told.facts import Facts
from sync.hq.told.period import Period
from sync.hq.told.place import Kind, Place
from sync.hq.told.there import within

_NOTHING: Counted = (0, 0)
_TO_SUNDAY = timedelta(days=6)
_DAYS = select(sql.OF_HOUSES.c.day)


class Count:
    """How often each standard was met in some months, in one place, as far as is known now.

    Read from the sums that sync.hq.told.rollups keeps up to date, less what those told who were not
    there to be asked. As many queries, however many houses and months.
    """

    def __init__(
        self, connection: Connection, place: Place, over: Sequence[date], now: datetime
    ) -> None:
        self._today = now.astimezone(ZoneInfo(TIMEZONE)).date()
        self._told = _told(connection, place, over)
        mondays = [week for one in over for week in weeks(one)]
        self._connected = _connected(connection, place, [*over, *mondays])
        self._weeks = _weeks_heard(connection, place, mondays)
        self._other_weeks = others.of_weeks(connection, place, mondays)
        self._other_months = others.of_months(connection, place, over)
        spans = [Period.month(one) for one in over]
        spans += [Period(monday, monday + _TO_SUNDAY) for monday in mondays]
        self._returned = others.of_returned(connection, place, spans)
        self._asked = _asked(connection, place, over, now)

    def __call__(self, month: date, key: str) -> Counted:
        """Tell how often a standard was met in a month, and of how many."""
        if STANDARDS[key].is_told_by_houses:
            return facts.standards(self._told.get(month, {})).get(key, _NOTHING)
        return {HEARD: self._heard, CLOSED: self._closed, ANSWERED: self._answered}[key](month)

    def _heard(self, month: date) -> Counted:
        """Count weeks that are over; of a house those since it was connected."""
        met = of = 0
        for monday in weeks(month):
            if monday + timedelta(days=7) <= self._today:
                met += _less(self._weeks.get(monday, 0), self._other_weeks.get(monday, 0))
                of += self._houses_in(monday, monday + _TO_SUNDAY)
        return met, of

    def _closed(self, month: date) -> Counted:
        if self._today < moved(month, 1) + timedelta(days=MONTH_DUE_DAYS):
            return _NOTHING
        told = self._told.get(month, {}).get("months", 0)
        met = _less(told, self._other_months.get(month, 0))
        return met, self._houses_in(month, last_of(month))

    def _answered(self, month: date) -> Counted:
        return self._asked.get(month, _NOTHING)

    def _houses_in(self, first: date, last: date) -> int:
        """Count the houses that were connected and not retired, from the first day to the last."""
        known = sum(
            count for since, until, count in self._connected if since <= first and last <= until
        )
        return known - self._returned.get((first, last), 0)


def _less(told: int, by_others: int) -> int:
    """Take off those who were not there; one whose word has just come is not summed up yet."""
    return max(0, told - by_others)


def weeks(month: date) -> list[date]:
    """List the Mondays of the weeks of a month: a week is of the month in which its Sunday lies."""
    sunday = month + timedelta(days=6 - month.weekday())
    found = []
    while sunday <= last_of(month):
        found.append(sunday - timedelta(days=6))
        sunday += timedelta(days=7)
    return found


def _told(connection: Connection, place: Place, over: Collection[date]) -> dict[date, Facts]:
    if place.kind is Kind.HOUSE:
        known = (months.c.house == place.code) & months.c.month.in_(over)
        rows = connection.execute(select(months.c.month, months.c.told).where(known))
        return {month: facts.of_month(json.loads(told), 0, 0) for month, told in rows}
    columns = place_months.c
    wanted = ["months", *_names("met"), *_names("of")]
    of = (columns.place == place.code) & columns.month.in_(over) & columns.figure.in_(wanted)
    found: dict[date, dict[str, int]] = {}
    query = select(columns.month, columns.figure, columns.value).where(of)
    for month, figure, value in connection.execute(query):
        found.setdefault(month, {})[figure] = value
    return dict(found)


def _names(what: str) -> list[str]:
    return [f"{what}:{one.key}" for one in STANDARDS.values() if one.is_told_by_houses]


def _connected(
    connection: Connection, place: Place, begins: Sequence[date]
) -> list[tuple[date, date, int]]:
    """Count the houses of a place by the day they were connected first, and by their last one.

    begins: the days on which the times begin of which it is asked whether a house was there. Up to
    the first of these it is all one when it was connected, and of what ended before nothing counts:
    there are at most so many rows as such days, however many houses.
    """
    if not begins:
        return []
    first, last = min(begins), max(begins)
    since = case((house_keys.c.since < midnight(first), midnight(first)), else_=house_keys.c.since)
    day = sql.calendar_day(since).label("day")
    query = (
        select(day, houses.c.retired_on, func.count())
        .join(houses, houses.c.house == house_keys.c.house)
        # One that enrolled again has been since it first did.
        .where(within(place), house_keys.c.number == 1)
        .where(house_keys.c.since < midnight(last + timedelta(days=1)))
        .where(houses.c.retired_on.is_(None) | (houses.c.retired_on >= first))
        .group_by(day, houses.c.retired_on)
    )
    rows = connection.execute(query)
    return [(sql.day_of(number), until or date.max, count) for number, until, count in rows]


def _weeks_heard(connection: Connection, place: Place, mondays: Sequence[date]) -> dict[date, int]:
    """Count by week the houses of which a day was told, each once."""
    if not mondays:
        return {}
    span = (mondays[0], mondays[-1] + timedelta(days=6))
    if place.kind is Kind.HOUSE:
        days = connection.scalars(_DAYS, sql.asked(Period(*span), [place.code]))
        return dict.fromkeys((_monday(day) for day in days), 1)
    gaps = place_gaps.c
    week = sql.week(connection, gaps.day).label("week")
    # A house counts on the first of its days in the week.
    of = (gaps.place == place.code) & gaps.day.between(*span) & (gaps.before < week)
    query = select(week, func.sum(gaps.houses)).where(of).group_by(week)
    return {monday: int(count) for monday, count in connection.execute(query)}


def _asked(
    connection: Connection, place: Place, over: Sequence[date], now: datetime
) -> dict[date, Counted]:
    """Count by month the questions whose time is over or that were answered.

    Nothing of one house: experts know the county alone, since in a small village a question would
    tell of whom it is.
    """
    if place.kind is Kind.HOUSE or not over:
        return {}
    begins, ends = midnight(over[0]), midnight(moved(over[-1], 1))
    asked = questions.c
    day = sql.calendar_day(asked.received_at).label("day")
    until = asked.received_at + ANSWER_HOURS * 3600
    in_time = func.sum(case((asked.replied_at <= until, 1), else_=0))
    query = (
        select(day, in_time, func.count())
        .join(houses, houses.c.house == asked.house)
        .where(within(place), asked.received_at >= begins, asked.received_at < ends)
        .where(asked.replied_at.is_not(None) | (until <= int(now.timestamp())))
        .group_by(day)
    )
    found: dict[date, Counted] = {}
    for number, met, of in connection.execute(query):
        month = month_of(sql.day_of(number))
        known = found.get(month, _NOTHING)
        found[month] = (known[0] + int(met), known[1] + of)
    return found


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
