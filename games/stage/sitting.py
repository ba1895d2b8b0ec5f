"""A sitting at any game: who plays, some rounds, the calm end."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from games.catalog import Game
from games.contract import Telling, rules_of
from games.learner import Learner
from games.report import Event
from games.stage.area import Point
from games.stage.round_scene import Deal, RoundScene
from games.stage.scenes import Goodbye, HowMany
from games.stage.stage import Curtain, Stage

# A story that comes back after so many deals is told again.
_TRIES = 200


@dataclass(frozen=True, slots=True)
class How:
    """How a sitting goes: for how many, None asks; who chooses the levels; moving or still."""

    seats: int | None
    learner: Learner
    still: bool


def play(
    game: Game, room: type[RoundScene], stage: Stage, size: Point, rng: Random, how: How
) -> None:
    """Ask who plays where that is open, play some rounds, end calmly. Raises Curtain."""
    seats = how.seats or _ask(game, stage, size)
    tell = how.learner.hears(_keep_silent if game.private else stage.tell)
    found, told = list[str](), set[str]()
    for number in range(room.rounds):
        seed, first, level = rng.getrandbits(32), number % seats, how.learner.level(seats)
        rules, touches = rules_of(game), stage.touches
        facts = how.learner.facts(rules, level, seats, told)
        deal = Deal(rules, game.skill, level, seed, seats, first, how.still, touches, facts)
        deal = _fresh(deal, told, rng)
        found += _round(room(deal, size, stage.now(), tell), stage, tell)
    praise = room.praise if seats == 1 else room.praise_together
    stage.show(Goodbye(size, stage.now(), praise, list(dict.fromkeys(found))))


def _fresh(deal: Deal, told: set[str], rng: Random) -> Deal:
    """Deal anew until no story comes back that was told in this sitting, and note what is told."""
    rules = deal.rules
    if not isinstance(rules, Telling):
        return deal
    for _ in range(_TRIES):
        stories = rules.told(deal.begin())
        if told.isdisjoint(stories):
            break
        deal = replace(deal, seed=rng.getrandbits(32))
    told.update(rules.told(deal.begin()))
    return deal


def _ask(game: Game, stage: Stage, size: Point) -> int:
    fewest, most = game.seats
    if fewest == most:
        return fewest
    asking = HowMany(size, fewest, most)
    stage.show(asking)
    return asking.seats


def _keep_silent(event: Event) -> None:
    """Tell nothing of a private game: the moves of a round would tell what a child chose."""
    del event


def _round(scene: RoundScene, stage: Stage, tell: Callable[[Event], None]) -> tuple[str, ...]:
    """Show a round, and tell it as far as it came."""
    try:
        stage.show(scene)
    except Curtain:
        tell(scene.played())
        raise
    tell(scene.played())
    return scene.pictures()
