"""What was set aside: what a house signed and cannot be used, and what somebody else sent as it.

Whoever knows a house's id can post as much rubbish in its name as the door lets in. Of that a few
are kept to look at, shortened, and all are counted by day: it never takes more room than that, and
none from what the house signed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from sync.envelope import Seen
from sync.hq.store.schema import quarantine, strangers
from sync.hq.store.upserts import insert_unless_there

# A house whose card is damaged may sign rubbish itself: keep enough of it to look at.
MOST_SIGNED = 1000
# Of what it did not sign so many are kept, the first of the latest days; so many bytes of each.
MOST_UNSIGNED = 10
LONGEST_EXAMPLE = 1024
# So many days it is known how many came.
DAYS_COUNTED = 30


class Unusable(NamedTuple):
    """Hold bytes that cannot be used, their fingerprint, the header if there is one, and why."""

    data: bytes
    hash: bytes
    seen: Seen | None
    reason: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """Hold what the pages show of one envelope in quarantine."""

    seq: int | None
    reason: str
    received_at: int


@dataclass(frozen=True, slots=True)
class Strangers:
    """Tell how many envelopes came in a house's name that it did not sign, and when the last."""

    count: int
    last_at: int


_of_house = quarantine.c.house == bindparam("of")
_unsigned = _of_house & quarantine.c.is_signed.is_(False)
_latest = select(quarantine.c.hash).where(_unsigned)
_latest = _latest.order_by(quarantine.c.received_at.desc(), quarantine.c.hash)
_FORGET_OLDER = delete(quarantine).where(
    _unsigned, quarantine.c.hash.not_in(_latest.limit(MOST_UNSIGNED - 1))
)
_today = (strangers.c.house == bindparam("of")) & (strangers.c.day == bindparam("today"))
_ONE_MORE = (
    update(strangers)
    .where(_today)
    .values(count=strangers.c["count"] + 1, last_at=bindparam("moment"))
    .returning(strangers.c["count"])
)


def set_aside(connection: Connection, house: str, one: Unusable, now: datetime) -> None:
    """Put an envelope that its house signed in quarantine, once."""
    signed = (quarantine.c.house == house) & quarantine.c.is_signed
    count = select(func.count()).select_from(quarantine).where(signed)
    if connection.execute(count).scalar_one() < MOST_SIGNED:
        _put(connection, house, one, now, is_signed=True)


def note_stranger(connection: Connection, house: str, one: Unusable, now: datetime) -> None:
    """Count an envelope that bears a house's name and not its signature; keep the first of a day.

    The house is locked.
    """
    if _count(connection, house, now) <= MOST_UNSIGNED:
        connection.execute(_FORGET_OLDER, {"of": house})
        example = one._replace(data=one.data[:LONGEST_EXAMPLE])
        _put(connection, house, example, now, is_signed=False)


def _count(connection: Connection, house: str, now: datetime) -> int:
    """Count one more today, and tell how many that makes."""
    today, moment = now.astimezone(UTC).date(), int(now.timestamp())
    asked = {"of": house, "today": today, "moment": moment}
    counted: int | None = connection.execute(_ONE_MORE, asked).scalar_one_or_none()
    if counted is not None:
        return counted
    of_before = (strangers.c.house == house) & (strangers.c.day <= _first(now))
    connection.execute(delete(strangers).where(of_before))
    row = {"house": house, "day": today, "count": 1, "last_at": moment}
    connection.execute(insert(strangers).values(**row))
    return 1


def _first(now: datetime) -> date:
    """Tell the last day that is counted no longer."""
    return now.astimezone(UTC).date() - timedelta(days=DAYS_COUNTED)


def _put(
    connection: Connection, house: str, one: Unusable, now: datetime, *, is_signed: bool
) -> None:
    row = {
        "house": house,
        "hash": one.hash,
        "epoch": one.seen.epoch if one.seen else None,
        "seq": one.seen.seq if one.seen else None,
        "reason": one.reason,
        "envelope": one.data,
        "received_at": int(now.timestamp()),
        "is_signed": is_signed,
    }
    insert_unless_there(connection, [row], quarantine.c.house, quarantine.c.hash)


def forget(connection: Connection, house: str, fingerprints: Sequence[bytes]) -> None:
    """Take out of quarantine what has come as it should: before the one that tells its key."""
    same = (quarantine.c.house == house) & quarantine.c.hash.in_(fingerprints)
    connection.execute(delete(quarantine).where(same))


def in_quarantine(connection: Connection, house: str, most: int = 20) -> list[SetAside]:
    """List a house's envelopes in quarantine, newest first."""
    columns = (quarantine.c.seq, quarantine.c.reason, quarantine.c.received_at)
    newest = (quarantine.c.received_at.desc(), quarantine.c.seq)
    query = select(*columns).where(quarantine.c.house == house).order_by(*newest).limit(most)
    return [SetAside(*row) for row in connection.execute(query)]


def of_strangers(connection: Connection, house: str, now: datetime) -> Strangers | None:
    """Tell what came in a house's name in the days that are counted; None where nothing did."""
    columns = (func.sum(strangers.c["count"]), func.max(strangers.c.last_at))
    counted = (strangers.c.house == house) & (strangers.c.day > _first(now))
    count, last_at = connection.execute(select(*columns).where(counted)).one()
    return Strangers(int(count), last_at) if count else None
