"""What waits in the house to go to headquarters, in the house's own database.

Every function works inside the caller's transaction; without one, it makes its own.
"""

import secrets
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import sqlite_utils

from sync import cbor, envelope
from sync.answer import Answer
from sync.enrolment import Enrolment
from sync.errors import AlreadyEnrolled, BadEnvelope, NotEnrolled
from sync.keys import verify_key_of
from sync.status import WAITS

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
LOST = "lost"

_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")
_MOST, _MOST_BYTES = 100, 256 * 1024

# Seconds for which one program waits for another that writes to a slow card.
_PATIENCE = 15.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """One envelope that waits to go; `said` is its payload, where that may be read here."""

    epoch: bytes
    seq: int
    kind: str
    minted_at: int
    envelope: bytes
    said: Mapping[str, Any] | None = None


def open_database(path: Path) -> sqlite_utils.Database:
    """Open a house's database on a connection of one's own; raise NotEnrolled if none is there."""
    if not path.exists():
        raise NotEnrolled(f"There is no house in {path.parent}.")
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return sqlite_utils.Database(connection, execute_plugins=False)


def create_tables(db: sqlite_utils.Database) -> None:
    """Create the tables of the wire and the outbox."""
    for table in _TABLES:
        db.execute(table)


def add_what_was_said(db: sqlite_utils.Database) -> None:
    """Make room for payloads that the house may show: an envelope is sealed to it as well."""
    db.execute("ALTER TABLE outbox ADD COLUMN said BLOB")


def enrolment(db: sqlite_utils.Database) -> Enrolment | None:
    """Tell what the house knows of headquarters, or None before it is enrolled."""
    row = db.execute(
        "SELECT house, name, epoch, signing_key, hq_url, hq_sealing_key, hq_verify_key,"
        " recovery_key, enrolled_at, panel_key FROM wire"
    ).fetchone()
    return Enrolment(*row) if row else None


def need_enrolment(db: sqlite_utils.Database) -> Enrolment:
    """Tell what the house knows of headquarters. Raises NotEnrolled."""
    known = enrolment(db)
    if known is None:
        raise NotEnrolled("This house is not enrolled: run aiyou sync enrol.")
    return known


def save_enrolment(db: sqlite_utils.Database, enrolled: Enrolment) -> None:
    """Keep an enrolment; raise AlreadyEnrolled if there is one."""
    with transaction(db):
        refuse_second(db)
        db.execute(
            "INSERT INTO wire (id, house, name, epoch, signing_key, hq_url, hq_sealing_key,"
            " hq_verify_key, recovery_key, enrolled_at, panel_key)"
            " VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            astuple(enrolled),
        )


def refuse_second(db: sqlite_utils.Database) -> None:
    """Raise AlreadyEnrolled if the house knows headquarters."""
    known = enrolment(db)
    if known:
        raise AlreadyEnrolled(f"This house is enrolled already, as {known.house}.")


def new_epoch(db: sqlite_utils.Database) -> None:
    """Count anew after a restore, so that no number is given twice; what waits still goes.

    Headquarters is asked anew too: messages that the records do not hold any more come again.
    """
    with transaction(db):
        db.execute(
            "UPDATE wire SET epoch = ?, acknowledged_seq = 0, asked_at = NULL",
            (secrets.token_bytes(envelope.EPOCH_BYTES),),
        )


def put(
    db: sqlite_utils.Database,
    kind: str,
    payload: Mapping[str, Any],
    minted_at: int,
    *,
    readable: bool = False,
) -> int | None:
    """Mint the next envelope and keep it until headquarters has it.

    readable: keep beside it what it says, in clear: only for what a stolen card may tell.
    Returns its seq, or None (and keeps nothing) when the house is not enrolled.
    """
    with transaction(db):
        known = enrolment(db)
        if known is None:
            return None
        seq = _next_seq(db, known.epoch)
        clear = envelope.Envelope(known.house, known.epoch, seq, kind, payload)
        minted = envelope.mint(clear, known.signing_key, known.hq_sealing_key)
        said = cbor.encode(dict(payload)) if readable else None
        db.execute(
            "INSERT INTO outbox (epoch, seq, kind, envelope, minted_at, said)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (known.epoch, seq, kind, minted, minted_at, said),
        )
    return seq


def waiting(db: sqlite_utils.Database, limit: int = _MOST) -> list[Waiting]:
    """List what waits, oldest first: of one epoch, and at most what one request may carry."""
    return next(requests(everything_waiting(db, limit)), [])


def everything_waiting(db: sqlite_utils.Database, limit: int = -1) -> list[Waiting]:
    """List what waits, oldest first, of every epoch."""
    rows = db.execute(
        "SELECT epoch, seq, kind, minted_at, envelope, said FROM outbox"
        f" WHERE {WAITS} ORDER BY rowid LIMIT ?",
        (limit,),
    )
    return [
        Waiting(epoch, seq, kind, minted_at, data, read_said(said))
        for epoch, seq, kind, minted_at, data, said in rows.fetchall()
    ]


def requests(ones: Iterable[Waiting], most_bytes: int = _MOST_BYTES) -> Iterator[list[Waiting]]:
    """Part envelopes into requests: each of one epoch, and of so many bytes if it can be."""
    batch: list[Waiting] = []
    room = most_bytes
    for one in ones:
        room -= len(one.envelope)
        if batch and (room < 0 or len(batch) == _MOST or one.epoch != batch[0].epoch):
            yield batch
            batch, room = [], most_bytes - len(one.envelope)
        batch.append(one)
    if batch:
        yield batch


def read_said(said: bytes | None) -> Mapping[str, Any] | None:
    """Read what an envelope says, where it was kept and can be read."""
    try:
        value = cbor.decode(said) if said else None
    except BadEnvelope:
        return None
    return value if isinstance(value, dict) else None


def replace_broken(db: sqlite_utils.Database, ones: Iterable[Waiting] | None = None) -> int:
    """Mint anew, as kind `lost`, what waits but does not carry the house's signature any more.

    A card that loses a bit must not leave a hole in the numbers, which would hold back
    every later envelope. ones: of what waits (None: what one request carries).
    Returns how many.
    """
    known = enrolment(db)
    if known is None:
        return 0
    ones = waiting(db) if ones is None else ones
    broken = [one for one in ones if not _is_sound(one, known)]
    if broken:
        with transaction(db):
            for one in broken:
                _replace(db, one, known)
    return len(broken)


def acknowledge(
    db: sqlite_utils.Database, answer: Answer, carried: Collection[int] | None = None
) -> int:
    """Drop what headquarters has, set aside what it refused, and keep all headers.

    answer: verified. carried: the seqs that the answered request held; an answer says
    nothing of others, in whose name anyone may have sent rubbish (None: all that wait).
    Returns how many no longer wait. Raises BadEnvelope when the answer is for another
    house or epoch.
    """
    with transaction(db):
        known = enrolment(db)
        if known is None or answer.house != known.house or _next_seq(db, answer.epoch) == 1:
            raise BadEnvelope("The answer is for another house or epoch.")
        settled = {
            seq
            for seq in _seqs_waiting(db, answer.epoch)
            if seq <= answer.accepted and (carried is None or seq in carried)
        }
        _mark(db, "set_aside_at = ?", answer, settled.intersection(answer.refused))
        _mark(db, "envelope = NULL, acknowledged_at = ?", answer, settled - set(answer.refused))
        db.execute(
            "UPDATE wire SET acknowledged_at = :at,"
            " acknowledged_seq = iif(epoch = :epoch, :accepted, acknowledged_seq)"
            # One that travelled on a stick may be older than what is known already.
            " WHERE ifnull(acknowledged_at, 0) <= :at",
            {"at": answer.at, "epoch": answer.epoch, "accepted": answer.accepted},
        )
    return len(settled)


def note_trouble(db: sqlite_utils.Database, sentence: str | None) -> bool:
    """Keep why the last try failed (None: it did not) and tell whether that is news.

    Writes only news: a card wears out from what is written again and again.
    """
    with transaction(db):
        changed = db.execute(
            "UPDATE wire SET trouble = ? WHERE trouble IS NOT ?", (sentence, sentence)
        )
        return changed.rowcount > 0


def _next_seq(db: sqlite_utils.Database, epoch: bytes) -> int:
    (last,) = db.execute("SELECT max(seq) FROM outbox WHERE epoch = ?", (epoch,)).fetchone()
    return (last or 0) + 1


def _is_sound(one: Waiting, known: Enrolment) -> bool:
    try:
        envelope.verify(one.envelope, verify_key_of(known.signing_key))
    except BadEnvelope:
        return False
    return True


def _replace(db: sqlite_utils.Database, one: Waiting, known: Enrolment) -> None:
    lost = envelope.Envelope(known.house, one.epoch, one.seq, LOST, {"k": one.kind})
    db.execute(
        f"UPDATE outbox SET envelope = ? WHERE epoch = ? AND seq = ? AND {WAITS}",
        (envelope.mint(lost, known.signing_key, known.hq_sealing_key), one.epoch, one.seq),
    )


def _seqs_waiting(db: sqlite_utils.Database, epoch: bytes) -> set[int]:
    rows = db.execute(f"SELECT seq FROM outbox WHERE epoch = ? AND {WAITS}", (epoch,))
    return {seq for (seq,) in rows.fetchall()}


def _mark(db: sqlite_utils.Database, how: str, answer: Answer, seqs: Collection[int]) -> None:
    for seq in seqs:
        db.execute(
            f"UPDATE outbox SET {how} WHERE epoch = ? AND seq = ?", (answer.at, answer.epoch, seq)
        )


@contextmanager
def transaction(db: sqlite_utils.Database) -> Iterator[None]:
    """Work in the transaction that there is, or in one of its own."""
    if db.conn.in_transaction:
        yield
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise
