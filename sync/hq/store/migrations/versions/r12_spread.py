"""Let houses be spread over machines: no key and no reference reaches beyond one house."""

import sqlalchemy as sa
from alembic import op

revision = "12"
down_revision = "11"


def upgrade() -> None:
    """Take this step."""
    op.drop_index("questions_tag", "questions")
    op.create_index("questions_tag", "questions", ["tag"])
    op.create_index("houses_code", "houses", ["code_hash"])
    if op.get_context().dialect.name == "postgresql":
        op.drop_constraint("messages_to_house_fkey", "messages", type_="foreignkey")
    else:
        _write_anew()


def _write_anew() -> None:
    """Take the reference away as SQLite lets one: by new tables that take the names of the old."""
    op.create_table(
        "new_messages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("county", sa.Text),
        sa.Column("to_house", sa.Text),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("written_at", sa.BigInteger, nullable=False),
        sa.Column("written_by", sa.Text, nullable=False),
    )
    op.create_table(
        "new_deliveries",
        sa.Column("house", sa.Text, sa.ForeignKey("houses.house"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("message", sa.Integer, sa.ForeignKey("new_messages.id"), nullable=False),
        sa.UniqueConstraint("house", "message"),
    )
    columns = {
        "messages": "id, kind, county, to_house, content, written_at, written_by",
        "deliveries": "house, number, message",
    }
    for table, names in columns.items():
        op.execute(f"INSERT INTO new_{table} ({names}) SELECT {names} FROM {table}")
    # What refers goes first; what is renamed takes along who refers to it.
    for table in ("deliveries", "messages"):
        op.drop_table(table)
    for table in ("messages", "deliveries"):
        op.rename_table(f"new_{table}", table)
