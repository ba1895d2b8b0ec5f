"""How the wire is: what waits, what came through, what the trouble is."""

from dataclasses import dataclass

import sqlite_utils

from sync.keys.key_change import KEY
from sync.messages import ASK, LOST, QUESTION
from sync.waiting import WAITS


@dataclass(frozen=True, slots=True)
class WireStatus:
    """How the wire is; times are Unix seconds.

    waiting: envelopes to go. summaries: those of them that sum something up. oldest: when the
    oldest of all was minted. set_aside: those that headquarters refused. acknowledged_seq,
    acknowledged_at: the last answer's count and headquarters' time. trouble: why the last try
    failed, or None.
    """

    enrolled: bool
    house: str | None
    hq_url: str | None
    waiting: int
    summaries: int
    oldest: int | None
    set_aside: int
    acknowledged_seq: int
    acknowledged_at: int | None
    trouble: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """An envelope that no longer waits, and since when: acknowledged, or refused and set aside.

    said: what it says, where the house may show it. Times are Unix seconds of headquarters.
    """

    seq: int
    kind: str
    acknowledged_at: int | None
    set_aside_at: int | None
    said: bytes | None


def settled(db: sqlite_utils.Database, most: int) -> list[Settled]:
    """List what no longer waits, the latest first."""
    rows = db.execute(
        "SELECT seq, kind, acknowledged_at, set_aside_at, said FROM outbox"
        f" WHERE NOT ({WAITS}) ORDER BY rowid DESC LIMIT ?",
        (most,),
    )
    return [Settled(*row) for row in rows.fetchall()]


def wire_status(db: sqlite_utils.Database) -> WireStatus:
    """Tell how the wire is."""
    wire = db.execute(
        "SELECT house, hq_url, acknowledged_seq, acknowledged_at, trouble FROM wire"
    ).fetchone()
    count, summaries, oldest = db.execute(
        "SELECT count(*), count(*) FILTER (WHERE kind NOT IN (?, ?, ?, ?)), min(minted_at)"
        f" FROM outbox WHERE {WAITS}",
        (ASK, QUESTION, KEY, LOST),
    ).fetchone()
    (aside,) = db.execute("SELECT count(*) FROM outbox WHERE set_aside_at IS NOT NULL").fetchone()
    house, hq_url, seq, at, trouble = wire or (None, None, 0, None, None)
    return WireStatus(
        wire is not None, house, hq_url, count, summaries, oldest, aside, seq, at, trouble
    )
