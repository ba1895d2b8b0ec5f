"""Remember which training texts another one took the place of."""

import sqlalchemy as sa
from alembic import op

revision = "13"
down_revision = "12"


def upgrade() -> None:
    """Take this step."""
    op.add_column("messages", sa.Column("replaced_at", sa.BigInteger))
