"""Receive from houses, and show to accounts."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision: None = None


def _house() -> sa.Column[str]:
    return sa.Column("house", sa.Text, sa.ForeignKey("houses.house"), primary_key=True)


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "houses",
        sa.Column("house", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("province", sa.Text, nullable=False),
        sa.Column("county", sa.Text, nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("code_hash", sa.LargeBinary),
        sa.Column("code_expires_at", sa.BigInteger),
        sa.Column("code_used_at", sa.BigInteger),
        sa.Column("verify_key", sa.LargeBinary),
        sa.Column("epoch", sa.LargeBinary),
        sa.Column("enrolled_at", sa.BigInteger),
        sa.Column("last_seen", sa.BigInteger),
    )
    op.create_index("houses_county", "houses", ["county"])
    op.create_table(
        "epochs",
        _house(),
        sa.Column("epoch", sa.LargeBinary, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("accepted", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "envelopes",
        _house(),
        sa.Column("epoch", sa.LargeBinary, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "days",
        _house(),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("minutes_open", sa.Integer, nullable=False),
        sa.Column("present", sa.Integer, nullable=False),
        sa.Column("newcomers", sa.Integer, nullable=False),
        sa.Column("clock", sa.Text, nullable=False),
        sa.Column("health", sa.Text, nullable=False),
        sa.Column("epoch", sa.LargeBinary, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
    )
    op.create_index("days_day", "days", ["day"])
    op.create_table(
        "quarantine",
        _house(),
        sa.Column("hash", sa.LargeBinary, primary_key=True),
        sa.Column("epoch", sa.LargeBinary),
        sa.Column("seq", sa.BigInteger),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("county", sa.Text),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("last_signed_in", sa.BigInteger),
    )
