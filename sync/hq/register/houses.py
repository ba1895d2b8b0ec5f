"""The list of houses: add one, give it a code, enrol it, find it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from sync.hq.errors import BadCode, Refused, UnknownHouse
from sync.hq.register import codes, counties, habit, house_keys
from sync.hq.store.schema import epochs, heard, houses
from sync.hq.store.upserts import insert_unless_there

_ID = re.compile(r"[a-z0-9-]{3,32}")
# What stands in the place of an id in the address of another page.
_PAGES = ("add",)


# Each request asks these: a statement that is put together once costs a fifth.
_ROW = select(houses).where(houses.c.house == bindparam("of"))
_LOCKED = _ROW.with_for_update()
_SEEN = update(houses).where(houses.c.house == bindparam("of"))


@dataclass(frozen=True, slots=True)
class House:
    """Hold what headquarters knows of one house; instants are unix seconds."""

    house: str
    name: str
    province: str
    county: str
    added_at: int
    code_expires_at: int | None
    code_used_at: int | None
    verify_key: bytes | None
    epoch: bytes | None
    enrolled_at: int | None
    last_seen: int | None
    two_cards_since: int | None = None
    gaps: str = "[]"
    retired_on: date | None = None
    retired_because: str | None = None
    retirement_noted_on: date | None = None
    hq_keys: bytes | None = None

    def has_open_code(self, now: datetime) -> bool:
        """Tell whether a code was given out that still works."""
        waiting = self.code_expires_at is not None and self.code_used_at is None
        return waiting and (self.code_expires_at or 0) > now.timestamp()


def add(
    connection: Connection, name: str, county: str, now: datetime, house: str | None = None
) -> House:
    """Put a house on the list; without an id it gets the county's next: "yuexi-0007"."""
    name = checked_name(name)
    place = counties.county(county)
    house = house or _next_id(connection, county)
    if not _ID.fullmatch(house):
        raise Refused("A house's id has 3 to 32 small letters, digits or dashes.")
    if house in _PAGES:
        raise Refused("A page has this name already: choose another id.")
    row = {"house": house, "name": name, "province": place.province, "county": county}
    # Somebody else may be adding the same one just now.
    if not insert_unless_there(
        connection, [row | {"added_at": int(now.timestamp())}], houses.c.house
    ):
        raise Refused("There is already a house %(house)s.", house=house)
    return find(connection, house)


def checked_name(name: str) -> str:
    """Write a house's name without needless spaces, or raise Refused."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= 60:
        raise Refused("A house's name has 1 to 60 characters.")
    return name


def give_code(connection: Connection, house: str, now: datetime) -> str:
    """Draw a one-time code for a house; a code given earlier stops working."""
    if find(connection, house).retired_on is not None:
        raise Refused("This house is retired: bring it back first.")
    code = codes.new_code()
    moment = int(now.timestamp())
    connection.execute(
        update(houses)
        .where(houses.c.house == house)
        .values(
            code_hash=codes.digest(code),
            code_expires_at=moment + codes.VALID_SECONDS,
            code_used_at=None,
        )
    )
    return code


def enrol(
    connection: Connection, code: str, verify_key: bytes, epoch: bytes, now: datetime
) -> House:
    """Use a code up for a house's key and epoch, or raise BadCode."""
    moment = int(now.timestamp())
    house = _behind_code(connection, codes.digest(code), moment)
    connection.execute(
        update(houses)
        .where(houses.c.house == house)
        .values(
            verify_key=verify_key,
            epoch=epoch,
            enrolled_at=moment,
            code_used_at=moment,
            two_cards_since=None,
            **_heard(find(connection, house).gaps, moment),
        )
    )
    note_epoch(connection, house, epoch)
    house_keys.begin(connection, house, verify_key, epoch, now)
    return find(connection, house)


def _behind_code(connection: Connection, typed: bytes, moment: int) -> str:
    # By its hash: how long a search for that takes tells nothing of the code.
    behind = select(houses.c.house).where(houses.c.code_hash == typed)
    house = connection.execute(behind).scalars().first()
    row = _row(connection, house, lock=True) if house else None
    # Between the two it may have been given another code.
    if row is None or row["code_hash"] != typed:
        raise BadCode("Headquarters does not know this code: read it again, letter by letter.")
    if row["code_used_at"] is not None:
        raise BadCode("This code was already used: ask headquarters for a new one.")
    if row["code_expires_at"] <= moment:
        raise BadCode("This code has expired: ask headquarters for a new one.")
    return str(row["house"])


def note_epoch(connection: Connection, house: str, epoch: bytes) -> int:
    """Give an epoch its number, in the order in which headquarters met those of a house."""
    query = select(epochs.c.epoch, epochs.c.number).where(epochs.c.house == house)
    met: dict[bytes, int] = dict(tuple(row) for row in connection.execute(query))
    if epoch not in met:
        met[epoch] = len(met) + 1
        row = insert(epochs).values(house=house, epoch=epoch, number=met[epoch], accepted=0)
        connection.execute(row)
    return met[epoch]


def note_epoch_before(connection: Connection, house: str, epoch: bytes, number: int) -> int:
    """Give an epoch that was never met the number of one that came after it; returns its number."""
    query = select(epochs.c.number).where((epochs.c.house == house) & (epochs.c.epoch == epoch))
    met: int | None = connection.execute(query).scalar_one_or_none()
    if met is not None:
        return met
    for counted in (epochs.c.number, heard.c.epoch_number):
        later = (counted.table.c.house == house) & (counted >= number)
        connection.execute(update(counted.table).where(later).values({counted: counted + 1}))
    row = insert(epochs).values(house=house, epoch=epoch, number=number, accepted=0)
    connection.execute(row)
    return number


def note_two_cards(connection: Connection, house: str, now: datetime) -> None:
    """Remember since when two cards speak as this house."""
    new = (houses.c.house == house) & houses.c.two_cards_since.is_(None)
    connection.execute(update(houses).where(new).values(two_cards_since=int(now.timestamp())))


def note_seen(connection: Connection, house: str, now: datetime) -> None:
    """Remember that something new came from a house."""
    note_all_seen(connection, [find(connection, house)], now)


def note_all_seen(connection: Connection, known: Iterable[House], now: datetime) -> None:
    """Remember that something new came from houses, and by which keys each was heard."""
    moment, rows = int(now.timestamp()), []
    for one in known:
        gaps = habit.remember(one.gaps, moment - (one.last_seen or moment))
        row = {"of": one.house, "last_seen": moment, "gaps": gaps, "hq_keys": one.hq_keys}
        rows.append(row | _heard(gaps, moment))
    connection.execute(_SEEN, rows)


def _heard(gaps: str, moment: int) -> dict[str, int]:
    """Tell since when a house is well, and until when by its habit: so a list can be ordered."""
    return {"heard_at": moment, "quiet_at": moment + round(habit.own_patience(gaps))}


def find(connection: Connection, house: str, *, lock: bool = False) -> House:
    """Find one house, or raise UnknownHouse; lock it to be the only one who changes it."""
    row = _row(connection, house, lock=lock)
    if row is None:
        raise UnknownHouse(f"There is no house {house!r}.")
    return read(row)


def everyone(connection: Connection, county: str | None = None) -> list[House]:
    """List the houses, all or those of one county, by id."""
    query = select(houses).order_by(houses.c.house)
    if county is not None:
        query = query.where(houses.c.county == county)
    return [read(row) for row in connection.execute(query).mappings()]


def names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Tell the names of some houses, by id."""
    query = select(houses.c.house, houses.c.name).where(houses.c.house.in_(ids))
    return {row[0]: row[1] for row in connection.execute(query)}


def _row(connection: Connection, house: str, *, lock: bool = False) -> RowMapping | None:
    query = _LOCKED if lock else _ROW
    return connection.execute(query, {"of": house}).mappings().one_or_none()


def read(row: RowMapping) -> House:
    """Read a house from a row of the table."""
    return House(**{name: row[name] for name in House.__slots__})


def _next_id(connection: Connection, county: str) -> str:
    taken = connection.execute(
        select(houses.c.house).where(houses.c.house.like(f"{county}-%"))
    ).scalars()
    like_ours = re.compile(rf"{re.escape(county)}-(\d{{4,9}})")
    numbers = [int(found[1]) for house in taken if (found := like_ours.fullmatch(house))]
    return f"{county}-{max(numbers, default=0) + 1:04d}"
