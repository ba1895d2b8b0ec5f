"""Messages down: written once, numbered for each house as it hears of them, sent until it has them.

A house that never said what it has is of an earlier version: it would take nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    exists,
    func,
    insert,
    or_,
    select,
)

from sync import cbor
from sync.directions import Directions
from sync.errors import BadEnvelope
from sync.hq.keyring import Keyring
from sync.hq.store.schema import deliveries, envelopes, epochs, heard, houses, messages
from sync.hq.store.upserts import insert_or_replace
from sync.hq.told.word import Word
from sync.keys import hq_keys
from sync.materials import Material
from sync.messages import (
    ANNOUNCEMENT,
    BULLETINS,
    GONE,
    KEYS,
    MATERIAL,
    PANEL,
    ROOM,
    SETTINGS,
    Ask,
    Bulletin,
    Message,
    fitting,
    written_at,
)

# Who writes what nobody wrote.
ITSELF = "headquarters"

# What people write to houses, and look at again; a reply is for its house alone.
_SHOWN = (*BULLETINS, MATERIAL, SETTINGS)
_READERS: Mapping[str, type[Bulletin] | type[Directions]] = {
    SETTINGS: Directions,
    MATERIAL: Material,
}

# What a content may take: a number and a kind stand beside it.
MOST_BYTES = ROOM - 64

# What a backup knows of what a house has: it may have more, and nothing gets a number before it is
# known that it has not, or what it has.
OF_A_BACKUP = 0

# No house has had so many messages: one that says so is not numbered on from there.
_MOST_NUMBERED = 10**9

# An answer holds far fewer; what comes after these comes with the next one.
_MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Sent:
    """What was said or set, whom it is for, and how many houses have it, of how many.

    Those that have retired are not counted. is_replaced: a later training text of the same title
    took its place.
    """

    id: int
    kind: str
    said: Bulletin | Directions
    county: str | None
    house: str | None
    by: str
    arrived: int
    houses: int
    is_replaced: bool


def write(
    connection: Connection,
    kind: str,
    content: Mapping[str, Any],
    who: str,
    now: datetime,
    *,
    county: str | None = None,
    house: str | None = None,
) -> None:
    """Write a message to all houses, to those of a county, or to one.

    Raises BadEnvelope for one that no answer has room for: it would hold back all others for ever.
    """
    encoded = cbor.encode(dict(content))
    if len(encoded) > MOST_BYTES:
        raise BadEnvelope("The message is larger than an answer has room for.")
    row = insert(messages).values(
        kind=kind,
        county=county,
        to_house=house,
        content=encoded,
        written_at=int(now.timestamp()),
        written_by=who,
    )
    connection.execute(row)


def offer_keys(connection: Connection, ring: Keyring, now: datetime) -> None:
    """Tell all houses the keys of headquarters and of the panel, each once.

    Those too that were enrolled before there was a panel. As long as headquarters has the keys of
    its beginning, each house has them of its enrolment.
    """
    _offer(connection, PANEL, {"k": ring.panel_public}, now)
    if ring.earlier_sealing or ring.earlier_signing:
        _offer(connection, KEYS, hq_keys.content(ring.sealing_public, ring.verify_key), now)


def _offer(connection: Connection, kind: str, content: Mapping[str, Any], now: datetime) -> None:
    known = (messages.c.kind == kind) & (messages.c.content == cbor.encode(dict(content)))
    if connection.execute(select(messages.c.id).where(known).limit(1)).first() is None:
        write(connection, kind, content, ITSELF, now)


def note_heard(connection: Connection, one: Word[Ask]) -> bool:
    """Note what a house has, unless it said something later; tell whether this is the last word."""
    return bool(note_all_heard(connection, [one]))


def note_all_heard(connection: Connection, said: Sequence[Word[Ask]]) -> list[Word[Ask]]:
    """Note what houses have, one word of each; returns those that are the last ones."""
    rows = [
        {
            "house": one.seen.house,
            "epoch_number": one.number,
            "seq": one.seen.seq,
            "has": one.told.has,
        }
        for one in said
    ]
    key, later = (heard.c.house,), (heard.c.epoch_number, heard.c.seq)
    written = {house for (house,) in insert_or_replace(connection, rows, key, later)}
    return [one for one in said if one.seen.house in written]


def due(connection: Connection, house: str) -> list[Message]:
    """Give what is new for a house its numbers, and tell what it has not got, for one answer.

    The caller has locked the house: no other answer numbers at the same time.
    """
    query = select(heard.c.has, heard.c.epoch_number).where(heard.c.house == house)
    known = connection.execute(query).one_or_none()
    if known is None or (known[1] == OF_A_BACKUP and _misses_some(connection, house)):
        return []
    has = min(known[0], _MOST_NUMBERED)
    _number(connection, house, has)
    new = (
        select(deliveries.c.number, messages.c.kind, messages.c.content)
        .join(messages, messages.c.id == deliveries.c.message)
        .where((deliveries.c.house == house) & (deliveries.c.number > has))
        .order_by(deliveries.c.number)
        .limit(_MOST_AT_ONCE)
    )
    found = (
        Message(number, kind, _content(content))
        for number, kind, content in connection.execute(new)
    )
    return fitting(islice(_without_holes(has, found), _MOST_AT_ONCE))


def _without_holes(has: int, found: Iterable[Message]) -> Iterator[Message]:
    """Let a message that says nothing stand in for each number that was lost with a headquarters.

    A house that has come back with less takes nothing beyond a hole, and nobody else fills it.
    """
    expected = has + 1
    for message in found:
        yield from (Message(number, GONE, {}) for number in range(expected, message.number))
        yield message
        expected = message.number + 1


def _misses_some(connection: Connection, house: str) -> bool:
    """Tell whether there is a hole: a house that has said more since the backup tells it again."""
    same = (envelopes.c.house == epochs.c.house) & (envelopes.c.epoch == epochs.c.epoch)
    beyond = select(epochs.c.epoch).join(envelopes, same & (envelopes.c.seq > epochs.c.accepted))
    of_house = beyond.where(epochs.c.house == house).limit(1)
    return connection.execute(of_house).first() is not None


def waits() -> ColumnElement[bool]:
    """Whether there is a message that a house has not got; one that never asked waits for none."""
    of_house = deliveries.c.house == houses.c.house
    beyond = exists().where(of_house & (deliveries.c.number > heard.c.has))
    has_one = exists().where(of_house & (deliveries.c.message == messages.c.id))
    stands = messages.c.replaced_at.is_(None)
    new = exists().where(_is_for(), stands, ~has_one.correlate(houses, messages)).correlate(houses)
    numbered = beyond.correlate(houses, heard)
    return exists().where((heard.c.house == houses.c.house) & or_(numbered, new))


def sent(
    connection: Connection,
    county: str | None = None,
    most: int = 100,
    before: int | None = None,
    kinds: Sequence[str] = _SHOWN,
) -> list[Sent]:
    """List what was said and set, newest first; for a county what its houses get, and only this.

    before: only what was said before the message of this id.
    """
    query = select(messages).where(messages.c.kind.in_(kinds)).order_by(messages.c.id.desc())
    if county:
        query = query.where(exists().where(_is_for(), houses.c.county == county))
    if before is not None:
        query = query.where(messages.c.id < before)
    rows = connection.execute(query.limit(most)).mappings().all()
    counted = _counted(connection, [row["id"] for row in rows], county)
    return [_sent(row, *counted.get(row["id"], (0, 0))) for row in rows]


def _counted(
    connection: Connection, ids: Sequence[int], county: str | None
) -> dict[int, tuple[int, int]]:
    """Count for some messages how many houses have each, and for how many it is.

    Retired ones are left out: nobody waits for what they will never fetch.
    """
    retired = select(houses.c.house).where(houses.c.retired_on.is_not(None))
    meant = select(messages.c.id, func.count()).select_from(messages.join(houses, _is_for()))
    meant = meant.where(messages.c.id.in_(ids), houses.c.retired_on.is_(None))
    meant = meant.group_by(messages.c.id)
    have = (
        select(deliveries.c.message, func.count())
        .join(heard, heard.c.house == deliveries.c.house)
        .where(deliveries.c.message.in_(ids) & (deliveries.c.number <= heard.c.has))
        .where(heard.c.house.not_in(retired))
        .group_by(deliveries.c.message)
    )
    if county:
        meant = meant.where(houses.c.county == county)
        have = have.join(houses, houses.c.house == heard.c.house).where(houses.c.county == county)
    arrived = {row[0]: row[1] for row in connection.execute(have)}
    return {one: (arrived.get(one, 0), of) for one, of in connection.execute(meant)}


def _number(connection: Connection, house: str, has: int) -> None:
    """Give each message that is for a house and has no number there the next one.

    A house that has more than headquarters knows of, since this was restored from a backup, would
    pass over what gets a number again that it has seen.
    """
    has_one = exists().where(
        (deliveries.c.house == house) & (deliveries.c.message == messages.c.id)
    )
    new = (
        select(messages.c.id)
        .select_from(messages.join(houses, _is_for()))
        .where((houses.c.house == house) & ~has_one & messages.c.replaced_at.is_(None))
        .order_by(messages.c.id)
    )
    found: Sequence[int] = connection.execute(new).scalars().all()
    highest = select(func.max(deliveries.c.number)).where(deliveries.c.house == house)
    last = max(connection.execute(highest).scalar_one() or 0, has if has < _MOST_NUMBERED else 0)
    rows = [
        {"house": house, "number": number, "message": message}
        for number, message in enumerate(found, start=last + 1)
    ]
    if rows:
        connection.execute(insert(deliveries), rows)


def _is_for() -> ColumnElement[bool]:
    """Whether a message is for a house: old announcements are no news to one that was added since.

    Guidance and the panel's key are for every house, whenever it was added.
    """
    meant = or_(
        messages.c.to_house == houses.c.house,
        and_(
            messages.c.to_house.is_(None),
            or_(messages.c.county.is_(None), messages.c.county == houses.c.county),
        ),
    )
    is_news = or_(messages.c.kind != ANNOUNCEMENT, messages.c.written_at >= houses.c.added_at)
    return and_(meant, is_news)


def _sent(row: RowMapping, arrived: int, of: int) -> Sent:
    content = _content(row["content"])
    return Sent(
        id=row["id"],
        kind=row["kind"],
        said=_read(row["kind"], content),
        county=row["county"],
        house=row["to_house"],
        by=row["written_by"],
        arrived=arrived,
        houses=of,
        is_replaced=row["replaced_at"] is not None,
    )


def _read(kind: str, content: Mapping[str, Any]) -> Bulletin | Directions:
    """Read what was written; of settings that could be written once and no longer, only when."""
    try:
        return _READERS.get(kind, Bulletin).from_content(content)
    except BadEnvelope:
        if kind != SETTINGS:
            raise
        return Directions(written_at(content))


def _content(data: bytes) -> dict[str, Any]:
    content = cbor.decode(data)
    if not isinstance(content, dict):
        raise BadEnvelope("A message holds no map.")
    return content
