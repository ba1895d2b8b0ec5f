"""Training texts: a new one takes the place of that of its title, an empty one withdraws it."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from sync import cbor
from sync.hq.answer import post
from sync.hq.errors import Refused
from sync.hq.store.schema import messages
from sync.materials import Material
from sync.messages import MATERIAL


def write(
    connection: Connection,
    text: Material,
    who: str,
    now: datetime,
    *,
    county: str | None = None,
    house: str | None = None,
) -> None:
    """Write a training text; who was meant by the one of its title before has no need of that.

    Raises BadEnvelope where no answer has room for it.
    """
    of_same = (
        (messages.c.kind == MATERIAL)
        & messages.c.replaced_at.is_(None)
        & messages.c.county.is_not_distinct_from(county)
        & messages.c.to_house.is_not_distinct_from(house)
    )
    before = connection.execute(select(messages.c.id, messages.c.content).where(of_same)).all()
    same = [id_ for id_, content in before if _read(content).title == text.title]
    replaced = update(messages).where(messages.c.id.in_(same))
    connection.execute(replaced.values(replaced_at=int(now.timestamp())))
    post.write(connection, MATERIAL, text.content(), who, now, county=county, house=house)


def withdraw(connection: Connection, message: int, who: str, now: datetime) -> str:
    """Withdraw a text that stands, where it was sent to; returns its title. Raises Refused."""
    query = select(messages).where(messages.c.id == message, messages.c.replaced_at.is_(None))
    row = connection.execute(query.with_for_update()).mappings().one_or_none()
    text = _read(row["content"]) if row and row["kind"] == MATERIAL else None
    if row is None or text is None or text.is_withdrawn:
        raise Refused("There is no such training text.")
    empty = Material(int(now.timestamp()), text.title, "")
    write(connection, empty, who, now, county=row["county"], house=row["to_house"])
    return text.title


def _read(content: bytes) -> Material:
    return Material.from_content(cbor.decode(content))  # type: ignore[arg-type]
