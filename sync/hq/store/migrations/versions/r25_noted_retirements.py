"""Note on which day a house was retired: who takes that back on the same day had made a mistake."""

import sqlalchemy as sa
from alembic import op

revision = "25"
down_revision = "24"


def upgrade() -> None:
    """Take this step."""
    op.add_column("houses", sa.Column("retirement_noted_on", sa.Date))
