"""Count arrivals by the index alone: each delivery was looked up in its table as well."""

from alembic import op

revision = "19"
down_revision = "18"


def upgrade() -> None:
    """Take this step."""
    op.drop_index("deliveries_message", "deliveries")
    op.create_index("deliveries_message", "deliveries", ["message", "house", "number"])
