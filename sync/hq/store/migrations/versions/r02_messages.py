"""Write to the houses, and let the panel answer."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def _house() -> sa.Column[str]:
    return sa.Column("house", sa.Text, sa.ForeignKey("houses.house"), primary_key=True)


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("county", sa.Text),
        sa.Column("to_house", sa.Text, sa.ForeignKey("houses.house")),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("written_at", sa.BigInteger, nullable=False),
        sa.Column("written_by", sa.Text, nullable=False),
    )
    op.create_table(
        "deliveries",
        _house(),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("message", sa.Integer, sa.ForeignKey("messages.id"), nullable=False),
        sa.UniqueConstraint("house", "message"),
    )
    op.create_table(
        "heard",
        _house(),
        sa.Column("epoch_number", sa.Integer, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("has", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "questions",
        _house(),
        sa.Column("epoch", sa.LargeBinary, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True),
        sa.Column("tag", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("reply", sa.LargeBinary),
        sa.Column("replied_at", sa.BigInteger),
        sa.Column("replied_by", sa.Text),
    )
    op.create_index("questions_tag", "questions", ["tag"], unique=True)
    unanswered = sa.text("reply IS NULL")
    op.create_index("questions_open", "questions", ["received_at"], postgresql_where=unanswered)
