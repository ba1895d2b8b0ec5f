"""What ever came from each house: kept envelopes, epochs, and what was set aside."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from sync.envelope import Envelope, Seen
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


def known_hash(connection: Connection, opened: Envelope) -> bytes | None:
    """Find the fingerprint under which this house, epoch and number already came."""
    query = select(envelopes.c.hash).where(
        (envelopes.c.house == opened.house)
        & (envelopes.c.epoch == opened.epoch)
        & (envelopes.c.seq == opened.seq)
    )
    return connection.execute(query).scalar_one_or_none()


def keep(
    connection: Connection, opened: Envelope, fingerprint: bytes, data: bytes, now: datetime
) -> None:
    """Keep an envelope for ever, and its epoch when it is the first of it."""
    of_epoch = (epochs.c.house == opened.house) & (epochs.c.epoch == opened.epoch)
    if connection.execute(select(epochs.c.number).where(of_epoch)).one_or_none() is None:
        houses.note_epoch(connection, opened.house, opened.epoch)
    row = insert(envelopes).values(
        house=opened.house,
        epoch=opened.epoch,
        seq=opened.seq,
        hash=fingerprint,
        kind=opened.kind,
        envelope=data,
        received_at=int(now.timestamp()),
    )
    connection.execute(row)


def advance(connection: Connection, house: str, epoch: bytes) -> int:
    """Find the highest number up to which everything was kept or refused, and remember it."""
    of_epoch = (epochs.c.house == house) & (epochs.c.epoch == epoch)
    before = connection.execute(select(epochs.c.accepted).where(of_epoch)).scalar_one_or_none() or 0
    accepted = before
    for seq in _came_after(connection, house, epoch, before):
        if seq != accepted + 1:
            break
        accepted = seq
    if accepted != before:
        connection.execute(update(epochs).where(of_epoch).values(accepted=accepted))
    return accepted


def _came_after(connection: Connection, house: str, epoch: bytes, before: int) -> list[int]:
    kept, aside = (
        select(table.c.seq).where(
            (table.c.house == house) & (table.c.epoch == epoch) & (table.c.seq > before)
        )
        for table in (envelopes, quarantine)
    )
    return sorted(connection.execute(kept.union(aside)).scalars())


def refused(connection: Connection, house: str, epoch: bytes) -> set[int]:
    """List the numbers of an epoch that came, were set aside, and have not come good since."""
    kept = select(envelopes.c.seq).where(
        (envelopes.c.house == house) & (envelopes.c.epoch == epoch)
    )
    query = select(quarantine.c.seq).where(
        (quarantine.c.house == house) & (quarantine.c.epoch == epoch)
    )
    return set(connection.execute(query.where(quarantine.c.seq.not_in(kept))).scalars())


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
