"""Remember since when two cards speak as one house."""

import sqlalchemy as sa
from alembic import op

revision = "8"
down_revision = "7"


def upgrade() -> None:
    """Take this step."""
    op.add_column("houses", sa.Column("two_cards_since", sa.BigInteger))
