"""What the houses told of their days and months."""

from datetime import date

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    event,
    text,
)

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
    postgresql_partition_by="RANGE (day)",
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
    postgresql_partition_by="RANGE (day)",
)

# A house whose clock is wrong may tell of any day: what lies before and after the months that are
# kept apart has one partition each, which is never parted again.
FIRST_MONTH, LAST_MONTH = date(2024, 1, 1), date(2050, 1, 1)
_OUTER = {
    "before": f"FROM (MINVALUE) TO ('{FIRST_MONTH}')",
    "after": f"FROM ('{LAST_MONTH}') TO (MAXVALUE)",
}


def _make_outer(table: Table, connection: Connection, **_: object) -> None:
    if connection.dialect.name == "postgresql":
        for name, span in _OUTER.items():
            part = f"CREATE TABLE {table.name}_{name} PARTITION OF {table.name} FOR VALUES {span}"
            connection.execute(text(part))


for one in (days, headcounts):
    event.listen(one, "after_create", _make_outer)
