"""Whom a message is for, as its form names it: all, a county, or one house by its id.

An id is typed, or brought along from the house's own page: with thousands of houses nobody finds
one in a list of them all.
"""

from collections.abc import Mapping

from sqlalchemy import Connection

from sync.hq.errors import Refused, UnknownHouse
from sync.hq.register import counties, houses

_COUNTY = "county:"


def meant(connection: Connection, typed: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Read whom a message is for: a county, a house, or (None, None) for all. Raises Refused."""
    to = typed.get("to", "")
    if to.startswith(_COUNTY):
        return counties.county(to.removeprefix(_COUNTY)).code, None
    if to == "house":
        return None, _house(connection, typed.get("house", "").strip().lower())
    if to != "all":
        raise Refused("Please choose whom it is for.")
    return None, None


def _house(connection: Connection, typed: str) -> str:
    try:
        return houses.find(connection, typed).house
    except UnknownHouse as problem:
        raise Refused("There is no house with the id %(house)s.", house=typed) from problem
