"""Plays: what a game reported, one row an answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlite_utils

from kiosk.domain.consent import Purpose
from kiosk.domain.moment import Moment, from_ms
from kiosk.store.people import children
from kiosk.store.stamps import stamp


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer in a game: the level it had, whether it was right, and how long it took."""

    skill: str
    level: int
    right: bool
    ms: int


@dataclass(frozen=True, slots=True)
class Skill:
    """What a child did of one skill in the games."""

    name: str
    answers: int
    right: int
    lowest: int
    highest: int
    first: datetime
    last: datetime


def keep(
    db: sqlite_utils.Database, child_id: str, game: str, answered: Answered, moment: Moment
) -> bool:
    """Keep an answer; False, with nothing kept, where the child's guardian has not agreed."""
    if not children.get(db, child_id).allows(Purpose.PLAYS):
        return False
    db.table("plays").insert(
        {
            **stamp(db, moment),
            "child": child_id,
            "game": game,
            "skill": answered.skill,
            "level": answered.level,
            "right": answered.right,
            "ms": answered.ms,
        }
    )
    return True


def of_child(
    db: sqlite_utils.Database, child_id: str, skill: str, limit: int = 60
) -> list[Answered]:
    """List a child's answers in a skill, the latest first."""
    query = "SELECT * FROM plays WHERE child = ? AND skill = ? ORDER BY seq DESC LIMIT ?"
    return [
        Answered(row["skill"], row["level"], bool(row["right"]), row["ms"])
        for row in db.query(query, [child_id, skill, limit])
    ]


def skills_of_child(db: sqlite_utils.Database, child_id: str) -> list[Skill]:
    """Sum a child's answers up, skill by skill."""
    query = """
        SELECT skill AS name, count(*) AS answers, sum(right) AS right, min(level) AS lowest,
            max(level) AS highest, min(at) AS first, max(at) AS last
        FROM plays WHERE child = ? GROUP BY skill ORDER BY skill
    """
    return [_to_skill(row) for row in db.query(query, [child_id])]


def _to_skill(row: dict[str, Any]) -> Skill:
    return Skill(**{**row, "first": from_ms(row["first"]), "last": from_ms(row["last"])})
