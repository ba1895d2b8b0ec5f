"""Wrong tries to sign in, and how long they make wait: longer each time, never for ever.

Counted by where a try comes from, and by the account it is for. A stranger who guesses makes an
account wait where it was never used; a browser in which its owner signed in before is counted for
itself, and so is a session, so that no stranger keeps the owner out. Many may share
one address and mistype: who signs in after all takes back what the account added to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from ipaddress import ip_address, ip_network

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sync.hq.store.schema import tries

FREE = 10

_FIRST_WAIT = 60
_REMEMBERED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """Under what tries are counted; longest: seconds that it makes wait at most."""

    name: str
    longest: int

    @property
    def key(self) -> bytes:
        """Hash the name: somebody may have typed a password in the place of it."""
        return blake2b(self.name.encode(), digest_size=32, person=b"aiyou tries").digest()


def network(address: str) -> str:
    """Name where an address is; who has one address of IPv6 has all those beside it."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    # One of IPv4 that is written as one of IPv6: beside it are all the others.
    found = getattr(found, "ipv4_mapped", None) or found
    return str(ip_network(f"{found}/{64 if found.version == 6 else 32}", strict=False))


def from_address(address: str) -> Counted:
    """Count by where a try comes from."""
    return Counted(f"from {network(address)}", 3600)


def for_account(name: str) -> Counted:
    """Count by the account, in browsers that it was never used in."""
    return Counted(f"for {name.strip().casefold()}", 900)


def for_account_at(address: str, name: str) -> Counted:
    """Count what an account adds to an address; by itself it makes nobody wait."""
    return Counted(f"at {network(address)} for {name.strip().casefold()}", 0)


def in_browser(nonce: str) -> Counted:
    """Count by a browser in which an account was used before."""
    return Counted(f"in {nonce}", 900)


def in_session(token: str) -> Counted:
    """Count by the session in which who is signed in shows the password once more."""
    return Counted(f"within {token}", 900)


def wait_after(failures: int, longest: int) -> int:
    """Tell for how many seconds to wait after so many failures: twice as long each time."""
    if failures < FREE:
        return 0
    return min(_FIRST_WAIT << min(failures - FREE, 20), longest)


def wait(connection: Connection, counted: Sequence[Counted], now: datetime) -> int:
    """Tell for how many seconds no try is allowed; 0 when one is."""
    longest = {one.key: one.longest for one in counted}
    # What is yet to come was counted by a clock that ran ahead: waiting for it may take years.
    is_recent = tries.c.last_at.between(_oldest(now) + 1, int(now.timestamp()))
    query = select(tries).where(tries.c.id.in_(longest), is_recent)
    allowed_at: list[int] = [
        row["last_at"] + wait_after(row["failures"], longest[row["id"]])
        for row in connection.execute(query).mappings()
    ]
    return max(max(allowed_at, default=0) - int(now.timestamp()), 0)


def failed(connection: Connection, counted: Sequence[Counted], now: datetime) -> int:
    """Count a wrong try; tell for how many seconds it makes wait."""
    moment = int(now.timestamp())
    connection.execute(delete(tries).where(tries.c.last_at <= _oldest(now)))
    upsert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    # In one order: two who count the same must not wait for each other.
    for key in sorted(one.key for one in counted):
        row = upsert(tries).values(id=key, failures=1, last_at=moment)
        again = {"failures": tries.c.failures + 1, "last_at": moment}
        connection.execute(row.on_conflict_do_update(index_elements=[tries.c.id], set_=again))
    return wait(connection, counted, now)


def forget(connection: Connection, counted: Counted, part: Counted, address: Counted) -> None:
    """Forget the failures of whoever has now signed in, and take their part back from the address.

    The others of an address stay: who has an account of their own guesses no more for it.
    """
    keys = [one.key for one in (counted, part, address)]
    # In the order in which they are counted.
    rows = select(tries.c.id, tries.c.failures).where(tries.c.id.in_(keys)).order_by(tries.c.id)
    found = connection.execute(rows.with_for_update()).mappings()
    failures = {row["id"]: row["failures"] for row in found}
    less = tries.c.failures - failures.get(part.key, 0)
    connection.execute(update(tries).where(tries.c.id == address.key).values(failures=less))
    connection.execute(delete(tries).where(tries.c.id.in_([counted.key, part.key])))


def _oldest(now: datetime) -> int:
    return int((now - _REMEMBERED).timestamp())
