"""What headquarters set in the house: each message is followed once, in the order of numbers."""

from collections.abc import Collection

import sqlite_utils

from kiosk.domain.audit import HEADQUARTERS, Action
from kiosk.domain.directions import Outcome, Part
from kiosk.domain.moment import Moment
from kiosk.store import settings
from kiosk.store.rights import audit
from sync import inbox
from sync.inbox import Came
from sync.messages import SETTINGS


def waiting(db: sqlite_utils.Database) -> list[Came]:
    """List what was not looked at yet, the oldest first: a version before this one kept it too."""
    came = reversed(inbox.came(db, [SETTINGS]))
    return [one for one in came if outcome(db, one.number) is None]


def is_any_waiting(db: sqlite_utils.Database) -> bool:
    """Tell whether something was not looked at yet, at the cost of one look at an index."""
    query = (
        "SELECT 1 FROM inbox WHERE kind = ? AND number NOT IN (SELECT number FROM directions)"
        " LIMIT 1"
    )
    return db.execute(query, [SETTINGS]).fetchone() is not None


def outcome(db: sqlite_utils.Database, number: int) -> Outcome | None:
    """Tell what became of a message; None where it was not looked at yet."""
    row = db.execute("SELECT outcome FROM directions WHERE number = ?", [number]).fetchone()
    return Outcome(row[0]) if row else None


def note(
    db: sqlite_utils.Database, number: int, became: Outcome, parts: Collection[Part], moment: Moment
) -> None:
    """Note that a message was looked at, and what it set, beside what it changed."""
    db.execute("INSERT INTO directions (number, outcome) VALUES (?, ?)", [number, became])
    if became is Outcome.FOLLOWED:
        settings.note_directed(db, parts, number)
    action = Action.SET if became is Outcome.FOLLOWED else Action.COULD_NOT_SET
    audit.note(db, moment, HEADQUARTERS, action, " ".join(parts))


def holding(db: sqlite_utils.Database, part: Part) -> Came | None:
    """Find the message by which headquarters set what holds; None where an adult has set it."""
    number = settings.directed(db, part)
    return next((one for one in inbox.came(db, [SETTINGS]) if one.number == number), None)
