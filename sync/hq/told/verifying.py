"""Compare what is kept of days, months and sums with what the kept envelopes tell.

County by county, each as it is at one moment: the houses may go on sending. What is compared of a
county is small however many there are.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, func, insert, select

from sync.hq.errors import Refused
from sync.hq.keyring import Keyring
from sync.hq.month_dates import month_of
from sync.hq.register import houses as register
from sync.hq.store import schema
from sync.hq.store.database import Database
from sync.hq.told import facts, replaying, rollups, sql
from sync.hq.told.replaying import Replayed, Row
from sync.hq.told.rollups import Mark

# How often a county is looked at again that is told something new meanwhile, and the seconds in
# between: another process may be summing up, and takes its time.
_TRIES, _PAUSE = 120, 0.5

Key = tuple[Any, ...]
SumsOf = Mapping[str, int]
Rows = Mapping[Key, Row]


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold one row that is not as it must be; None where there is none, or must be none.

    key: its primary key, beginning with the house or the place.
    """

    table: str
    key: Key
    kept: Row | None
    right: Row | None

    @property
    def day(self) -> date:
        """Tell the day or the month that it is about."""
        found = [part for part in self.key if isinstance(part, date)]
        row = self.right or self.kept or {}
        return found[0] if found else row["day"]


def verify(database: Database, ring: Keyring, *, repair: bool = False) -> Iterator[Difference]:
    """Find every row that differs; repaired as soon as it is found, where that is wanted.

    Sums are told apart from what they sum up: where a house's days are wrong, so are its sums.
    Raises Refused where a county is told something new whenever its sums are looked at.
    """
    counties = _counties(database)
    for county in counties:
        for house in _houses(database, county):
            yield from _told(database, ring, house, repair=repair)
        yield from _sums(database, ring, county, repair=repair)
    yield from _above(database, counties, repair=repair)


def _counties(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(
            connection.scalars(select(schema.houses.c.county).distinct().order_by("county"))
        )


def _houses(database: Database, county: str) -> list[str]:
    with database.reading() as connection:
        of = schema.houses.c.county == county
        return list(connection.scalars(select(schema.houses.c.house).where(of).order_by("house")))


def _told(database: Database, ring: Keyring, house: str, *, repair: bool) -> Iterator[Difference]:
    """Compare the days and months of one house, and write anew what differs."""
    with database.reading() as connection:
        found = list(_differences(connection, ring, house))
    yield from found
    if not (found and repair):
        return
    with database.transaction() as connection:
        register.find(connection, house, lock=True)
        again = list(_differences(connection, ring, house))
        for one in again:
            _write(connection, one)
    rollups.remake(database, [_mark(house, one) for one in again])


def _differences(connection: Connection, ring: Keyring, house: str) -> Iterator[Difference]:
    right = replaying.replay(connection, ring, house)
    for table, rows in (
        (schema.days, right.days),
        (schema.months, right.months),
        (schema.headcounts, right.headcounts),
    ):
        kept = _kept(connection, table, table.c.house == house)
        yield from compare(table.name, kept, {(house, key): row for key, row in rows.items()})


def _kept(connection: Connection, table: Table, which: Any) -> Rows:  # noqa: ANN401
    names = [one.name for one in table.primary_key]
    rows = connection.execute(select(table).where(which)).mappings()
    return {tuple(row[name] for name in names): dict(row) for row in rows}


def compare(table: str, kept: Rows, right: Rows) -> Iterator[Difference]:
    """Find the rows that are not the same; pure."""
    for key in sorted(kept.keys() | right.keys()):
        if kept.get(key) != right.get(key):
            yield Difference(table, key, kept.get(key), right.get(key))


def _write(connection: Connection, one: Difference) -> None:
    table = schema.metadata.tables[one.table]
    of_row = and_(*(part == value for part, value in zip(table.primary_key, one.key, strict=True)))
    connection.execute(delete(table).where(of_row))
    if one.right is not None:
        connection.execute(insert(table).values(one.right))


def _mark(house: str, one: Difference) -> Mark:
    # A month of headcounts is marked whole: the months of rows that differ are made anew anyway.
    return house, one.day, one.day


def _sums(database: Database, ring: Keyring, county: str, *, repair: bool) -> Iterator[Difference]:
    """Compare the sums of one county and of its houses, while nothing new is told."""
    for number in range(_TRIES):
        time.sleep(_PAUSE if number else 0)
        rollups.refresh(database)
        with database.reading() as connection:
            if not _is_marked(connection, county):
                found = list(_sums_that_differ(connection, ring, county))
                break
    else:
        raise Refused("The houses of %(county)s tell too much now: verify later.", county=county)
    yield from found
    if found and repair:
        house = _houses(database, county)[0]
        _remake(
            database, [(one.key[0] if "place" not in one.table else house, one) for one in found]
        )


def _remake(database: Database, found: Sequence[tuple[str, Difference]]) -> None:
    """Make sums anew, each by a house that it sums up.

    Those of a day that no period holds nobody makes: they are only taken away.
    """
    with database.transaction() as connection:
        for _, one in found:
            if not rollups.holds(one.day):
                _write(connection, one)
    rollups.remake(database, [_mark(house, one) for house, one in found])


def _is_marked(connection: Connection, county: str) -> bool:
    of = (schema.houses.c.house == schema.stale.c.house) & (schema.houses.c.county == county)
    query = select(schema.stale.c.house).join(schema.houses, of).limit(1)
    return connection.execute(query).first() is not None


def _sums_that_differ(connection: Connection, ring: Keyring, county: str) -> Iterator[Difference]:
    of = select(schema.houses.c.house).where(schema.houses.c.county == county)
    total = CountySums(county)
    for house in list(connection.scalars(of.order_by("house"))):
        right = replaying.replay(connection, ring, house)
        told = {day: one for day, one in replaying.told_days(right).items() if rollups.holds(day)}
        months = house_months(told)
        total.add(right, told, months)
        rows: Rows = {
            (house, month): {"house": house, "month": month, **sums}
            for month, sums in months.items()
        }
        table = schema.house_months
        yield from compare(table.name, _kept(connection, table, table.c.house == house), rows)
        last = replaying.last_day(connection, right)
        table = schema.last_days
        kept = _kept(connection, table, table.c.house == house)
        yield from compare(table.name, kept, {(house,): last} if last else {})
    for table, of_place in total.rows().items():
        kept = _kept(connection, table, table.c.place == county)
        yield from compare(table.name, kept, of_place)


def house_months(told: Mapping[date, Mapping[str, int]]) -> dict[date, Counter[str]]:
    """Add the days of a house up to months; pure."""
    found: dict[date, Counter[str]] = {}
    for day, sums in told.items():
        found.setdefault(month_of(day), Counter(dict.fromkeys(sql.SUMS, 0))).update(sums)
    return found


class CountySums:
    """Add up what the houses of a county told."""

    def __init__(self, county: str) -> None:
        self._county = county
        self._days: dict[date, Counter[str]] = {}
        self._gaps: Counter[tuple[date, date]] = Counter()
        self._months: dict[date, Counter[str]] = {}

    def add(
        self,
        right: Replayed,
        told: Mapping[date, SumsOf],
        months: Mapping[date, SumsOf],
    ) -> None:
        """Add one house: its rows, the sums of its days, and those of its months."""
        known = sorted({*right.days, *right.headcounts})
        for before, day in zip([sql.NEVER, *known], known, strict=False):
            if day in told:
                self._days.setdefault(day, Counter(dict.fromkeys(sql.SUMS, 0))).update(told[day])
                self._gaps[day, before] += 1
        for month, row in right.months.items():
            if rollups.holds(month):
                sums = months.get(month, Counter())
                one = facts.of_month(
                    replaying.of_month(row), sums.get("minutes_open", 0), sums.get("newcomers", 0)
                )
                self._months.setdefault(month, Counter()).update(one)

    def rows(self) -> dict[Table, Rows]:
        """Write the rows that the county must have."""
        here = {"place": self._county}
        return {
            schema.place_days: {
                (self._county, day): {**here, "day": day, **sums}
                for day, sums in self._days.items()
            },
            schema.place_gaps: {
                (self._county, day, before): {**here, "day": day, "before": before, "houses": count}
                for (day, before), count in self._gaps.items()
            },
            schema.place_months: {
                (self._county, month, name): {
                    **here,
                    "month": month,
                    "figure": name,
                    "value": value,
                }
                for month, one in self._months.items()
                for name, value in one.items()
            },
        }


def _above(database: Database, counties: Iterable[str], *, repair: bool) -> Iterator[Difference]:
    """Compare provinces with their counties, then the program with its provinces."""
    inside: dict[str, list[str]] = {}
    with database.reading() as connection:
        names = (schema.houses.c.province, schema.houses.c.county)
        lie_in = select(*names).where(names[1].in_(list(counties))).distinct()
        for province, county in connection.execute(lie_in):
            inside.setdefault(province, []).append(county)
    for level in (inside, {sql.PROGRAM: list(inside)}):
        with database.reading() as connection:
            found = [
                one
                for place, parts in level.items()
                for one in _above_one(connection, place, parts)
            ]
        yield from found
        if found and repair:
            # Any house of a place will do: its county is made anew, and all that it lies in.
            some = {
                place: _houses(database, inside.get(parts[0], parts)[0])[0]
                for place, parts in level.items()
            }
            _remake(database, [(some[one.key[0]], one) for one in found])


def _above_one(connection: Connection, place: str, parts: list[str]) -> Iterator[Difference]:
    for table in (schema.place_days, schema.place_gaps, schema.place_months):
        keys = [one for one in table.primary_key if one.name != "place"]
        sums = [func.sum(one).label(one.name) for one in table.columns if not one.primary_key]
        query = select(*keys, *sums).where(table.c.place.in_(parts)).group_by(*keys)
        right: dict[Key, Row] = {}
        for row in connection.execute(query).mappings():
            values = {one.name: int(row[one.name]) for one in sums}
            of = {one.name: row[one.name] for one in keys}
            right[place, *of.values()] = {"place": place, **of, **values}
        yield from compare(table.name, _kept(connection, table, table.c.place == place), right)
