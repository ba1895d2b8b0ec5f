"""Sum up by house, county, province and program, beginning with all that was told before."""

import sqlalchemy as sa
from alembic import op

revision = "14"
down_revision = "13"


def _sums() -> list[sa.Column[int]]:
    names = ("told", "open_days", "minutes_open", "child_days", "newcomers")
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "stale",
        sa.Column("house", sa.Text, primary_key=True),
        sa.Column("epoch", sa.LargeBinary, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
    )
    op.create_table(
        "house_months",
        sa.Column("house", sa.Text, primary_key=True),
        sa.Column("month", sa.Date, primary_key=True),
        *_sums(),
    )
    op.create_table(
        "last_days",
        sa.Column("house", sa.Text, primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("present", sa.Integer, nullable=False),
        sa.Column("health", sa.Text, nullable=False),
        sa.Column("is_worrying", sa.Boolean, nullable=False),
    )
    op.create_index("last_days_worrying", "last_days", ["is_worrying", "house"])
    op.create_table(
        "place_days",
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        *_sums(),
    )
    op.create_table(
        "place_gaps",
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("before", sa.Date, primary_key=True),
        sa.Column("houses", sa.Integer, nullable=False),
    )
    op.create_table(
        "place_months",
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("figure", sa.Text, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    _mark_all()


def _mark_all() -> None:
    """Let the first who looks sum up everything: one mark a house, and one for its headcounts."""
    empty = sa.bindparam("empty", b"", sa.LargeBinary)
    for seq, table in enumerate(("days", "headcounts")):
        told = sa.table(table, sa.column("house"), sa.column("day", sa.Date))
        edges = sa.func.min(told.c.day), sa.func.max(told.c.day)
        every = sa.select(told.c.house, empty, sa.literal(seq), *edges).group_by(told.c.house)
        _insert(every)
    months = sa.table("months", sa.column("house"), sa.column("month", sa.Date))
    edges = sa.func.min(months.c.month), sa.func.max(months.c.month)
    _insert(sa.select(months.c.house, empty, sa.literal(2), *edges).group_by(months.c.house))


def _insert(marks: sa.Select[tuple[object, ...]]) -> None:
    names = ["house", "epoch", "seq", "first", "last"]
    stale = sa.table("stale", *map(sa.column, names))
    op.get_bind().execute(sa.insert(stale).from_select(names, marks))
