"""Tell what a house signed, and cannot be used, from what anybody sent in its name."""

import sqlalchemy as sa
from alembic import op

revision = "21"
down_revision = "20"

_UNSIGNED = ("The signature is not right.", "It came among the envelopes of another house.")


def upgrade() -> None:
    """Take this step."""
    signed = sa.Column("is_signed", sa.Boolean, nullable=False, server_default=sa.true())
    op.add_column("quarantine", signed)
    aside = sa.table("quarantine", *map(sa.column, ("is_signed", "seq", "reason")))
    unsigned = aside.c.seq.is_(None) | aside.c.reason.in_(_UNSIGNED)
    op.execute(sa.update(aside).where(unsigned).values(is_signed=sa.false()))
    op.create_table(
        "strangers",
        sa.Column("house", sa.Text, sa.ForeignKey("houses.house"), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("last_at", sa.BigInteger, nullable=False),
    )
