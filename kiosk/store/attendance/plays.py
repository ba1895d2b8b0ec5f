"""Plays: what a game reported, one row an answer."""

from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import Any

import sqlite_utils

from kiosk.domain.consent import Purpose
from kiosk.domain.moment import Moment, from_ms
from kiosk.store.people import children
from kiosk.store.rows import insert
from kiosk.store.stamps import stamp


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer in a game: the level it had, whether it was right, and how long it took.

    `seats` tells how many played: only what was answered alone tells of the child. `fact` is
    what was asked, say a character, in a game whose facts are forgotten one by one.
    """

    skill: str
    level: int
    right: bool
    ms: int
    seats: int = 1
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Play:
    """An answer that is kept: its number, the game, and when it was (ms since 1970)."""

    number: int
    game: str
    answer: Answered
    at: int


@dataclass(frozen=True, slots=True)
class Skill:
    """What a child did of one skill in the games; `facts` are those that it was asked."""

    name: str
    answers: int
    right: int
    lowest: int
    highest: int
    first: datetime
    last: datetime
    facts: tuple[str, ...]


def keep(
    db: sqlite_utils.Database, child_id: str, game: str, answered: Answered, moment: Moment
) -> int | None:
    """Keep an answer and tell its number; None, with nothing kept, where no guardian agreed."""
    if not children.get(db, child_id).allows(Purpose.PLAYS):
        return None
    stamped = stamp(db, moment)
    row = {
        **stamped,
        "child": child_id,
        "game": game,
        "skill": answered.skill,
        "level": answered.level,
        "right": answered.right,
        "ms": answered.ms,
        "seats": answered.seats,
        "fact": answered.fact,
    }
    insert(db, "plays", row)
    return int(stamped["seq"])


def of_child(db: sqlite_utils.Database, child_id: str, skill: str) -> list[Play]:
    """List a child's answers in a skill, in the order in which it gave them."""
    query = "SELECT * FROM plays WHERE child = ? AND skill = ? ORDER BY seq"
    return [_to_play(row) for row in db.query(query, [child_id, skill])]


def asked(db: sqlite_utils.Database, child_id: str, skill: str, game: str) -> list[Play]:
    """List what a child answered alone, in a skill, of the facts of a game, in its order."""
    query = """
        SELECT * FROM plays WHERE child = ? AND skill = ? AND game = ? AND seats = 1
            AND fact IS NOT NULL ORDER BY seq
    """
    return [_to_play(row) for row in db.query(query, [child_id, skill, game])]


def last_at(db: sqlite_utils.Database, child_id: str, skill: str) -> int | None:
    """Tell when a child answered last in a skill (ms since 1970); None where it never did."""
    query = "SELECT at FROM plays WHERE child = ? AND skill = ? ORDER BY seq DESC LIMIT 1"
    row = db.execute(query, [child_id, skill]).fetchone()
    return None if row is None else int(row[0])


def skills_of_child(db: sqlite_utils.Database, child_id: str) -> list[Skill]:
    """Sum a child's answers up, skill by skill."""
    query = """
        SELECT skill AS name, count(*) AS answers, sum(right) AS right, min(level) AS lowest,
            max(level) AS highest, min(at) AS first, max(at) AS last,
            json_group_array(DISTINCT fact) FILTER (WHERE fact IS NOT NULL) AS facts
        FROM plays WHERE child = ? GROUP BY skill ORDER BY skill
    """
    return [_to_skill(row) for row in db.query(query, [child_id])]


def _to_play(row: dict[str, Any]) -> Play:
    told = row["skill"], row["level"], bool(row["right"]), row["ms"], row["seats"], row["fact"]
    return Play(row["seq"], row["game"], Answered(*told), row["at"])


def _to_skill(row: dict[str, Any]) -> Skill:
    times = {"first": from_ms(row["first"]), "last": from_ms(row["last"])}
    return Skill(**{**row, **times, "facts": tuple(loads(row["facts"]))})
