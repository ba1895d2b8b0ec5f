"""What the houses told of their days and months."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, LargeBinary, Table, Text

from sync.hq.store.schema.common import house_column, metadata

days = Table(
    "days",
    metadata,
    house_column(),
    Column("day", Date, primary_key=True),
    Column("minutes_open", Integer, nullable=False),
    Column("present", Integer, nullable=False),
    Column("newcomers", Integer, nullable=False),
    Column("clock", Text, nullable=False),
    Column("health", Text, nullable=False),
    Column("epoch", LargeBinary, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Index("days_day", "day"),
)

# What a house told of each of its months: its sums, and all of it as JSON, as it came on the wire.
months = Table(
    "months",
    metadata,
    house_column(),
    Column("month", Date, primary_key=True),
    Column("minutes_open", Integer, nullable=False),
    Column("children", Integer, nullable=False),
    Column("newcomers", Integer, nullable=False),
    Column("enrolled", Integer, nullable=False),
    Column("activity_minutes", Integer, nullable=False),
    Column("participations", Integer, nullable=False),
    Column("home_visits", Integer, nullable=False),
    Column("told", Text, nullable=False),
    Column("epoch", LargeBinary, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Index("months_month", "month"),
)

# The headcounts that a month told: they count where a day has not come by itself.
headcounts = Table(
    "headcounts",
    metadata,
    house_column(),
    Column("day", Date, primary_key=True),
    Column("present", Integer, nullable=False),
    Index("headcounts_day", "day"),
)
