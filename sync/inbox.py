"""What came to the house from headquarters, in the house's own database.

Messages of kinds that are not known here are kept for a version that knows them.
Every function works inside the caller's transaction; without one, it makes its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from sync import cbor, enrolment, outbox, records, waiting
from sync.answer import Answer
from sync.errors import BadEnvelope
from sync.keys import KEY_BYTES, hq_keys
from sync.messages import ASK, KEYS, PANEL, Ask, Message
from sync.waiting import WAITS

_TABLES = (
    """CREATE TABLE inbox (
    number INTEGER PRIMARY KEY CHECK (number > 0), kind TEXT NOT NULL, content BLOB NOT NULL,
    came_at INTEGER NOT NULL, read_at INTEGER
) STRICT""",
    "CREATE INDEX inbox_unread ON inbox (kind) WHERE read_at IS NULL",
    "ALTER TABLE wire ADD COLUMN panel_key BLOB",
    "ALTER TABLE wire ADD COLUMN asked_at INTEGER",
)

_A_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Came:
    """One message that came; times are Unix seconds, `came_at` by headquarters' clock."""

    number: int
    kind: str
    content: Mapping[str, Any]
    came_at: int
    read_at: int | None


def create_tables(db: sqlite_utils.Database) -> None:
    """Create the inbox beside the tables of the outbox."""
    for table in _TABLES:
        db.execute(table)


def take(db: sqlite_utils.Database, said: Answer) -> int:
    """Keep the messages of a verified answer that are new, and have headquarters told so.

    One that is here already counts no second time; one beyond a hole comes again once
    headquarters has heard what the house has. Returns how many were new.
    """
    with records.transaction(db):
        new = 0
        for message in _readable(said.messages):
            if message.number == has(db) + 1:
                _keep(db, message, said.at)
                new += 1
        if new:
            outbox.put(db, ASK, _ask(db).payload(), said.at, readable=True)
    return new


def ask(db: sqlite_utils.Database, now: int) -> None:
    """Let headquarters be asked what there is, unless an ask of this epoch waits already."""
    with records.transaction(db):
        if not _is_asking(db):
            outbox.put(db, ASK, _ask(db).payload(), now, readable=True)
            db.execute("UPDATE wire SET asked_at = ?", (now,))


def is_due(db: sqlite_utils.Database, now: int) -> bool:
    """Tell whether to ask: no ask of this epoch waits, and no answer came for a day.

    For two days where something else waits: an answer to that is as good, and often comes a
    little later in the evening than the one of the day before. But it may never come, since
    only an ask says by which key of headquarters this house verifies it.

    Once anew after an enrolment or a restore: headquarters sends nothing before it has heard
    what the house has. A clock that leapt, either way, asks once.
    """
    row = db.execute("SELECT asked_at, acknowledged_at FROM wire").fetchone()
    if row is None or _is_asking(db):
        return False
    asked_at, answered_at = row
    patience = 2 * _A_DAY if waiting.count(db) else _A_DAY
    return asked_at is None or all(
        abs(now - (at or 0)) >= patience for at in (asked_at, answered_at)
    )


def has(db: sqlite_utils.Database) -> int:
    """Tell the highest number up to which every message is here."""
    (last,) = db.execute("SELECT max(number) FROM inbox").fetchone()
    return last or 0


def came(db: sqlite_utils.Database, kinds: Sequence[str]) -> list[Came]:
    """List the messages of some kinds, the newest first."""
    marks = ", ".join("?" * len(kinds))
    query = f"SELECT * FROM inbox WHERE kind IN ({marks}) ORDER BY number DESC"
    return [_came(row) for row in db.query(query, kinds)]


def unread(db: sqlite_utils.Database, kinds: Sequence[str]) -> int:
    """Count the messages of some kinds that nobody has read."""
    marks = ", ".join("?" * len(kinds))
    query = f"SELECT count(*) FROM inbox WHERE read_at IS NULL AND kind IN ({marks})"
    return int(db.execute(query, kinds).fetchone()[0])


def read(db: sqlite_utils.Database, number: int, now: int) -> None:
    """Note that a message was read; the first time counts."""
    db.execute("UPDATE inbox SET read_at = ? WHERE number = ? AND read_at IS NULL", (now, number))


def panel_key(db: sqlite_utils.Database) -> bytes | None:
    """Tell the key to which questions are sealed; None before headquarters told it."""
    row = db.execute("SELECT panel_key FROM wire").fetchone()
    return row[0] if row else None


def _readable(messages: Sequence[object]) -> Iterator[Message]:
    """Read messages up to one that makes no sense: it stays at headquarters, those after too."""
    for one in messages:
        try:
            yield Message.from_plain(one)
        except BadEnvelope:
            return


def _is_asking(db: sqlite_utils.Database) -> bool:
    """Tell whether an ask of this epoch waits; one of an earlier epoch says what was then."""
    of_now = "kind = ? AND epoch = (SELECT epoch FROM wire)"
    query = f"SELECT EXISTS (SELECT 1 FROM outbox WHERE {WAITS} AND {of_now})"
    return bool(db.execute(query, (ASK,)).fetchone()[0])


def _ask(db: sqlite_utils.Database) -> Ask:
    known = enrolment.known(db)
    return Ask(has(db), hq_keys.mark_of(known) if known else None)


def _keep(db: sqlite_utils.Database, message: Message, at: int) -> None:
    content = dict(message.content)
    db.execute(
        "INSERT INTO inbox (number, kind, content, came_at) VALUES (?, ?, ?, ?)",
        (message.number, message.kind, cbor.encode(content), at),
    )
    key = content.get("k")
    if message.kind == PANEL and type(key) is bytes and len(key) == KEY_BYTES:
        db.execute("UPDATE wire SET panel_key = ?", (key,))
    if message.kind == KEYS:
        hq_keys.take(db, content)


def _came(row: Mapping[str, Any]) -> Came:
    # A card loses a bit: one message that cannot be read hides no other.
    content = outbox.read_said(row["content"]) or {}
    return Came(row["number"], row["kind"], content, row["came_at"], row["read_at"])
