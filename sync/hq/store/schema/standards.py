"""What the houses should reach."""

from sqlalchemy import BigInteger, Column, Date, Integer, Table, Text

from sync.hq.store.schema.common import metadata

# Which standards count from a month on, with targets in percent; nothing here is ever changed.
standards = Table(
    "standards",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("first_month", Date, nullable=False),
    Column("set_at", BigInteger, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("targets", Text, nullable=False),
)
