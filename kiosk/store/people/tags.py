"""Tags: whose it is that a reader has read. Of its number only a digest is kept."""

from hashlib import blake2b

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment
from kiosk.domain.tags import number_of
from kiosk.store import house
from kiosk.store.people import children
from kiosk.store.rights import audit


def owner(db: sqlite_utils.Database, typed: str) -> str | None:
    """Tell the id of the child whose tag this is; None for one that comes no more."""
    number = number_of(typed)
    if not number or house.record(db) is None:
        return None
    query = """
        SELECT children.id FROM tags JOIN children ON children.id = tags.child
        WHERE tags.digest = ? AND children.active
    """
    row = db.execute(query, [_digest(db, number)]).fetchone()
    return row[0] if row else None


def give(
    db: sqlite_utils.Database, child_id: str, typed: str, who: str, moment: Moment
) -> str | None:
    """Give a child a tag; one that another child has stays with it, whose id is told.

    Raises UnknownChild.
    """
    children.get(db, child_id)
    digest = _digest(db, number_of(typed))
    row = db.execute("SELECT child FROM tags WHERE digest = ?", [digest]).fetchone()
    if row is None:
        db.table("tags").insert({"digest": digest, "child": child_id})
        audit.note(db, moment, who, Action.GAVE_TAG, child_id)
    return row[0] if row and row[0] != child_id else None


def count(db: sqlite_utils.Database, child_id: str) -> int:
    """Tell how many tags a child has."""
    return int(db.execute("SELECT count(*) FROM tags WHERE child = ?", [child_id]).fetchone()[0])


def take_away(db: sqlite_utils.Database, child_id: str, who: str, moment: Moment) -> None:
    """Take all tags of a child away: a digest does not tell which one was lost."""
    if count(db, child_id):
        db.execute("DELETE FROM tags WHERE child = ?", [child_id])
        audit.note(db, moment, who, Action.TOOK_TAGS, child_id)


def _digest(db: sqlite_utils.Database, number: str) -> bytes:
    """Make a number unreadable, in each house otherwise: one list of numbers opens no two."""
    key = house.get(db).public_key
    return blake2b(number.encode(), key=key, digest_size=16, person=b"tag").digest()
