"""Set headquarters up: keys, the first administrator, houses and accounts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from math import inf
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from sync.directions import Directions
from sync.hq import keyring
from sync.hq.answer import post
from sync.hq.config import HqConfig
from sync.hq.errors import Refused
from sync.hq.headquarters import TIMEZONE
from sync.hq.people import accounts, audit, passwords, second_factor, sessions
from sync.hq.register import counties, houses, importing, retiring
from sync.hq.register.houses import House
from sync.hq.report.gathering import Report, gather
from sync.hq.store.database import Database, find_database, open_database
from sync.hq.store.schema import accounts as accounts_table
from sync.hq.told import place, rollups
from sync.hq.told.period import Period
from sync.messages import SETTINGS

_THE_COMMAND = audit.THE_COMMAND


def initialise(config: HqConfig, administrator: str, password: str, now: datetime) -> bytes:
    """Make the keys, the database and the first account of a new headquarters.

    Returns the private half of the foundation's recovery key, which is kept nowhere: store it
    offline. Raises Refused when there is a headquarters already.
    """
    if keyring.is_there(config.keys):
        raise Refused("There is already a headquarters in %(data)s.", data=config.data)
    passwords.check(password, administrator)
    ring, recovery_key = keyring.generate()
    database = open_database(config)
    try:
        with database.transaction() as connection:
            if connection.execute(select(func.count()).select_from(accounts_table)).scalar_one():
                raise Refused("The database already belongs to a headquarters.")
            accounts.add(connection, administrator, password, now, accounts.Role.ADMINISTRATOR)
            # Last, inside the transaction: keys on the disk mean that all the rest is there.
            keyring.save(ring, config.keys)
    finally:
        database.close()
    return recovery_key


def open_initialised(config: HqConfig) -> Database:
    """Open the database of a headquarters that was set up, or raise NotInitialised."""
    keyring.require(config.keys)
    return open_database(config)


def find_initialised(config: HqConfig) -> Database:
    """Name the database of a headquarters that was set up, which may be away yet."""
    keyring.require(config.keys)
    return find_database(config)


def add_house(
    config: HqConfig, name: str, county: str, now: datetime, house: str | None = None
) -> tuple[str, str]:
    """Put a house on the list; returns its id and its one-time code."""
    database = open_initialised(config)
    try:
        with database.transaction() as connection:
            added = houses.add(connection, name, county, now, house)
            audit.note(connection, now, _THE_COMMAND, audit.Action.ADDED_HOUSE, added.house)
            return added.house, houses.give_code(connection, added.house, now)
    finally:
        database.close()


def reset_account(config: HqConfig, name: str, password: str, now: datetime) -> accounts.Account:
    """Give an account a new password, and take its second factor away."""
    database = open_initialised(config)
    try:
        with database.transaction() as connection:
            account = accounts.set_password(connection, name, password)
            second_factor.take_away(connection, account.name)
            sessions.end_all(connection, account.name)
            audit.note(connection, now, _THE_COMMAND, audit.Action.RESET_ACCOUNT, account.name)
            return account
    finally:
        database.close()


def send_settings(
    config: HqConfig,
    said: Directions,
    now: datetime,
    county: str | None = None,
    house: str | None = None,
) -> int:
    """Send settings to all houses, to those of a county, or to one; tell how many these are."""
    county = counties.county(county).code if county else None
    database = open_initialised(config)
    try:
        with database.transaction() as connection:
            if house:
                houses.find(connection, house)
            meant = {"county": county, "house": house}
            post.write(connection, SETTINGS, said.content(), _THE_COMMAND, now, **meant)
            subject = house or county or ""
            audit.note(connection, now, _THE_COMMAND, audit.Action.SET_HOUSES, subject)
            return post.sent(connection, most=1)[0].houses
    finally:
        database.close()


def settings_sent(config: HqConfig) -> list[post.Sent]:
    """List the settings that were sent, newest first, and who has them."""
    database = open_initialised(config)
    try:
        with database.reading() as connection:
            return post.sent(connection, kinds=(SETTINGS,))
    finally:
        database.close()


def give_code(config: HqConfig, house: str, now: datetime) -> str:
    """Draw a new one-time code for a house on the list. Raises HqError."""
    database = open_initialised(config)
    try:
        with database.transaction() as connection:
            audit.note(connection, now, _THE_COMMAND, audit.Action.GAVE_CODE, house)
            return houses.give_code(connection, house, now)
    finally:
        database.close()


def rotate_key(config: HqConfig, kind: str, now: datetime) -> None:
    """Make a new key of a kind and have the houses told; those of before open what is on its way.

    A headquarters that is running reads it with its next request. Raises HqError.
    """
    database = open_initialised(config)
    try:
        ring = keyring.rotate(config.keys, kind)
        # Should this be cut off, the next start of headquarters tells them.
        with database.transaction() as connection:
            audit.note(connection, now, audit.THE_COMMAND, audit.Action.CHANGED_KEY, kind)
            post.offer_keys(connection, ring, now)
    finally:
        database.close()


def add_account(
    config: HqConfig,
    name: str,
    password: str,
    now: datetime,
    role: str = accounts.Role.READER,
    county: str | None = None,
) -> accounts.Account:
    """Add an account that may sign in at once."""
    database = open_initialised(config)
    try:
        with database.transaction() as connection:
            added = accounts.add(connection, name, password, now, role, county)
            audit.note(connection, now, _THE_COMMAND, audit.Action.ADDED_ACCOUNT, added.name)
            return added
    finally:
        database.close()


def change_account(
    config: HqConfig, name: str, now: datetime, role: str, county: str | None = None
) -> accounts.Account:
    """Give an account another role and county; its sessions end."""
    with _changing(config) as connection:
        changed = accounts.change(connection, name, role, county)
        audit.note(connection, now, _THE_COMMAND, audit.Action.CHANGED_ACCOUNT, changed.name)
        return changed


def remove_account(config: HqConfig, name: str, now: datetime) -> accounts.Account:
    """Remove an account; what it did stays noted."""
    with _changing(config) as connection:
        removed = accounts.remove(connection, name)
        audit.note(connection, now, _THE_COMMAND, audit.Action.REMOVED_ACCOUNT, removed.name)
        return removed


def change_house(
    config: HqConfig, house: str, now: datetime, name: str | None = None, county: str | None = None
) -> House:
    """Give a house another name or, as long as it told nothing, another county."""
    with _changing(config) as connection:
        found = houses.find(connection, house, lock=True)
        changed = retiring.change(connection, house, name or found.name, county or found.county)
        audit.note(connection, now, _THE_COMMAND, audit.Action.CHANGED_HOUSE, house)
        return changed


def retire_house(config: HqConfig, house: str, last_day: date, why: str, now: datetime) -> None:
    """Retire a house after its last day."""
    with _changing(config) as connection:
        retiring.retire(connection, house, last_day, why, _day(now))
        audit.note(connection, now, _THE_COMMAND, audit.Action.RETIRED_HOUSE, house)


def bring_house_back(config: HqConfig, house: str, now: datetime) -> None:
    """Wait for a retired house again."""
    with _changing(config) as connection:
        retiring.bring_back(connection, house, _day(now))
        audit.note(connection, now, _THE_COMMAND, audit.Action.BROUGHT_HOUSE_BACK, house)


def import_houses(
    config: HqConfig,
    rows: Sequence[importing.Row],
    now: datetime,
    *,
    keep_names: bool = False,
    dry_run: bool = False,
) -> importing.Imported:
    """Put houses of a table on the list, all that are new or, where one is wrong, none."""
    with _changing(config) as connection:
        brought = importing.bring(connection, rows, now, keep_names=keep_names)
        for house in brought.added:
            audit.note(connection, now, _THE_COMMAND, audit.Action.ADDED_HOUSE, house)
        if dry_run:
            connection.rollback()
        return brought


def give_codes(config: HqConfig, only: Sequence[str], now: datetime) -> list[tuple[House, str]]:
    """Draw new one-time codes for those of some houses that never enrolled."""
    with _changing(config) as connection:
        waiting = [houses.find(connection, house) for house in only]
        waiting = [one for one in waiting if one.enrolled_at is None and one.retired_on is None]
        given = [(one, houses.give_code(connection, one.house, now)) for one in waiting]
        for one, _code in given:
            audit.note(connection, now, _THE_COMMAND, audit.Action.GAVE_CODE, one.house)
        return given


@contextmanager
def _changing(config: HqConfig) -> Iterator[Connection]:
    database = open_initialised(config)
    try:
        with database.transaction() as connection:
            yield connection
    finally:
        database.close()


def gather_report(config: HqConfig, of: str, period: str, now: datetime) -> Report:
    """Gather a report of a place in a period, both as they are written. Raises HqError."""
    asked = Period.parse(period)
    database = open_initialised(config)
    try:
        rollups.refresh(database, waits=inf)
        with database.reading() as connection:
            return gather(connection, place.find(connection, of), asked, now)
    finally:
        database.close()


def _day(now: datetime) -> date:
    return now.astimezone(ZoneInfo(TIMEZONE)).date()
