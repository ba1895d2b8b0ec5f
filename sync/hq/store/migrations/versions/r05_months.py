"""Keep the months that houses tell."""

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"


def _house() -> sa.Column[str]:
    return sa.Column("house", sa.Text, sa.ForeignKey("houses.house"), primary_key=True)


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "months",
        _house(),
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("minutes_open", sa.Integer, nullable=False),
        sa.Column("children", sa.Integer, nullable=False),
        sa.Column("newcomers", sa.Integer, nullable=False),
        sa.Column("enrolled", sa.Integer, nullable=False),
        sa.Column("activity_minutes", sa.Integer, nullable=False),
        sa.Column("participations", sa.Integer, nullable=False),
        sa.Column("home_visits", sa.Integer, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("epoch", sa.LargeBinary, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
    )
    op.create_index("months_month", "months", ["month"])
    op.create_table(
        "headcounts",
        _house(),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("present", sa.Integer, nullable=False),
    )
    op.create_index("headcounts_day", "headcounts", ["day"])
