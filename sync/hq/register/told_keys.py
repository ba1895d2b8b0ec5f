"""Which keys of headquarters a house has: those of its enrolment, or those that it named last."""

from functools import lru_cache
from itertools import product

from sqlalchemy import Connection, select, update

from sync.hq.keyring import Keyring
from sync.hq.store.schema import houses
from sync.keys import hq_keys, sealing_public_of, verify_key_of
from sync.messages import Ask


def given(connection: Connection, ring: Keyring, house: str) -> None:
    """Note that a house enrolled, and has the last keys."""
    _set(connection, house, hq_keys.mark(ring.sealing_public, ring.verify_key))


def note(connection: Connection, house: str, ask: Ask) -> None:
    """Note which keys a house says that it has; one of before says nothing and has its first."""
    if ask.keys:
        _set(connection, house, ask.keys)


def of_house(connection: Connection, ring: Keyring, house: str) -> tuple[bytes, bytes]:
    """Tell the public keys to which a house seals, and by which it verifies."""
    query = select(houses.c.hq_keys).where(houses.c.house == house)
    return named(ring, connection.execute(query).scalar_one_or_none())


def named(ring: Keyring, mark: bytes | None) -> tuple[bytes, bytes]:
    """Tell the public keys that a house named: to which it seals, and by which it verifies.

    A house that enrolled before keys could change, or names none of ours, has the first ones.
    """
    pairs = _pairs(ring)
    return next((pair for known, pair in pairs if known == mark), pairs[-1][1])


# Deriving keys costs as much as all else that an answer needs.
@lru_cache(maxsize=4)
def _pairs(ring: Keyring) -> list[tuple[bytes, tuple[bytes, bytes]]]:
    sealing = [sealing_public_of(key) for key in ring.sealing_keys]
    verifying = [verify_key_of(key) for key in ring.signing_keys]
    return [(hq_keys.mark(*pair), pair) for pair in product(sealing, verifying)]


def _set(connection: Connection, house: str, mark: bytes) -> None:
    connection.execute(update(houses).where(houses.c.house == house).values(hq_keys=mark))
