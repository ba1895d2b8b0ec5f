"""Who may look at headquarters, and what they did."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from sync.hq.store.schema.common import metadata

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
    Index("audit_who", "who", "id"),
    Index("audit_action", "action", "id"),
    Index("audit_at", "at", "id"),
)

# Who is signed in: by the hash of what the cookie names. It ends when its row goes.
sessions = Table(
    "sessions",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("account", Text, ForeignKey("accounts.name"), nullable=False),
    Column("began_at", BigInteger, nullable=False),
    Index("sessions_account", "account"),
)

# Wrong tries to sign in, by the hash of what they are counted under; forgotten after a day.
tries = Table(
    "tries",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False),
)
