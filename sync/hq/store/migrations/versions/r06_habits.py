"""Remember how long each house used to be silent."""

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = "5"


def upgrade() -> None:
    """Take this step."""
    gaps = sa.Column("gaps", sa.Text, nullable=False, server_default="[]")
    op.add_column("houses", gaps)
