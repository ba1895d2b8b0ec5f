"""Which houses there are, by which keys they sign, and how far each of their epochs came."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, LargeBinary, Table, Text

from sync.hq.store.schema.common import house_column, metadata

houses = Table(
    "houses",
    metadata,
    Column("house", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("province", Text, nullable=False),
    Column("county", Text, nullable=False),
    Column("added_at", BigInteger, nullable=False),
    Column("code_hash", LargeBinary),
    Column("code_expires_at", BigInteger),
    Column("code_used_at", BigInteger),
    Column("verify_key", LargeBinary),
    Column("epoch", LargeBinary),
    Column("enrolled_at", BigInteger),
    Column("last_seen", BigInteger),
    Column("two_cards_since", BigInteger),
    Column("hq_keys", LargeBinary),
    Column("gaps", Text, nullable=False, server_default="[]"),
    Column("retired_on", Date),
    Column("retired_because", Text),
    # On which day somebody said so; of one that was retired before this was noted, nobody knows.
    Column("retirement_noted_on", Date),
    # When something was heard last, enrolling included, and until when that is well by its habit.
    Column("heard_at", BigInteger),
    Column("quiet_at", BigInteger),
    Index("houses_county", "county"),
    Index("houses_quiet", "quiet_at"),
    Index("houses_code", "code_hash"),
)

# The retirements that are over, in their order, with the days between which nobody waited for the
# house; there is at least one.
retirements = Table(
    "retirements",
    metadata,
    house_column(),
    Column("number", Integer, primary_key=True),
    Column("last_day", Date, nullable=False),
    Column("back_on", Date, nullable=False),
)

# One row an epoch: `number` counts them in the order headquarters met them, `accepted` is the
# highest sequence number up to which everything came that the house signed.
epochs = Table(
    "epochs",
    metadata,
    house_column(),
    Column("epoch", LargeBinary, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("accepted", BigInteger, nullable=False),
)

# The keys of a house, in their order: each signs what comes after the envelope that told it. `seq`
# 0: the house enrolled with it, and what earlier ones signed is refused.
house_keys = Table(
    "house_keys",
    metadata,
    house_column(),
    Column("number", Integer, primary_key=True),
    Column("verify_key", LargeBinary, nullable=False),
    Column("epoch", LargeBinary, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
)
