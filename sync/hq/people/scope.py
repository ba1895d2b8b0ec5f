"""Which houses and places an account may see: the only place that decides it."""

from flask import abort

from sync.hq.errors import UnknownHouse
from sync.hq.headquarters import current_headquarters
from sync.hq.people.signin import visitor
from sync.hq.register import houses
from sync.hq.register.houses import House
from sync.hq.told import place as places
from sync.hq.told.place import Place


def visible_house(house: str) -> House:
    """Find a house that this account may see; the others do not exist for it."""
    try:
        with current_headquarters().database.reading() as connection:
            found = houses.find(connection, house)
    except UnknownHouse:
        abort(404)
    if visitor().county not in (None, found.county):
        abort(404)
    return found


def visible_place(code: str) -> Place:
    """Find a place that this account may see; without a code the largest one."""
    own = visitor().county
    try:
        with current_headquarters().database.reading() as connection:
            found = places.find(connection, code or own or "")
    except UnknownHouse:
        abort(404)
    if not found.is_open_to(own):
        abort(404)
    return found
