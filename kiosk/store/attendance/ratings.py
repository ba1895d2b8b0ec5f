"""Ratings: how far a child has come in each skill, as far as its plays tell.

A rating goes with the last play it came from: the database sees to that, whyever the play goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps

import sqlite_utils


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating in logits, after how many answers, and the number of the last play among them."""

    rating: float
    answers: int
    last: int


def of_child(db: sqlite_utils.Database, child_id: str, skill: str) -> Rating | None:
    """Tell how far a child has come; None where nothing is kept."""
    query = "SELECT rating, answers, last FROM ratings WHERE child = ? AND skill = ?"
    return next((Rating(**row) for row in db.query(query, [child_id, skill])), None)


def keep(db: sqlite_utils.Database, child_id: str, skill: str, rating: Rating) -> None:
    """Keep how far a child has come, inside the transaction that keeps the play."""
    db.execute(
        "INSERT OR REPLACE INTO ratings VALUES (?, ?, ?, ?, ?)",
        [child_id, skill, rating.rating, rating.answers, rating.last],
    )


def missing(db: sqlite_utils.Database, skills: Sequence[str]) -> list[tuple[str, str]]:
    """List the children and skills of which plays alone are kept and no rating."""
    query = """
        SELECT children.id, skills.value FROM children JOIN json_each(?) AS skills
        WHERE EXISTS (SELECT 1 FROM plays
                WHERE child = children.id AND skill = skills.value AND seats = 1)
            AND NOT EXISTS
                (SELECT 1 FROM ratings WHERE child = children.id AND skill = skills.value)
    """
    return [(child, skill) for child, skill in db.execute(query, [dumps(skills)])]
