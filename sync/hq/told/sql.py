"""The statements by which days are summed up, for both databases."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Date,
    Delete,
    Insert,
    Integer,
    ScalarSelect,
    Subquery,
    Table,
    bindparam,
    case,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    type_coerce,
    union_all,
)

from sync.hq.store import schema
from sync.hq.store.schema import days, envelopes, headcounts, houses, place_gaps, place_months
from sync.hq.told.period import Period

NEVER = date.min
PROGRAM = ""
SUMS = ("told", "open_days", "minutes_open", "child_days", "newcomers")

# The houses are eight hours ahead of Greenwich, summer and winter.
_EAST, _DAY = 8 * 3600, 24 * 3600
_FIRST = date(1970, 1, 1)

Statements = Iterator[Delete | Insert]
# Which houses are meant, by the column that names them.
Scope = Callable[[Column[Any]], ColumnElement[bool]]
Day = date | BindParameter[Any]
# Unix seconds, or what tells them.
Moment = TypeVar("Moment", int, ColumnElement[int])


def by_itself(first: Day, last: Day) -> ColumnElement[bool]:
    """Tell of a headcount from first to last whether its day was told by itself."""
    same = (days.c.house == headcounts.c.house) & (days.c.day == headcounts.c.day)
    # Which days these are is said once more: else PostgreSQL prepares to look into every month.
    return exists().where(same, days.c.day.between(first, last))


def told(first: Day, last: Day, scope: Scope) -> Subquery:
    """Select the days that were told from first to last: by themselves, or else by their month.

    Rows of house, day, open_days (1 or 0), minutes_open, child_days, newcomers.
    """
    of_days = select(
        days.c.house,
        days.c.day,
        # One child that came and never said goodbye makes no minute, and a day all the same.
        case((days.c.present > 0, 1), else_=0).label("open_days"),
        days.c.minutes_open,
        days.c.present.label("child_days"),
        days.c.newcomers,
    ).where(scope(days.c.house), days.c.day.between(first, last))
    of_months = select(
        headcounts.c.house,
        headcounts.c.day,
        case((headcounts.c.present > 0, 1), else_=0),
        literal(0),
        headcounts.c.present,
        literal(0),
    ).where(
        scope(headcounts.c.house),
        headcounts.c.day.between(first, last),
        ~by_itself(first, last),
    )
    return union_all(of_days, of_months).subquery("told_days")


def of_houses(some: Collection[str] | BindParameter[Any]) -> Scope:
    """Mean some houses."""
    return lambda column: column.in_(some)


# The days that some houses told, with what `asked` names: a page asks for them several times, and
# to put such a statement together takes longer than to answer it.
OF_HOUSES = told(
    bindparam("first", type_=Date),
    bindparam("last", type_=Date),
    of_houses(bindparam("some", expanding=True)),
)


def asked(period: Period, some: Collection[str]) -> dict[str, Any]:
    """Name what a statement with OF_HOUSES asks for."""
    return {"first": period.first, "last": period.last, "some": list(some)}


def of_counties(some: Collection[str]) -> Scope:
    """Mean the houses of some counties."""
    return lambda column: column.in_(select(houses.c.house).where(houses.c.county.in_(some)))


def summed(one: Subquery | Table) -> list[ColumnElement[Any]]:
    """Sum up told days, or sums of them."""
    columns = one.c
    first = func.sum(columns.told) if "told" in columns else func.count()
    return [first.label("told"), *(func.sum(columns[name]).label(name) for name in SUMS[1:])]


def month(connection: Connection, day: ColumnElement[Any]) -> ColumnElement[Any]:
    """Tell the first of the month in which a day lies."""
    if connection.dialect.name == "sqlite":
        return func.date(day, "start of month", type_=Date)
    return cast(func.date_trunc("month", day), Date)


def week(connection: Connection, day: ColumnElement[Any]) -> ColumnElement[Any]:
    """Tell the Monday of the week in which a day lies."""
    if connection.dialect.name == "sqlite":
        return func.date(day, "weekday 0", "-6 days", type_=Date)
    return cast(func.date_trunc("week", day), Date)


def calendar_day(moment: Moment) -> Moment:
    """Tell the number of the houses' calendar day in which a moment lies, for `day_of`."""
    return (moment + _EAST) // _DAY


def day_of(number: int) -> date:
    """Tell a calendar day by its number."""
    return _FIRST + timedelta(days=int(number))


def is_too_early(day: date, received_at: int) -> bool:
    """Tell whether a day was told before its time: by a house whose clock was ahead.

    The houses' calendar and headquarters' clock may differ by a day.
    """
    return day - day_of(calendar_day(received_at)) > timedelta(days=1)


def latest(connection: Connection, house: ColumnElement[Any]) -> ScalarSelect[Any]:
    """Find the latest day that a house told by itself, and not before its time (is_too_early).

    What was told too early counts no more when its time comes: it is no word of that day.
    """
    newest = days.alias()
    same = [envelopes.c[name] == newest.c[name] for name in ("house", "epoch", "seq")]
    # Asked of one day after the other, the latest first: as a join it would be asked of all.
    came = select(calendar_day(envelopes.c.received_at)).where(*same).scalar_subquery()
    in_time = _number(connection, newest.c.day) <= came + 1
    query = select(newest.c.day).where(newest.c.house == house, in_time)
    return query.order_by(newest.c.day.desc()).limit(1).scalar_subquery()


def _number(connection: Connection, day: ColumnElement[Any]) -> ColumnElement[int]:
    """Tell the number of a calendar day, as `calendar_day` counts."""
    if connection.dialect.name == "sqlite":
        return cast(func.julianday(day) - func.julianday(_FIRST), Integer)
    return type_coerce(day - literal(_FIRST, Date), Integer)


def house_months(
    connection: Connection, first: date, last: date, some: Collection[str]
) -> Statements:
    """Make the months of some houses anew, from the first of one to the last of another."""
    table = schema.house_months
    of_house = table.c.house.in_(some) & table.c.month.between(first, last)
    yield delete(table).where(of_house)
    one = told(first, last, of_houses(some))
    begins = month(connection, one.c.day).label("month")
    query = select(one.c.house, begins, *summed(one)).group_by(one.c.house, begins)
    yield insert(table).from_select(["house", "month", *SUMS], query)


def next_told(connection: Connection, day: date, counties: Collection[str]) -> date:
    """Find the latest day that was the next one after a day in any house of some counties.

    Up to it, what was told on a day changes which day stands before another.
    """
    after = [
        func.max(
            select(func.min(table.c.day))
            .where(table.c.house == houses.c.house, table.c.day > day)
            .scalar_subquery()
        )
        for table in (days, headcounts)
    ]
    found = connection.execute(select(*after).where(houses.c.county.in_(counties))).one()
    return max(filter(None, found), default=day)


def place_days(first: date, last: date, counties: Collection[str]) -> Statements:
    """Make the days of some counties anew, and of the places in which these lie."""
    table = schema.place_days
    for old in (table, place_gaps):
        yield delete(old).where(old.c.place.in_(counties), old.c.day.between(first, last))
    one = _by_county(told(first, last, of_counties(counties)), first)
    by_day = (one.c.county, one.c.day)
    query = select(*by_day, *summed(one)).group_by(*by_day)
    yield insert(table).from_select(["place", "day", *SUMS], query)
    by_gap = (*by_day, one.c.before)
    gaps = select(*by_gap, func.count()).group_by(*by_gap)
    yield insert(place_gaps).from_select(["place", "day", "before", "houses"], gaps)
    yield from _above(table, "day", (), SUMS, first, last, counties)
    yield from _above(place_gaps, "day", ("before",), ("houses",), first, last, counties)


def _by_county(one: Subquery, first: date) -> Subquery:
    """Add to told days the county, and the day that the house told before."""
    names = [*SUMS[1:], "house", "day"]
    earlier = func.lag(one.c.day).over(partition_by=one.c.house, order_by=one.c.day)
    known = select(*(one.c[name] for name in names), earlier.label("earlier")).subquery()
    # Only the first day of each house has to look at what lies before.
    farther = [
        func.coalesce(
            select(func.max(table.c.day))
            .where(table.c.house == known.c.house, table.c.day < first)
            .scalar_subquery(),
            literal(NEVER, Date),
        )
        for table in (days, headcounts)
    ]
    later = case((farther[0] > farther[1], farther[0]), else_=farther[1])
    before = func.coalesce(known.c.earlier, later).label("before")
    columns = [houses.c.county, *(known.c[name] for name in names), before]
    return select(*columns).join(houses, houses.c.house == known.c.house).subquery()


def months_above(first: date, last: date, counties: Collection[str]) -> Statements:
    """Make the months of the places anew in which some counties lie."""
    yield from _above(place_months, "month", ("figure",), ("value",), first, last, counties)


def _above(
    table: Table,
    when: str,
    keys: tuple[str, ...],
    sums: tuple[str, ...],
    first: date,
    last: date,
    counties: Collection[str],
) -> Statements:
    """Add counties up to provinces, and these to the program."""
    span = table.c[when].between(first, last)
    key = [table.c[name] for name in (when, *keys)]
    values = [func.sum(table.c[name]) for name in sums]
    names = ["place", when, *keys, *sums]
    lie_in = select(houses.c.county, houses.c.province).distinct().subquery()
    touched = select(houses.c.province).where(houses.c.county.in_(counties))
    yield delete(table).where(table.c.place.in_(touched), span)
    of_province = (
        select(lie_in.c.province, *key, *values)
        .join(lie_in, lie_in.c.county == table.c.place)
        .where(lie_in.c.province.in_(touched), span)
        .group_by(lie_in.c.province, *key)
    )
    yield insert(table).from_select(names, of_province)
    yield delete(table).where(table.c.place == PROGRAM, span)
    provinces = table.c.place.in_(select(houses.c.province))
    of_program = select(literal(PROGRAM), *key, *values).where(provinces, span).group_by(*key)
    yield insert(table).from_select(names, of_program)
