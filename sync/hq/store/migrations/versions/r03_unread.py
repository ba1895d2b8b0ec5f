"""Tell what was kept before without effect: kinds that headquarters did not know then."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def _house() -> sa.Column[str]:
    return sa.Column("house", sa.Text, sa.ForeignKey("houses.house"), primary_key=True)


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "unread",
        _house(),
        sa.Column("epoch", sa.LargeBinary, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
    )
    op.execute(
        "INSERT INTO unread (house, epoch, seq, version, kind) "
        "SELECT house, epoch, seq, 1, kind FROM envelopes "
        "WHERE kind NOT IN ('day', 'lost', 'ask', 'message') AND NOT EXISTS (SELECT 1 FROM "
        "quarantine WHERE quarantine.house = envelopes.house AND quarantine.hash = envelopes.hash)"
    )
