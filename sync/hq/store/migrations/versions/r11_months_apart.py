"""Keep the letters' bytes apart from what is known of them, and on PostgreSQL months apart."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "11"
down_revision = "10"


def upgrade() -> None:
    """Take this step."""
    is_apart = op.get_context().dialect.name == "postgresql"
    op.create_table(
        "letters",
        sa.Column("house", sa.Text, primary_key=True),
        sa.Column("epoch", sa.LargeBinary, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True),
        sa.Column("received_at", sa.BigInteger, primary_key=True),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
        postgresql_partition_by="RANGE (received_at)",
    )
    if is_apart:
        came = "date_trunc('month', to_timestamp(received_at) AT TIME ZONE 'UTC')"
        _make_partitions("letters", f"SELECT DISTINCT {came} FROM envelopes")
    columns = "house, epoch, seq, received_at, envelope"
    op.execute(f"INSERT INTO letters ({columns}) SELECT {columns} FROM envelopes")
    op.drop_column("envelopes", "envelope")
    if is_apart:
        for table in ("days", "headcounts"):
            _part(table)


def _part(table: str) -> None:
    """Put a table with a column `day` in partitions in its own place."""
    op.execute(f"ALTER TABLE {table} RENAME TO {table}_whole")
    op.execute(f"ALTER TABLE {table}_whole RENAME CONSTRAINT {table}_pkey TO {table}_whole_pkey")
    op.execute(f"DROP INDEX {table}_day")
    keys = (
        f"CONSTRAINT {table}_pkey PRIMARY KEY (house, day)",
        f"CONSTRAINT {table}_house_fkey FOREIGN KEY (house) REFERENCES houses (house)",
    )
    whole = f"LIKE {table}_whole, {', '.join(keys)}"
    op.execute(f"CREATE TABLE {table} ({whole}) PARTITION BY RANGE (day)")
    op.create_index(f"{table}_day", table, ["day"])
    outer = {
        "before": "FROM (MINVALUE) TO ('2024-01-01')",
        "after": "FROM ('2050-01-01') TO (MAXVALUE)",
    }
    for name, span in outer.items():
        op.execute(f"CREATE TABLE {table}_{name} PARTITION OF {table} FOR VALUES {span}")
    months = f"SELECT DISTINCT date_trunc('month', day::timestamp) FROM {table}_whole"
    _make_partitions(table, f"{months} WHERE day >= '2024-01-01' AND day < '2050-01-01'")
    op.execute(f"INSERT INTO {table} SELECT * FROM {table}_whole")
    op.execute(f"DROP TABLE {table}_whole")


def _make_partitions(table: str, months: str) -> None:
    for month in op.get_bind().execute(sa.text(months)).scalars():
        first = month.replace(tzinfo=UTC)
        last = datetime(first.year + first.month // 12, first.month % 12 + 1, 1, tzinfo=UTC)
        bounds = [_bound(table, one) for one in (first, last)]
        op.execute(
            f"CREATE TABLE {table}_{first:%Y_%m} PARTITION OF {table} "
            f"FOR VALUES FROM ({bounds[0]}) TO ({bounds[1]})"
        )


def _bound(table: str, moment: datetime) -> str:
    return str(int(moment.timestamp())) if table == "letters" else f"'{moment:%Y-%m-%d}'"
