"""Remember which keys of headquarters each house has."""

import sqlalchemy as sa
from alembic import op

revision = "9"
down_revision = "8"


def upgrade() -> None:
    """Take this step."""
    op.add_column("houses", sa.Column("hq_keys", sa.LargeBinary))
