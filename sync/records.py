"""The house's database as the wire uses it: its tables, a connection of one's own, transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils

from sync.errors import NotEnrolled

_TABLES = (
    """CREATE TABLE wire (
    id INTEGER PRIMARY KEY CHECK (id = 1), house TEXT NOT NULL, name TEXT NOT NULL,
    epoch BLOB NOT NULL, signing_key BLOB NOT NULL, hq_url TEXT NOT NULL,
    hq_sealing_key BLOB NOT NULL, hq_verify_key BLOB NOT NULL, recovery_key BLOB,
    enrolled_at INTEGER NOT NULL, acknowledged_seq INTEGER NOT NULL DEFAULT 0,
    acknowledged_at INTEGER, trouble TEXT
) STRICT""",
    """CREATE TABLE outbox (
    epoch BLOB NOT NULL, seq INTEGER NOT NULL CHECK (seq > 0), kind TEXT NOT NULL,
    envelope BLOB, minted_at INTEGER NOT NULL, acknowledged_at INTEGER, set_aside_at INTEGER,
    PRIMARY KEY (epoch, seq), CHECK (envelope IS NOT NULL OR acknowledged_at IS NOT NULL)
) STRICT""",
    """CREATE INDEX outbox_waiting ON outbox (seq)
    WHERE acknowledged_at IS NULL AND set_aside_at IS NULL""",
)

# earlier_keys: those of the house, each with the envelope that told the next one. earlier_hq_keys:
# those that headquarters had before. first_epoch, first_seq: the number that an envelope had
# before it was sent once more inside another one.
_KEYS_CHANGE = (
    """CREATE TABLE earlier_keys (
    number INTEGER PRIMARY KEY, signing_key BLOB NOT NULL, epoch BLOB NOT NULL,
    seq INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE earlier_hq_keys (
    number INTEGER PRIMARY KEY, sealing_key BLOB NOT NULL, verify_key BLOB
) STRICT""",
    "ALTER TABLE wire ADD COLUMN card TEXT",
    "ALTER TABLE outbox ADD COLUMN first_epoch BLOB",
    "ALTER TABLE outbox ADD COLUMN first_seq INTEGER",
    "ALTER TABLE outbox ADD COLUMN refused_before INTEGER NOT NULL DEFAULT 0",
)

# tries, next_try: as tries.py keeps them. month_bytes: what a month may cost. traffic: what it did.
_COSTS = (
    "ALTER TABLE wire ADD COLUMN tries INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE wire ADD COLUMN next_try INTEGER",
    "ALTER TABLE wire ADD COLUMN month_bytes INTEGER",
    """CREATE TABLE traffic (
    month TEXT PRIMARY KEY, sent INTEGER NOT NULL, received INTEGER NOT NULL, newest_on TEXT
) STRICT""",
)

_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")

# Seconds for which one program waits for another that writes to a slow card.
_PATIENCE = 15.0


def open_database(path: Path) -> sqlite_utils.Database:
    """Open a house's database on a connection of one's own; raise NotEnrolled if none is there."""
    if not _is_there(path):
        raise NotEnrolled(f"There is no house in {path.parent}.")
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return sqlite_utils.Database(connection, execute_plugins=False)


def _is_there(path: Path) -> bool:
    """Tell whether a file is there; of one that nobody may look for SQLite says what it is."""
    try:
        return path.exists()
    except PermissionError:
        return True


def create_tables(db: sqlite_utils.Database) -> None:
    """Create the tables of the wire and the outbox."""
    for table in _TABLES:
        db.execute(table)


def add_costs(db: sqlite_utils.Database) -> None:
    """Make room for what the wire costs, and for how long it waits after failed tries."""
    for change in _COSTS:
        db.execute(change)


def make_room_for_doubt(db: sqlite_utils.Database) -> None:
    """Make room for when headquarters first said that it has less than it had."""
    db.execute("ALTER TABLE wire ADD COLUMN doubted_at INTEGER")


def add_what_was_said(db: sqlite_utils.Database) -> None:
    """Make room for payloads that the house may show: an envelope is sealed to it as well."""
    db.execute("ALTER TABLE outbox ADD COLUMN said BLOB")


def let_keys_change(db: sqlite_utils.Database) -> None:
    """Make room for earlier keys, for the card, and for what is sent once more."""
    for change in _KEYS_CHANGE:
        db.execute(change)


@contextmanager
def snapshot(db: sqlite_utils.Database) -> Iterator[None]:
    """Read all as it was at one moment; nobody who writes waits for it."""
    with _begun(db, "BEGIN"):
        yield


@contextmanager
def transaction(db: sqlite_utils.Database) -> Iterator[None]:
    """Work in the transaction that there is, or in one of its own."""
    with _begun(db, "BEGIN IMMEDIATE"):
        yield


@contextmanager
def _begun(db: sqlite_utils.Database, begin: str) -> Iterator[None]:
    if db.conn.in_transaction:
        yield
        return
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise
