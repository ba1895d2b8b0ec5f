"""Houses that change: another name, the right county, retired and brought back.

A retired house is no longer waited for. What it told stays, and what it still sends is taken in.
Nor was it waited for in the meantime where it is brought back: what was reported of that stays.
Only a retirement that is taken back on the day on which it was said was a slip, and never was.
"""

from datetime import date, timedelta

from sqlalchemy import Connection, func, insert, select, update

from sync.hq.errors import Refused
from sync.hq.register import counties
from sync.hq.register import houses as register
from sync.hq.register.houses import House
from sync.hq.store.schema import envelopes, houses, retirements

LONGEST_REASON = 200


def change(connection: Connection, house: str, name: str, county: str) -> House:
    """Give a house another name and, as long as it told nothing, another county.

    Raises Refused: what a house told was counted for the county in which it told it.
    """
    found = register.find(connection, house, lock=True)
    place, name = counties.county(county), register.checked_name(name)
    if county != found.county and _has_told(connection, house):
        raise Refused(
            "This house has already reported: its figures belong to its county. Retire it and add"
            " one there."
        )
    values = {"name": name, "county": county, "province": place.province}
    connection.execute(update(houses).where(houses.c.house == house).values(**values))
    return register.find(connection, house)


def retire(connection: Connection, house: str, last_day: date, why: str, today: date) -> None:
    """Retire a house after its last day; a code that was given out stops working."""
    why = " ".join(why.split())
    if not 1 <= len(why) <= LONGEST_REASON:
        raise Refused("Say why, in 1 to 200 characters.")
    if last_day > today:
        raise Refused("The last day must not lie in the future.")
    found = register.find(connection, house, lock=True)
    # Who says it once more, with another day or reason, does not begin it anew.
    noted_on = today if found.retired_on is None else found.retirement_noted_on
    values = {"retired_on": last_day, "retired_because": why, "retirement_noted_on": noted_on}
    ended = {"code_hash": None, "code_expires_at": None}
    connection.execute(update(houses).where(houses.c.house == house).values(**values, **ended))


def bring_back(connection: Connection, house: str, today: date) -> None:
    """Wait for a retired house again, from today on."""
    found = register.find(connection, house, lock=True)
    is_slip = found.retirement_noted_on == today
    if found.retired_on and today - found.retired_on > timedelta(days=1) and not is_slip:
        _remember(connection, house, found.retired_on, today)
    values = {"retired_on": None, "retired_because": None, "retirement_noted_on": None}
    connection.execute(update(houses).where(houses.c.house == house).values(**values))


def _remember(connection: Connection, house: str, last_day: date, back_on: date) -> None:
    before = select(func.count()).where(retirements.c.house == house)
    number = connection.execute(before).scalar_one() + 1
    over = {"number": number, "last_day": last_day, "back_on": back_on}
    connection.execute(insert(retirements).values(house=house, **over))


def _has_told(connection: Connection, house: str) -> bool:
    query = select(envelopes.c.seq).where(envelopes.c.house == house).limit(1)
    return connection.execute(query).first() is not None
