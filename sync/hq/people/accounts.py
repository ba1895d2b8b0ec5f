"""Accounts of headquarters: who may see which houses."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from sqlalchemy import Connection, RowMapping, delete, select, update

from sync.hq.errors import Refused
from sync.hq.people import passwords
from sync.hq.register import counties
from sync.hq.store.schema import accounts, recovery_codes, second_factors, sessions
from sync.hq.store.upserts import insert_unless_there

_NAME = re.compile(r"[\w.@-]{2,64}")


class Role(StrEnum):
    """Say what an account may do."""

    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    EXPERT = "expert"
    READER = "reader"


class WrongPassword(Refused):
    """What was typed is not the password of now."""


@dataclass(frozen=True, slots=True)
class Account:
    """Hold one account without its password.

    mark: of the password that it had when it was read; another password has another mark.
    """

    name: str
    role: Role
    county: str | None
    added_at: int
    last_signed_in: int | None
    mark: bytes = field(repr=False)

    @property
    def is_administrator(self) -> bool:
        """Tell whether the account may add houses and accounts."""
        return self.role is Role.ADMINISTRATOR

    @property
    def needs_second_factor(self) -> bool:
        """Tell whether a password alone is too little: for who adds accounts or opens questions."""
        return self.is_administrator or self.is_expert

    @property
    def is_expert(self) -> bool:
        """Tell whether the account may read and answer what counselors ask."""
        return self.role is Role.EXPERT


def add(
    connection: Connection,
    name: str,
    password: str,
    now: datetime,
    role: str = Role.READER,
    county: str | None = None,
) -> Account:
    """Add an account, or raise Refused with one sentence."""
    name = name.strip()
    if not _NAME.fullmatch(name):
        raise Refused("An account's name has 2 to 64 letters, digits, dots, dashes or @.")
    chosen = _role(role, county)
    passwords.check(password, name)
    is_there = Refused("There is already an account %(name)s.", name=name)
    if find(connection, name) is not None:
        raise is_there
    kept, moment = passwords.digest(password), int(now.timestamp())
    account = Account(name.casefold(), chosen, county or None, moment, None, _mark(kept))
    row = {
        "name": account.name,
        "password": kept,
        "role": account.role.value,
        "county": account.county,
        "added_at": account.added_at,
    }
    # Somebody else may be adding the same one just now.
    if not insert_unless_there(connection, [row], accounts.c.name):
        raise is_there
    return account


def _role(role: str, county: str | None) -> Role:
    if role not in list(Role):
        raise Refused("There is no role %(role)s; use %(known)s.", role=role, known=", ".join(Role))
    chosen = Role(role)
    if chosen is Role.SUPERVISOR and not county:
        raise Refused("A county supervisor needs a county.")
    if chosen is not Role.SUPERVISOR and county:
        raise Refused("Only a county supervisor belongs to a county.")
    if county:
        counties.county(county)
    return chosen


def find(connection: Connection, name: str) -> Account | None:
    """Find an account by its name, whatever the case."""
    row = _row(connection, name)
    return None if row is None else account_of(row)


def sign_in(connection: Connection, name: str, password: str) -> Account | None:
    """Find the account whose name and password these are."""
    row = _row(connection, name)
    if not passwords.matches(row["password"] if row else None, password) or row is None:
        return None
    return account_of(row)


def has_same_password(connection: Connection, account: Account) -> bool:
    """Tell whether an account has the password of when it was read, and hold it until the end."""
    query = select(accounts.c.password).where(accounts.c.name == account.name)
    kept = connection.execute(query.with_for_update()).scalar_one_or_none()
    return kept is not None and _mark(kept) == account.mark


def set_password(connection: Connection, name: str, password: str) -> Account:
    """Give an account another password, or raise Refused."""
    account = _known(connection, name)
    passwords.check(password, account.name)
    changed = update(accounts).where(accounts.c.name == account.name)
    connection.execute(changed.values(password=passwords.digest(password)))
    return account


def change_password(connection: Connection, name: str, old: str, new: str) -> None:
    """Give somebody who knows the password of now another one, or raise Refused."""
    if sign_in(connection, name, old) is None:
        raise WrongPassword("The password of now is not right.")
    set_password(connection, name, new)


def change(connection: Connection, name: str, role: str, county: str | None = None) -> Account:
    """Give an account another role and county and end its sessions, or raise Refused."""
    account, chosen = _known(connection, name), _role(role, county)
    if account.is_administrator and chosen is not Role.ADMINISTRATOR:
        _leave_an_administrator(connection)
    changed = update(accounts).where(accounts.c.name == account.name)
    connection.execute(changed.values(role=chosen.value, county=county or None))
    connection.execute(delete(sessions).where(sessions.c.account == account.name))
    return _known(connection, account.name)


def remove(connection: Connection, name: str) -> Account:
    """Remove an account and all that lets it in; what it did keeps its name. Raises Refused."""
    account = _known(connection, name)
    if account.is_administrator:
        _leave_an_administrator(connection)
    _hold(connection, account)
    for table in (sessions, recovery_codes, second_factors):
        connection.execute(delete(table).where(table.c.account == account.name))
    connection.execute(delete(accounts).where(accounts.c.name == account.name))
    return account


def _hold(connection: Connection, account: Account) -> None:
    """Wait for who signs in just now, and let nobody do so until the end."""
    query = select(accounts.c.name).where(accounts.c.name == account.name)
    connection.execute(query.with_for_update())


def _leave_an_administrator(connection: Connection) -> None:
    """Raise Refused where only one is left; two who remove each other wait for one another."""
    are = accounts.c.role == Role.ADMINISTRATOR.value
    query = select(accounts.c.name).where(are).order_by(accounts.c.name).with_for_update()
    if len(connection.execute(query).all()) < 2:
        raise Refused("Headquarters needs an administrator: make somebody else one first.")


def _known(connection: Connection, name: str) -> Account:
    account = find(connection, name)
    if account is None:
        raise Refused("There is no account %(name)s.", name=name)
    return account


def note_sign_in(connection: Connection, name: str, now: datetime) -> None:
    """Remember when an account was last used."""
    moment = int(now.timestamp())
    connection.execute(
        update(accounts).where(accounts.c.name == name).values(last_signed_in=moment)
    )


def everyone(connection: Connection) -> list[Account]:
    """List all accounts by name."""
    rows = connection.execute(select(accounts).order_by(accounts.c.name)).mappings()
    return [account_of(row) for row in rows]


def _row(connection: Connection, name: str) -> RowMapping | None:
    query = select(accounts).where(accounts.c.name == name.strip().casefold())
    return connection.execute(query).mappings().one_or_none()


def account_of(row: RowMapping) -> Account:
    """Make an account of its row."""
    return Account(
        name=row["name"],
        role=Role(row["role"]),
        county=row["county"],
        added_at=row["added_at"],
        last_signed_in=row["last_signed_in"],
        mark=_mark(row["password"]),
    )


def _mark(kept: str) -> bytes:
    """Hash a password's hash once more, by which nobody can try passwords: its salt is not told."""
    return blake2b(kept.encode(), digest_size=32, person=b"aiyou password").digest()
