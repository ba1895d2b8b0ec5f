"""Begin the line of each house's keys with the one that it has."""

import sqlalchemy as sa
from alembic import op

revision = "7"
down_revision = "6"


def _house() -> sa.Column[str]:
    return sa.Column("house", sa.Text, sa.ForeignKey("houses.house"), primary_key=True)


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "house_keys",
        _house(),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("verify_key", sa.LargeBinary, nullable=False),
        sa.Column("epoch", sa.LargeBinary, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
    )
    op.execute(
        "INSERT INTO house_keys (house, number, verify_key, epoch, seq, since) "
        "SELECT house, 1, verify_key, epoch, 0, enrolled_at FROM houses "
        "WHERE verify_key IS NOT NULL"
    )
