"""What is known of houses that speak: locked, so that nobody else changes it meanwhile."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, exists, select

from sync.hq.register import house_keys, houses
from sync.hq.register.house_keys import Line
from sync.hq.register.houses import House
from sync.hq.store import schema


@dataclass(frozen=True, slots=True)
class Known:
    """Hold a house and its keys; has_aside: whether something in its name is in quarantine."""

    house: House
    line: Line
    has_aside: bool


# In one order: two who lock some of the same houses never wait for each other.
_LOCKED = (
    select(
        schema.houses,
        exists().where(schema.quarantine.c.house == schema.houses.c.house).label("has_aside"),
    )
    .where(schema.houses.c.house.in_(bindparam("of", expanding=True)))
    .order_by(schema.houses.c.house)
    .with_for_update()
)


def lock(connection: Connection, of: Collection[str]) -> dict[str, Known]:
    """Lock houses until the transaction ends; of those that are not enrolled nothing is told."""
    rows = connection.execute(_LOCKED, {"of": list(of)}).mappings().all()
    lines = house_keys.lines(connection, of)
    return {
        row["house"]: Known(
            houses.read(row),
            lines[row["house"]],
            row["has_aside"],
        )
        for row in rows
        if row["house"] in lines
    }
