"""What a child answered between checking in and its next visit: by number, no clock is needed."""

from dataclasses import dataclass

import sqlite_utils

from kiosk.domain.visits import Arrival, Visit

_TABLES = ("moods", "feedback", "fetchings", "plays")


@dataclass(frozen=True, slots=True)
class Answers:
    """How many answers of each kind a sitting has."""

    moods: int
    feedback: int
    fetchings: int
    plays: int

    @property
    def any(self) -> bool:
        """Tell whether anything was answered."""
        return bool(self.moods or self.feedback or self.fetchings or self.plays)


def count(db: sqlite_utils.Database, visit: Visit) -> Answers:
    """Count what was answered in a visit's sitting."""
    found = (
        db.execute(f"SELECT count(*) {_within(table)}", _bounds(db, visit)).fetchone()[0]
        for table in _TABLES
    )
    return Answers(*found)


def erase(db: sqlite_utils.Database, visit: Visit) -> None:
    """Delete what was answered in a visit's sitting, and the ratings that came of it."""
    bounds = _bounds(db, visit)
    skills = f"SELECT skill {_within('plays')}"
    db.execute(f"DELETE FROM ratings WHERE child = :child AND skill IN ({skills})", bounds)
    for table in _TABLES:
        db.execute(f"DELETE {_within(table)}", bounds)


def _within(table: str) -> str:
    return f"FROM {table} WHERE child = :child AND seq > :first AND seq < :next"


def _bounds(db: sqlite_utils.Database, visit: Visit) -> dict[str, object]:
    """Tell between which numbers the sitting lies.

    A visit on paper ends one too: a child that shows itself goes on with it. It has none itself:
    it is mostly of another day than what was answered after it was written down.
    """
    query = "SELECT min(seq) FROM visits WHERE child = ? AND seq > ?"
    (found,) = db.execute(query, [visit.child, visit.seq]).fetchone()
    last = visit.seq if visit.how is Arrival.PAPER else found or 2**62
    return {"child": visit.child, "first": visit.seq, "next": last}
