"""Lets go of what is too old, in small steps; a record of an unknown time waits for its time.

Without one it goes together with what is too old and was recorded after it.
"""

from collections.abc import Mapping
from datetime import date

import sqlite_utils

from kiosk.domain.corrections import FIRST_DAY
from kiosk.domain.moment import start_of
from kiosk.domain.retention import Keeping, Shelf
from kiosk.store.rights import audit
from kiosk.store.rows import upsert
from kiosk.store.stamps import BY_HAND, LARGEST

Counts = dict[Shelf, int]

_KNOWN = f"clock <> 'unknown' AND boot <> '{BY_HAND}'"


def plan(db: sqlite_utils.Database, keeping: Keeping, today: date) -> Counts:
    """Count what is too old on a day."""
    return {shelf: _count(db, shelf, keeping.first_kept(shelf, today)) for shelf in Shelf}


def step(db: sqlite_utils.Database, shelf: Shelf, first_kept: date, limit: int) -> int:
    """Let go of some records that are older than the first day kept; tell how many went."""
    if shelf is Shelf.AUDIT:
        return audit.prune(db, _last_line(db, first_kept), limit)
    key, too_old = _TOO_OLD[shelf]
    chosen = f"SELECT {key} FROM {shelf} WHERE {too_old} ORDER BY {key} LIMIT :limit"
    gone = db.execute(
        f"DELETE FROM {shelf} WHERE {key} IN ({chosen})", {**_facts(first_kept), "limit": limit}
    )
    return gone.rowcount


def last(db: sqlite_utils.Database) -> date | None:
    """Tell the evening on which the old was let go of last."""
    row = db.execute("SELECT day FROM let_go").fetchone()
    return date.fromisoformat(row[0]) if row else None


def note_last(db: sqlite_utils.Database, evening: date) -> None:
    """Keep the evening on which the old was let go of."""
    upsert(db, "let_go", {"id": 1, "day": evening.isoformat()}, "id")


def _count(db: sqlite_utils.Database, shelf: Shelf, first_kept: date) -> int:
    if shelf is Shelf.AUDIT:
        query = "SELECT count(*) FROM audit WHERE seq <= ?"
        return int(db.execute(query, [_last_line(db, first_kept)]).fetchone()[0])
    _, too_old = _TOO_OLD[shelf]
    query = f"SELECT count(*) FROM {shelf} WHERE {too_old}"
    return int(db.execute(query, _facts(first_kept)).fetchone()[0])


def _last_line(db: sqlite_utils.Database, first_kept: date) -> int:
    """Find the last line of the audit that is too old, in front of the first that is not.

    So no line goes for one that a clock dated years back after it; one that a clock dated ahead
    of the newest keeps nothing.
    """
    newest = "SELECT at FROM audit ORDER BY seq DESC LIMIT 1"
    kept = f"SELECT seq FROM audit WHERE at BETWEEN :ms AND ({newest}) AND {_KNOWN} ORDER BY seq"
    query = f"""
        SELECT seq FROM audit WHERE seq < ifnull(({kept} LIMIT 1), {LARGEST})
            AND at < :ms AND {_KNOWN} ORDER BY seq DESC LIMIT 1
    """
    row = db.execute(query, {"ms": start_of(first_kept)}).fetchone()
    return int(row[0]) if row else 0


def _facts(first_kept: date) -> dict[str, object]:
    possible = FIRST_DAY.isoformat()
    return {"day": first_kept.isoformat(), "ms": start_of(first_kept), "possible": possible}


def _dated(table: str) -> str:
    later = f"SELECT max(seq) FROM {table} WHERE day < :day AND {_KNOWN}"
    return f"day < :day AND (clock <> 'unknown' OR seq < ({later}))"


_PLAYED_LATER = f"SELECT max(seq) FROM plays WHERE at < :ms AND {_KNOWN}"
_CAME_LATER = f"SELECT max(seq) FROM visits WHERE day < :day AND {_KNOWN}"

# Each kind's key, and what makes a record of it too old.
_TOO_OLD: Mapping[Shelf, tuple[str, str]] = {
    Shelf.TALKS: (
        "id",
        f"answered = 1 AND day < :day AND (day >= :possible"
        f" OR boot IN (SELECT boot FROM boots WHERE seq < ({_CAME_LATER})))",
    ),
    Shelf.MOODS: ("seq", _dated("moods")),
    Shelf.FEEDBACK: ("seq", _dated("feedback")),
    Shelf.FETCHINGS: ("seq", _dated("fetchings")),
    Shelf.PLAYS: ("seq", f"at < :ms AND (clock <> 'unknown' OR seq < ({_PLAYED_LATER}))"),
    Shelf.VISITS: ("seq", _dated("visits")),
}
