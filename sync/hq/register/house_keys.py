"""The keys by which a house signs: one after the other, each for the numbers of its time.

A house that enrols begins a new line: what an earlier line signed is refused from then on.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import inf

from sqlalchemy import Connection, bindparam, func, insert, select, update

from sync.envelope import Seen
from sync.errors import BadEnvelope
from sync.hq.store.schema import epochs, house_keys, houses
from sync.keys.key_change import KeyChange

# A place among all that a house numbers: the number of the epoch, then that in it.
Place = tuple[float, int]


@dataclass(frozen=True, slots=True)
class HouseKey:
    """A public key, and the place after which it signs."""

    verify_key: bytes
    after: Place


@dataclass(frozen=True, slots=True)
class Line:
    """The keys of a house since it enrolled, the earliest first, and the epochs that were met."""

    keys: tuple[HouseKey, ...]
    numbers: Mapping[bytes, int]

    def key_for(self, seen: Seen) -> bytes:
        """Tell by which key an envelope of this number must be signed.

        The first one signs whatever is older: epochs of before the house enrolled.
        """
        later = (key for key in reversed(self.keys[1:]) if self._place(seen) > key.after)
        return next(later, self.keys[0]).verify_key

    def check(self, seen: Seen, change: KeyChange) -> None:
        """Raise BadEnvelope unless a change comes after all that are known, or is one of them."""
        place = self._place(seen)
        known = {key.after: key.verify_key for key in self.keys[1:]}
        if place <= self.keys[-1].after and known.get(place) != change.verify_key:
            raise BadEnvelope("The house has a later key already.")

    def _place(self, seen: Seen) -> Place:
        return self.numbers.get(seen.epoch, inf), seen.seq


_own = house_keys.alias("own")
_begun = (
    select(func.max(_own.c.number))
    .where((_own.c.house == epochs.c.house) & (_own.c.seq == 0))
    .correlate(epochs)
    .scalar_subquery()
)
# Each epoch that was met, with the keys that were told in it; asked twice for each request.
_LINES = (
    select(
        epochs.c.house, epochs.c.epoch, epochs.c.number, house_keys.c.verify_key, house_keys.c.seq
    )
    .select_from(epochs)
    .outerjoin(
        house_keys,
        (house_keys.c.house == epochs.c.house)
        & (house_keys.c.epoch == epochs.c.epoch)
        & (house_keys.c.number >= _begun),
    )
    .where(epochs.c.house.in_(bindparam("of", expanding=True)))
    .order_by(house_keys.c.number)
)


def line(connection: Connection, house: str) -> Line | None:
    """Read the keys of a house; None before it is enrolled."""
    return lines(connection, [house]).get(house)


def lines(connection: Connection, of: Collection[str]) -> dict[str, Line]:
    """Read the keys of some houses, by house; of those that are not enrolled there are none."""
    keys: dict[str, list[HouseKey]] = {}
    numbers: dict[str, dict[bytes, int]] = {}
    for house, epoch, met, key, seq in connection.execute(_LINES, {"of": list(of)}):
        numbers.setdefault(house, {})[epoch] = met
        if key is not None:
            keys.setdefault(house, []).append(HouseKey(key, (met, seq)))
    return {house: Line(tuple(found), numbers[house]) for house, found in keys.items()}


def begin(
    connection: Connection, house: str, verify_key: bytes, epoch: bytes, now: datetime
) -> None:
    """Begin a new line with the key by which a house enrolled; its epoch was met."""
    _add(connection, house, verify_key, epoch, 0, now)


def change(connection: Connection, seen: Seen, told: KeyChange, now: datetime) -> None:
    """Let a house sign by another key after the envelope that told it."""
    _add(connection, seen.house, told.verify_key, seen.epoch, seen.seq, now)
    changed = update(houses).where(houses.c.house == seen.house)
    connection.execute(changed.values(verify_key=told.verify_key))


def _add(
    connection: Connection, house: str, verify_key: bytes, epoch: bytes, seq: int, now: datetime
) -> None:
    last = select(func.max(house_keys.c.number)).where(house_keys.c.house == house)
    row = insert(house_keys).values(
        house=house,
        number=(connection.execute(last).scalar_one() or 0) + 1,
        verify_key=verify_key,
        epoch=epoch,
        seq=seq,
        since=int(now.timestamp()),
    )
    connection.execute(row)
