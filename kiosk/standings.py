"""How far children have come in the games, and what they remember: asked before a game.

Both move by what a game reports. What is stored is what the plays tell, answer by answer; where
it is not, they are asked anew.
"""

from collections.abc import Iterable
from datetime import timedelta

import sqlite_utils

from games import facts, learning
from games.catalog import GAMES, Game, guess_in
from games.facts import Memory
from games.learning import Standing
from games.mastery import Mastery, mastery_at
from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.moment import Moment
from kiosk.store.attendance import plays, ratings
from kiosk.store.attendance.plays import Answered
from kiosk.store.attendance.ratings import Rating
from kiosk.store.database import Database

_DAY = timedelta(days=1) // timedelta(milliseconds=1)


def is_young(child: Child | None) -> bool:
    """Tell whether more is to go well: the open tier knows an age band, the nearest to under 7."""
    return child is not None and child.band is AgeBand.SMALL


def of_child(db: sqlite_utils.Database, child_id: str, skill: str, moment: Moment) -> Standing:
    """Tell how far a child has come by now; one that was away for long comes back easier."""
    kept = ratings.of_child(db, child_id, skill)
    if kept is None:
        standing, _ = _replayed(db, child_id, skill)
    else:
        standing = Standing(kept.rating, kept.answers)
    return learning.returned(standing, _days(plays.last_at(db, child_id, skill), moment.ms))


def recalled(
    db: sqlite_utils.Database, child_id: str, game: Game, moment: Moment
) -> dict[str, float]:
    """Tell how likely a child remembers by now each fact that a game asked it alone.

    Nothing of it is stored: it is asked of the plays, so that it goes with them, and moves with
    them when a clock was wrong.
    """
    memories: dict[str, Memory] = {}
    for play in plays.asked(db, child_id, game.skill, game.name):
        fact, day = str(play.answer.fact), play.at / _DAY
        memories[fact] = facts.asked(memories.get(fact), play.answer.right, day)
    today = moment.ms / _DAY
    return {fact: facts.recall(memory, today) for fact, memory in memories.items()}


def masteries(db: sqlite_utils.Database, child: Child, moment: Moment) -> dict[str, Mastery]:
    """Tell the band of each skill that a child has played alone, in the order of the games."""
    found = {}
    for skill in dict.fromkeys(game.skill for game in GAMES):
        standing = of_child(db, child.id, skill, moment)
        if standing.answers:
            found[skill] = mastery_at(learning.level_for(standing, young=is_young(child)))
    return found


def keep(
    db: sqlite_utils.Database, child_id: str, game: str, answer: Answered, moment: Moment
) -> bool:
    """Keep an answer, and how far the child has come with it; False as `plays.keep`."""
    before = of_child(db, child_id, answer.skill, moment)
    number = plays.keep(db, child_id, game, answer, moment)
    if number is None:
        return False
    if answer.seats == 1:
        after = learning.answered(before, answer.level, answer.right, guess_in(game))
        _store(db, child_id, answer.skill, after, number)
    return True


def fill(database: Database, due: Iterable[tuple[str, str]]) -> None:
    """Store how far children are in skills of which only plays are kept. Raises StoreError."""
    with database.transaction() as db:
        for child_id, skill in due:
            standing, number = _replayed(db, child_id, skill)
            if number:
                _store(db, child_id, skill, standing, number)


def _replayed(db: sqlite_utils.Database, child_id: str, skill: str) -> tuple[Standing, int]:
    """Go through a child's plays in their order; tell the number of the last one alone, or 0."""
    standing, number, before = Standing(), 0, None
    for play in plays.of_child(db, child_id, skill):
        if play.answer.seats == 1:
            standing = learning.returned(standing, _days(before, play.at))
            guess = guess_in(play.game)
            standing = learning.answered(standing, play.answer.level, play.answer.right, guess)
            number = play.number
        before = play.at
    return standing, number


def _store(
    db: sqlite_utils.Database, child_id: str, skill: str, standing: Standing, number: int
) -> None:
    ratings.keep(db, child_id, skill, Rating(standing.rating, standing.answers, number))


def _days(before: int | None, now: int) -> int:
    """Tell the whole days between two moments in ms since 1970; 0 where there was none before."""
    return 0 if before is None else (now - before) // _DAY
