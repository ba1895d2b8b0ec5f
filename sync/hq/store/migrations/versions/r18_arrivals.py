"""Find by a message who has it: with years of them, each page read all deliveries."""

from alembic import op

revision = "18"
down_revision = "17"


def upgrade() -> None:
    """Take this step."""
    op.create_index("deliveries_message", "deliveries", ["message"])
