"""The list of houses, a page at a time: asked of the database so that no page reads all of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, func, select

from sync.hq.register.houses import House, read
from sync.hq.see.board import State
from sync.hq.store.schema import houses, last_days
from sync.hq.told.place import Place
from sync.hq.told.there import within

PAGE = 50
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold which houses are asked for: of a place, with a part of their names, in a state."""

    place: Place
    name: str = ""
    state: State | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Moment:
    """Hold what tells a silent house from a well one (board.state says the same of one house)."""

    now: datetime
    silent_days: int

    def is_in(self, state: State) -> ColumnElement[bool]:
        """Tell whether a house is in a state."""
        now = int(self.now.timestamp())
        is_late = (houses.c.quiet_at < now) & (houses.c.heard_at < now - self.silent_days * _DAY)
        has_key, stays = houses.c.verify_key.is_not(None), houses.c.retired_on.is_(None)
        return {
            State.SILENT: stays & has_key & is_late,
            State.WAITING: stays & ~has_key,
            State.WELL: stays & has_key & ~is_late,
            State.RETIRED: ~stays,
        }[state]


def states(connection: Connection, place: Place, moment: Moment) -> Mapping[str, Counter[State]]:
    """Count the houses of a place by county and state."""
    counted = [func.sum(case((moment.is_in(state), 1), else_=0)) for state in State]
    query = select(houses.c.county, *counted).where(within(place)).group_by(houses.c.county)
    return {
        county: Counter({state: int(count) for state, count in zip(State, counts, strict=True)})
        for county, *counts in connection.execute(query)
    }


def count(connection: Connection, asked: Asked, moment: Moment) -> Counter[State]:
    """Count the houses that are asked for, by state."""
    counted = [func.sum(case((moment.is_in(state), 1), else_=0)) for state in State]
    found = connection.execute(select(*counted).where(_meant(asked))).one()
    return Counter(
        {
            state: int(number or 0)
            for state, number in zip(State, found, strict=True)
            if asked.state in (None, state)
        }
    )


def pages(counted: Counter[State]) -> int:
    """Tell how many pages a list has."""
    return -(-counted.total() // PAGE)


def that_is_there(asked: Asked, counted: Counter[State]) -> Asked:
    """Ask for the last page in the place of one behind it: a list grows shorter meanwhile."""
    return replace(asked, page=max(1, min(asked.page, pages(counted))))


def page(
    connection: Connection, asked: Asked, moment: Moment, counted: Mapping[State, int]
) -> list[House]:
    """Read one page of the list: the longest silent first, then who is waiting, then the others.

    One query a state, whatever the page: each is in the order of an index.
    """
    skip, room, found = (asked.page - 1) * PAGE, PAGE, []
    for state in State:
        here = max(0, min(counted[state] - skip, room))
        order = (houses.c.heard_at, houses.c.house) if state is State.SILENT else (houses.c.house,)
        query = select(houses).where(_meant(asked), moment.is_in(state)).order_by(*order)
        rows = connection.execute(query.offset(min(skip, counted[state])).limit(here)).mappings()
        found += [read(row) for row in rows]
        skip, room = max(0, skip - counted[state]), room - here
    return found


def in_need(connection: Connection, place: Place, most: int = 20) -> list[tuple[House, str]]:
    """List houses of a place whose machine needs somebody, with its health on their latest day."""
    query = (
        select(houses, last_days.c.health)
        .join(last_days, last_days.c.house == houses.c.house)
        .where(last_days.c.is_worrying, houses.c.retired_on.is_(None), within(place))
        .order_by(houses.c.house)
        .limit(most)
    )
    return [(read(row), row["health"]) for row in connection.execute(query).mappings()]


def _meant(asked: Asked) -> ColumnElement[bool]:
    named = houses.c.name.icontains(asked.name, autoescape=True)
    named |= houses.c.house == asked.name.lower()
    return within(asked.place) & named if asked.name else within(asked.place)
