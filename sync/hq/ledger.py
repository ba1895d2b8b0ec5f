"""What ever came from each house: kept envelopes, epochs, and what was set aside."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from sync.envelope import Seen
from sync.hq import houses
from sync.hq.schema import envelopes, epochs, quarantine

# Whoever knows a house's id can post rubbish in its name: keep enough of it to look at.
MOST_SET_ASIDE = 1000


@dataclass(frozen=True, slots=True)
class SetAside:
    """Hold what the pages show of one envelope in quarantine."""

    seq: int | None
    reason: str
    received_at: int


def known_hash(connection: Connection, seen: Seen) -> bytes | None:
    """Find the fingerprint under which this house, epoch and number already came."""
    query = select(envelopes.c.hash).where(
        (envelopes.c.house == seen.house)
        & (envelopes.c.epoch == seen.epoch)
        & (envelopes.c.seq == seen.seq)
    )
    return connection.execute(query).scalar_one_or_none()


def keep(connection: Connection, seen: Seen, fingerprint: bytes, data: bytes, now: datetime) -> int:
    """Keep an envelope that its house signed for ever; returns the number of its epoch."""
    number = houses.note_epoch(connection, seen.house, seen.epoch)
    row = insert(envelopes).values(
        house=seen.house,
        epoch=seen.epoch,
        seq=seen.seq,
        hash=fingerprint,
        kind=seen.kind,
        envelope=data,
        received_at=int(now.timestamp()),
    )
    connection.execute(row)
    return number


def advance(connection: Connection, house: str, epoch: bytes) -> int:
    """Find the highest number of an epoch up to which nothing is missing, and remember it."""
    of_epoch = (epochs.c.house == house) & (epochs.c.epoch == epoch)
    before = connection.execute(select(epochs.c.accepted).where(of_epoch)).scalar_one_or_none()
    if before is None:
        return 0
    of_letters = (envelopes.c.house == house) & (envelopes.c.epoch == epoch)
    later = select(envelopes.c.seq).where(of_letters & (envelopes.c.seq > before))
    accepted: int = before
    for seq in connection.execute(later.order_by(envelopes.c.seq)).scalars():
        if seq != accepted + 1:
            break
        accepted = seq
    if accepted != before:
        connection.execute(update(epochs).where(of_epoch).values(accepted=accepted))
    return accepted


def set_aside(
    connection: Connection,
    house: str,
    fingerprint: bytes,
    data: bytes,
    seen: Seen | None,
    reason: str,
    now: datetime,
) -> None:
    """Put bytes that cannot be used in quarantine, once, with the reason."""
    of_house = quarantine.c.house == house
    same = select(quarantine.c.reason).where(of_house & (quarantine.c.hash == fingerprint))
    count = select(func.count()).select_from(quarantine).where(of_house)
    if connection.execute(same).one_or_none() is not None:
        return
    if connection.execute(count).scalar_one() >= MOST_SET_ASIDE:
        return
    row = insert(quarantine).values(
        house=house,
        hash=fingerprint,
        epoch=seen.epoch if seen else None,
        seq=seen.seq if seen else None,
        reason=reason,
        envelope=data,
        received_at=int(now.timestamp()),
    )
    connection.execute(row)


def in_quarantine(connection: Connection, house: str, most: int = 20) -> list[SetAside]:
    """List a house's envelopes in quarantine, newest first."""
    columns = (quarantine.c.seq, quarantine.c.reason, quarantine.c.received_at)
    newest = (quarantine.c.received_at.desc(), quarantine.c.seq)
    query = select(*columns).where(quarantine.c.house == house).order_by(*newest).limit(most)
    return [SetAside(*row) for row in connection.execute(query)]
