"""What ever came from the houses, and what was set aside."""

from sqlalchemy import BigInteger, Boolean, Column, Date, LargeBinary, Table, Text, true

from sync.hq.store.schema.common import house_column, metadata

# Kept for ever: this is what makes sending twice harmless.
envelopes = Table(
    "envelopes",
    metadata,
    house_column(),
    Column("epoch", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("hash", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    Column("received_at", BigInteger, nullable=False),
)

# Their bytes, apart by the month in which they came: an old month can be taken away as a whole.
# Written with the row above and nothing else, which is why no reference is checked once more.
letters = Table(
    "letters",
    metadata,
    Column("house", Text, primary_key=True),
    Column("epoch", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("received_at", BigInteger, primary_key=True),
    Column("envelope", LargeBinary, nullable=False),
    postgresql_partition_by="RANGE (received_at)",
)

# Which of them are of a version or a kind that this headquarters keeps for a later one.
unread = Table(
    "unread",
    metadata,
    house_column(),
    Column("epoch", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    house_column(),
    Column("hash", LargeBinary, primary_key=True),
    Column("epoch", LargeBinary),
    Column("seq", BigInteger),
    Column("reason", Text, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    # What the house did not sign anybody may have sent: of that only the beginning is kept.
    Column("is_signed", Boolean, nullable=False, server_default=true()),
)

# How many a day came in a house's name that it did not sign.
strangers = Table(
    "strangers",
    metadata,
    house_column(),
    Column("day", Date, primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
)
