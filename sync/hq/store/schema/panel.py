"""What counselors ask the expert panel."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table, Text, text

from sync.hq.store.schema.common import house_column, metadata

# Questions to the panel, and its replies once more, as they can be read by the panel alone.
questions = Table(
    "questions",
    metadata,
    house_column(),
    Column("epoch", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("tag", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("reply", LargeBinary),
    Column("replied_at", BigInteger),
    Column("replied_by", Text),
    # Drawn from 64 bits: nothing has to look on all machines whether a tag is there already.
    Index("questions_tag", "tag"),
    Index("questions_open", "received_at", postgresql_where=text("reply IS NULL")),
)
