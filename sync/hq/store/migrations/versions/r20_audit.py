"""Find what somebody did, or what was done since a day, without reading all that was ever done."""

from alembic import op

revision = "20"
down_revision = "19"


def upgrade() -> None:
    """Take this step."""
    op.create_index("audit_who", "audit", ["who", "id"])
    op.create_index("audit_action", "audit", ["action", "id"])
    op.create_index("audit_at", "audit", ["at", "id"])
