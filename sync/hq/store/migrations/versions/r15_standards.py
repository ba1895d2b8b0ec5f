"""Keep which standards count, from which month on."""

import sqlalchemy as sa
from alembic import op

revision = "15"
down_revision = "14"


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "standards",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("first_month", sa.Date, nullable=False),
        sa.Column("set_at", sa.BigInteger, nullable=False),
        sa.Column("set_by", sa.Text, nullable=False),
        sa.Column("targets", sa.Text, nullable=False),
    )
