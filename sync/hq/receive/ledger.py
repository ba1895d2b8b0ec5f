"""What ever came from each house: kept envelopes and epochs."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    RowMapping,
    ScalarSelect,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    tuple_,
    update,
)

from sync.envelope import Seen
from sync.hq.receive import aside
from sync.hq.receive.judge import Good
from sync.hq.register import houses
from sync.hq.store.schema import envelopes, epochs, letters, unread
from sync.hq.store.upserts import insert_all, insert_unless_there

# Which letter holds the bytes of an envelope.
_OF_IT = and_(*(letters.c[one.name] == envelopes.c[one.name] for one in letters.primary_key))
_LETTERS = select(letters.c.envelope).select_from(envelopes.join(letters, _OF_IT))

# An envelope of a house: its epoch, and its number in that.
Key = tuple[bytes, int]


def known_hash(connection: Connection, seen: Seen) -> bytes | None:
    """Find the fingerprint under which this house, epoch and number already came."""
    query = select(envelopes.c.hash).where(
        (envelopes.c.house == seen.house)
        & (envelopes.c.epoch == seen.epoch)
        & (envelopes.c.seq == seen.seq)
    )
    return connection.execute(query).scalar_one_or_none()


def kept(connection: Connection, seen: Seen) -> bytes | None:
    """Find the bytes that came under this house, epoch and number; an old month's may be away."""
    came = (envelopes.c.house == seen.house) & (envelopes.c.epoch == seen.epoch)
    query = _LETTERS.where(came & (envelopes.c.seq == seen.seq))
    return connection.execute(query).scalar_one_or_none()


def keep(connection: Connection, seen: Seen, fingerprint: bytes, data: bytes, now: datetime) -> int:
    """Keep an envelope that its house signed for ever; returns the number of its epoch.

    It may have come before the one that tells its key, and have been set aside.
    """
    number = houses.note_epoch(connection, seen.house, seen.epoch)
    aside.forget(connection, seen.house, [fingerprint])
    key = {"house": seen.house, "epoch": seen.epoch, "seq": seen.seq}
    came = key | {"received_at": int(now.timestamp())}
    connection.execute(insert(envelopes).values(**came, hash=fingerprint, kind=seen.kind))
    connection.execute(insert(letters).values(**came, envelope=data))
    return number


def known_hashes(connection: Connection, house: str, ones: Iterable[Seen]) -> dict[Key, bytes]:
    """Find the fingerprints under which numbers of a house already came, by epoch and number."""
    wanted = [(one.epoch, one.seq) for one in ones]
    of = {"of": house, "epochs": list({epoch for epoch, _ in wanted})}
    found = connection.execute(_KNOWN, of | {"seqs": [seq for _, seq in wanted]})
    return {(epoch, seq): known for epoch, seq, known in found}


def keep_new(connection: Connection, ones: Sequence[Good], now: datetime) -> list[Good]:
    """Keep, of envelopes whose epochs were met, those whose number had not come; tell which."""
    moment = int(now.timestamp())
    rows = [
        {**_key(seen), "received_at": moment, "hash": one.hash, "kind": seen.kind}
        for one, seen in ones
    ]
    key = (envelopes.c.house, envelopes.c.epoch, envelopes.c.seq)
    came, new = insert_unless_there(connection, rows, *key), []
    for good in ones:
        # Of two that bear one number the first one came.
        if (number := tuple(_key(good.seen).values())) in came:
            came.remove(number)
            new.append(good)
    if new:
        of = [_key(seen) | {"received_at": moment, "envelope": one.data} for one, seen in new]
        insert_all(connection, letters, of)
    return new


def _key(seen: Seen) -> dict[str, Any]:
    return {"house": seen.house, "epoch": seen.epoch, "seq": seen.seq}


def keep_unread(connection: Connection, seen: Seen) -> None:
    """Remember that a kept envelope had no effect yet: a later headquarters may know its kind."""
    row = insert(unread).values(
        house=seen.house,
        epoch=seen.epoch,
        seq=seen.seq,
        version=seen.version,
        kind=seen.kind,
    )
    connection.execute(row)


def unread_kinds(connection: Connection) -> list[tuple[str, int, str]]:
    """List house, version and kind of what was kept without effect, each once."""
    query = select(unread.c.house, unread.c.version, unread.c.kind).distinct()
    return [(house, version, kind) for house, version, kind in connection.execute(query)]


def unread_of(connection: Connection, house: str) -> list[tuple[int, RowMapping]]:
    """List a house's unread envelopes with the numbers of their epochs, as the house sent them."""
    same = (envelopes.c.house == unread.c.house) & (envelopes.c.epoch == unread.c.epoch)
    of_epoch = (epochs.c.house == unread.c.house) & (epochs.c.epoch == unread.c.epoch)
    query = (
        select(envelopes, letters.c.envelope, epochs.c.number)
        .join(unread, same & (envelopes.c.seq == unread.c.seq))
        .join(letters, _OF_IT)
        .join(epochs, of_epoch)
        .where(unread.c.house == house)
        .order_by(epochs.c.number, envelopes.c.seq)
    )
    return [(row["number"], row) for row in connection.execute(query).mappings()]


def note_read(connection: Connection, seen: Seen) -> None:
    """Forget that an envelope had no effect."""
    header = (unread.c.house == seen.house) & (unread.c.epoch == seen.epoch)
    connection.execute(delete(unread).where(header & (unread.c.seq == seen.seq)))


def advance(connection: Connection, of: Collection[tuple[str, bytes]]) -> dict[str, int]:
    """Find the highest number up to which nothing is missing, and remember it.

    of: houses, each with one of its epochs. Of an epoch that was never met nothing is told.
    """
    rows = connection.execute(_ADVANCE, {"of": list(of)})
    return {row.house: row.accepted for row in rows}


def _whole() -> ScalarSelect[int]:
    """Find the last number before the first hole; null where the next one has not come."""

    def came(table: FromClause, seq: ColumnElement[int]) -> ColumnElement[bool]:
        of_epoch = (table.c.house == epochs.c.house) & (table.c.epoch == epochs.c.epoch)
        return exists().where(of_epoch & (table.c.seq == seq)).correlate(epochs, here)

    here, one = envelopes.alias("here"), envelopes.alias("one")
    of_epoch = (here.c.house == epochs.c.house) & (here.c.epoch == epochs.c.epoch)
    later = of_epoch & (here.c.seq > epochs.c.accepted)
    query = (
        select(here.c.seq)
        .where(later, came(one, epochs.c.accepted + 1), ~came(one, here.c.seq + 1))
        .order_by(here.c.seq)
        .limit(1)
    )
    return query.correlate(epochs).scalar_subquery()


# Each request asks these: a statement that is put together once costs a fifth.
_ADVANCE = (
    update(epochs)
    .where(tuple_(epochs.c.house, epochs.c.epoch).in_(bindparam("of", expanding=True)))
    .values(accepted=func.coalesce(_whole(), epochs.c.accepted))
    .returning(epochs.c.house, epochs.c.accepted)
)
_KNOWN = select(envelopes.c.epoch, envelopes.c.seq, envelopes.c.hash).where(
    (envelopes.c.house == bindparam("of"))
    & envelopes.c.epoch.in_(bindparam("epochs", expanding=True))
    & envelopes.c.seq.in_(bindparam("seqs", expanding=True))
)
