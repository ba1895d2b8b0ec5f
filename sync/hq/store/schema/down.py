"""What is said to the houses, and what of it each has."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from sync.hq.store.schema.common import house_column, metadata

# What was said to houses: to all, to those of a county, or to one. A reply is sealed to its house.
messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("county", Text),
    # No reference: what is said is kept whole on every machine, the houses are spread over them.
    Column("to_house", Text),
    Column("content", LargeBinary, nullable=False),
    Column("written_at", BigInteger, nullable=False),
    Column("written_by", Text, nullable=False),
    # When a later training text of the same title took its place.
    Column("replaced_at", BigInteger),
)

# Under which number a house gets a message: each has a count of its own, without holes.
deliveries = Table(
    "deliveries",
    metadata,
    house_column(),
    Column("number", Integer, primary_key=True),
    Column("message", Integer, ForeignKey("messages.id"), nullable=False),
    UniqueConstraint("house", "message"),
    # All that counting its arrivals needs.
    Index("deliveries_message", "message", "house", "number"),
)

# What each house said last that it has; a restored house has less than before.
heard = Table(
    "heard",
    metadata,
    house_column(),
    Column("epoch_number", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("has", BigInteger, nullable=False),
)
