"""Remember for which days a house was retired that was brought back: nobody waited for it then."""

import sqlalchemy as sa
from alembic import op

revision = "24"
down_revision = "23"


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "retirements",
        sa.Column("house", sa.Text, sa.ForeignKey("houses.house"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("back_on", sa.Date, nullable=False),
    )
