"""What is summed up of the days and the months, so that a page over years reads few rows.

All of it can be made again from what the houses told. None of these tables refers to `houses`: the
lock which that takes would let whoever receives wait for whoever sums up.
"""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, LargeBinary, Table, Text

from sync.hq.store.schema.common import metadata

# Of which days something new was told and is not summed up yet: a row for the envelope that told it
# (or b"" and 0), so that no two ever write the same row.
stale = Table(
    "stale",
    metadata,
    Column("house", Text, primary_key=True),
    Column("epoch", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
)


def _sums() -> list[Column[int]]:
    names = ("told", "open_days", "minutes_open", "child_days", "newcomers")
    return [Column(name, Integer, nullable=False) for name in names]


# The days of a month of a house: how many were told, how many were open, and their sums.
house_months = Table(
    "house_months",
    metadata,
    Column("house", Text, primary_key=True),
    Column("month", Date, primary_key=True),
    *_sums(),
)

# The latest day that a house told by itself, and not before its time, and whether its machine needs
# somebody.
last_days = Table(
    "last_days",
    metadata,
    Column("house", Text, primary_key=True),
    Column("day", Date, nullable=False),
    Column("present", Integer, nullable=False),
    Column("health", Text, nullable=False),
    Column("is_worrying", Boolean, nullable=False),
    Index("last_days_worrying", "is_worrying", "house"),
)

# A day of a county, a province or the program (""): by how many houses it was told, and the sums.
place_days = Table(
    "place_days",
    metadata,
    Column("place", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    *_sums(),
)

# How many of those houses told no day after `before`: so the houses of any period can be counted
# each once, without looking at any house.
place_gaps = Table(
    "place_gaps",
    metadata,
    Column("place", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("before", Date, primary_key=True),
    Column("houses", Integer, nullable=False),
)

# What the houses of a place told of a month, summed up by the names of sync.hq.told.facts.
place_months = Table(
    "place_months",
    metadata,
    Column("place", Text, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("figure", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)
