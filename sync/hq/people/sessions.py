"""The sessions of accounts: a cookie names one, and it is valid as long as the database has it.

What ends here ends everywhere, however many processes answer, and whoever copied the cookie.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import blake2b

from sqlalchemy import Connection, delete, func, insert, select

from sync.hq.people.accounts import Account, account_of
from sync.hq.store.schema import accounts, sessions

LONGEST = timedelta(hours=12)

_TOKEN_BYTES = 16


def begin(connection: Connection, account: str, now: datetime) -> str:
    """Begin a session and return the token that names it; those that ran out are forgotten."""
    moment = int(now.timestamp())
    connection.execute(delete(sessions).where(sessions.c.began_at <= _oldest(now)))
    token = secrets.token_hex(_TOKEN_BYTES)
    row = {"id": _digest(token), "account": account, "began_at": moment}
    connection.execute(insert(sessions).values(**row))
    return token


def find(connection: Connection, token: str, now: datetime) -> Account | None:
    """Find whose session a token names, if it is neither ended nor too old."""
    query = (
        select(accounts)
        .join(sessions, sessions.c.account == accounts.c.name)
        .where((sessions.c.id == _digest(token)) & (sessions.c.began_at > _oldest(now)))
    )
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else account_of(row)


def count(connection: Connection, account: str, now: datetime) -> int:
    """Count the sessions of an account that have not ended."""
    valid = (sessions.c.account == account) & (sessions.c.began_at > _oldest(now))
    counted = connection.execute(select(func.count()).select_from(sessions).where(valid))
    return int(counted.scalar_one())


def end(connection: Connection, token: str) -> None:
    """End one session."""
    connection.execute(delete(sessions).where(sessions.c.id == _digest(token)))


def end_all(connection: Connection, account: str, but: str | None = None) -> None:
    """End every session of an account, but perhaps the one in which this is asked."""
    ended = sessions.c.account == account
    ended = ended if but is None else ended & (sessions.c.id != _digest(but))
    connection.execute(delete(sessions).where(ended))


def _oldest(now: datetime) -> int:
    return int((now - LONGEST).timestamp())


def _digest(token: str) -> bytes:
    """Hash a token: who reads the database signs in as nobody."""
    return blake2b(token.encode(), digest_size=32, person=b"aiyou session").digest()
