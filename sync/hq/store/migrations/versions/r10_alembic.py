"""Let Alembic count from here; what headquarters was before refuses this database."""

import sqlalchemy as sa
from alembic import op

revision = "10"
down_revision = "9"


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "version", sa.Column("number", sa.Integer, primary_key=True), if_not_exists=True
    )
    op.execute("DELETE FROM version")
    op.execute("INSERT INTO version (number) VALUES (10)")
    # The very first databases had no such index.
    op.create_index("days_day", "days", ["day"], if_not_exists=True)
