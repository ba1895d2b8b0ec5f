"""The tables of headquarters; `house` leads every primary key of what belongs to a house.

Instants are whole unix seconds (UTC); a day is the house's own calendar day.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

version = Table("version", metadata, Column("number", Integer, primary_key=True))


def _house() -> Column[str]:
    return Column("house", Text, ForeignKey("houses.house"), primary_key=True)


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
    Index("houses_county", "county"),
)

# One row an epoch: `number` counts them in the order headquarters met them, `accepted` is the
# highest sequence number up to which everything came that the house signed.
epochs = Table(
    "epochs",
    metadata,
    _house(),
    Column("epoch", LargeBinary, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("accepted", BigInteger, nullable=False),
)

# The keys of a house, in their order: each signs what comes after the envelope that told it. `seq`
# 0: the house enrolled with it, and what earlier ones signed is refused.
house_keys = Table(
    "house_keys",
    metadata,
    _house(),
    Column("number", Integer, primary_key=True),
    Column("verify_key", LargeBinary, nullable=False),
    Column("epoch", LargeBinary, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
)

# Kept for ever: this is what makes sending twice harmless.
envelopes = Table(
    "envelopes",
    metadata,
    _house(),
    Column("epoch", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("hash", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("received_at", BigInteger, nullable=False),
)

# Which of them are of a version or a kind that this headquarters keeps for a later one.
unread = Table(
    "unread",
    metadata,
    _house(),
    Column("epoch", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
)

days = Table(
    "days",
    metadata,
    _house(),
    Column("day", Date, primary_key=True),
    Column("minutes_open", Integer, nullable=False),
    Column("present", Integer, nullable=False),
    Column("newcomers", Integer, nullable=False),
    Column("clock", Text, nullable=False),
    Column("health", Text, nullable=False),
    Column("epoch", LargeBinary, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Index("days_day", "day"),
)

# What a house told of each of its months: its sums, and all of it as JSON, as it came on the wire.
months = Table(
    "months",
    metadata,
    _house(),
    Column("month", Date, primary_key=True),
    Column("minutes_open", Integer, nullable=False),
    Column("children", Integer, nullable=False),
    Column("newcomers", Integer, nullable=False),
    Column("enrolled", Integer, nullable=False),
    Column("activity_minutes", Integer, nullable=False),
    Column("participations", Integer, nullable=False),
    Column("home_visits", Integer, nullable=False),
    Column("told", Text, nullable=False),
    Column("epoch", LargeBinary, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Index("months_month", "month"),
)

# The headcounts that a month told: they count where a day has not come by itself.
headcounts = Table(
    "headcounts",
    metadata,
    _house(),
    Column("day", Date, primary_key=True),
    Column("present", Integer, nullable=False),
    Index("headcounts_day", "day"),
)

quarantine = Table(
    "quarantine",
    metadata,
    _house(),
    Column("hash", LargeBinary, primary_key=True),
    Column("epoch", LargeBinary),
    Column("seq", BigInteger),
    Column("reason", Text, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("received_at", BigInteger, nullable=False),
)

# What was said to houses: to all, to those of a county, or to one. A reply is sealed to its house.
messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("county", Text),
    Column("to_house", Text, ForeignKey("houses.house")),
    Column("content", LargeBinary, nullable=False),
    Column("written_at", BigInteger, nullable=False),
    Column("written_by", Text, nullable=False),
)

# Under which number a house gets a message: each has a count of its own, without holes.
deliveries = Table(
    "deliveries",
    metadata,
    _house(),
    Column("number", Integer, primary_key=True),
    Column("message", Integer, ForeignKey("messages.id"), nullable=False),
    UniqueConstraint("house", "message"),
)

# What each house said last that it has; a restored house has less than before.
heard = Table(
    "heard",
    metadata,
    _house(),
    Column("epoch_number", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("has", BigInteger, nullable=False),
)

# Questions to the panel, and its replies once more, as they can be read by the panel alone.
questions = Table(
    "questions",
    metadata,
    _house(),
    Column("epoch", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("tag", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("reply", LargeBinary),
    Column("replied_at", BigInteger),
    Column("replied_by", Text),
    Index("questions_tag", "tag", unique=True),
    Index("questions_open", "received_at", postgresql_where=text("reply IS NULL")),
)

# A second factor of an account, sealed by a key that is not here; a step of digits counts once.
second_factors = Table(
    "second_factors",
    metadata,
    Column("account", Text, ForeignKey("accounts.name"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("last_step", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("account", Text, ForeignKey("accounts.name"), primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
)

# What people did; nothing here is ever changed.
audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("password", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("county", Text),
    Column("added_at", BigInteger, nullable=False),
    Column("last_signed_in", BigInteger),
)
