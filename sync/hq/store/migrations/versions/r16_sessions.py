"""Keep sessions and wrong tries here; let houses retire."""

import sqlalchemy as sa
from alembic import op

revision = "16"
down_revision = "15"


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "sessions",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("account", sa.Text, sa.ForeignKey("accounts.name"), nullable=False),
        sa.Column("began_at", sa.BigInteger, nullable=False),
    )
    op.create_index("sessions_account", "sessions", ["account"])
    op.create_table(
        "tries",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", sa.BigInteger, nullable=False),
    )
    op.add_column("houses", sa.Column("retired_on", sa.Date))
    op.add_column("houses", sa.Column("retired_because", sa.Text))
