"""Moods: sealed from the first day; an answer and a skip look alike on the card."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import sqlite_utils

from kiosk.domain.consent import Purpose
from kiosk.domain.moment import Moment, from_ms, start_of
from kiosk.domain.moods import About, Face, Mood, about_of, faces_for
from kiosk.domain.visits import Visit
from kiosk.errors import Unreadable
from kiosk.store.keys.vault import Vault
from kiosk.store.people import children
from kiosk.store.rows import insert
from kiosk.store.stamps import as_known, stamp_known

Row = Mapping[str, Any]


def keep(
    db: sqlite_utils.Database,
    vault: Vault,
    child_id: str,
    face: Face | None,
    moment: Moment,
    about: Collection[About] = (),
) -> bool:
    """Seal a child's answer; False, with nothing kept, where its guardian has not agreed.

    Of a skip nothing is kept but that it was one, whatever was marked before.
    """
    child = children.get(db, child_id)
    if not child.allows(Purpose.MOODS):
        return False
    moment = as_known(db, moment)
    marked = [one.value for one in about] if face else []
    shown = len(faces_for(child))
    answer = {"face": face.value if face else None, "about": marked, "shown": shown}
    row = {
        **stamp_known(db, moment),
        "child": child_id,
        "day": moment.day.isoformat(),
        "answer": vault.seal(answer),
    }
    insert(db, "moods", row)
    return True


def has_said(db: sqlite_utils.Database, child_id: str, visit: Visit | None, moment: Moment) -> bool:
    """Tell whether a child has answered in its visit, or today where none is kept.

    A skip is an answer; who was let in by a grown-up has given none.
    """
    since, bound = ("seq > ?", visit.seq) if visit else ("day = ?", _today(db, moment))
    query = f"SELECT 1 FROM moods WHERE child = ? AND {since} LIMIT 1"
    return db.execute(query, [child_id, bound]).fetchone() is not None


def between(db: sqlite_utils.Database, vault: Vault, first: date, last: date) -> list[Mood]:
    """Open the answers from the first to the last day, the first one first. Raises VaultLocked."""
    return opened(vault, sealed_between(db, first, last))


def of_child(
    db: sqlite_utils.Database, vault: Vault, child_id: str, first: date, last: date
) -> list[Mood]:
    """Open a child's answers from the first to the last day, the first one first."""
    query = "SELECT * FROM moods WHERE child = ? AND day BETWEEN ? AND ? ORDER BY seq"
    return opened(vault, list(db.query(query, [child_id, first.isoformat(), last.isoformat()])))


def newest(db: sqlite_utils.Database, child_id: str, limit: int) -> tuple[int, ...]:
    """Tell the numbers of a child's newest answers, the first one first; none is opened."""
    query = "SELECT seq FROM moods WHERE child = ? ORDER BY seq DESC LIMIT ?"
    return tuple(seq for (seq,) in db.execute(query, [child_id, limit]))[::-1]


def sealed_between(db: sqlite_utils.Database, first: date, last: date) -> list[Row]:
    """Read answers as they lie on the card, from the first to the last day."""
    query = "SELECT * FROM moods WHERE day BETWEEN ? AND ? ORDER BY seq"
    return list(db.query(query, [first.isoformat(), last.isoformat()]))


def sealed(db: sqlite_utils.Database, seqs: Iterable[int]) -> list[Row]:
    """Read answers as they lie on the card, the first one first."""
    query = "SELECT * FROM moods WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq"
    return list(db.query(query, [json.dumps(list(seqs))]))


def opened(vault: Vault, rows: Iterable[Row]) -> list[Mood]:
    """Open each; one that is damaged shows as one unreadable answer and stops nothing."""
    return [_to_mood(vault, row) for row in rows]


def _today(db: sqlite_utils.Database, moment: Moment) -> str:
    return as_known(db, moment).day.isoformat()


def _to_mood(vault: Vault, row: Row) -> Mood:
    try:
        answer = vault.open_record(row["answer"])
    except Unreadable:
        # Of an old one the time was sealed too: what is left is its day.
        day = start_of(date.fromisoformat(row["day"]))
        at = day if row["at"] is None else row["at"]
        return Mood(row["seq"], row["child"], from_ms(at), None, unreadable=True)
    face = Face(answer["face"]) if answer["face"] else None
    at = answer["at"] if row["at"] is None else row["at"]
    about = about_of(answer.get("about", ()))
    shown = answer.get("shown", 0)
    return Mood(row["seq"], row["child"], from_ms(at), face, about=about, shown=shown)
