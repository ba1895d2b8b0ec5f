"""The game itself: a way over bushes is shown, then tapped; a round has three ways.

Cooperative: with several seats each way is one child's, and every light shines for all.
"""

from dataclasses import dataclass, replace
from random import Random

from games.content import content
from games.contract import Attempt

WAYS = 3
# After so many tries the firefly flies on: nobody is stuck.
TRIES = 4
# How likely each further bush is to slip the mind of a child that errs.
SLIP = 0.035


@dataclass(frozen=True, slots=True)
class Round:
    """Three ways; a way is the bushes in the order in which they are to be tapped."""

    level: int
    seats: int
    bushes: int
    back: bool
    ways: tuple[tuple[int, ...], ...]
    lights: tuple[str, ...]
    way: int = 0
    tapped: int = 0
    tries: int = 0
    seat: int = 0


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Let the firefly find three ways of a level (1 to 12)."""
    how = content(__file__)["levels"][level - 1]
    ways = tuple(tuple(rng.sample(range(how["bushes"]), how["length"])) for _ in range(WAYS))
    lights = tuple(rng.sample(content(__file__)["lights"], WAYS))
    back = how.get("back", False)
    return Round(level, seats, how["bushes"], back, ways, lights, seat=first % seats)


def shown(now: Round) -> tuple[int, ...]:
    """Tell the way as the firefly flies it: where it is tapped back, from its other end."""
    way = now.ways[now.way]
    return way[::-1] if now.back else way


def choices(now: Round) -> list[int]:
    """List the bushes, every one of which can be tapped; none when all lights are lit."""
    return list(range(now.bushes)) if now.way < WAYS else []


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Tap a bush; one that is not the next begins the way anew, and at last is let be."""
    if choice not in choices(now):
        return now, None
    first_try = now.tries == 0
    if choice != now.ways[now.way][now.tapped]:
        missed = Attempt(now.seat, False if first_try else None)
        anew = replace(now, tapped=0, tries=now.tries + 1)
        return (_light(now) if anew.tries == TRIES else anew), missed
    if now.tapped + 1 < len(now.ways[now.way]):
        return replace(now, tapped=now.tapped + 1), None
    return _light(now), Attempt(now.seat, True if first_try else None)


def _light(now: Round) -> Round:
    """Go on to the next way."""
    return replace(now, way=now.way + 1, tapped=0, tries=0, seat=(now.seat + 1) % now.seats)


def hint(now: Round) -> int | None:
    """Tell the next bush of the way; None when all lights are lit."""
    return now.ways[now.way][now.tapped] if now.way < WAYS else None


def noisy(now: Round, rng: Random) -> int | None:
    """Tap as a child that forgets: the longer the way, and back again, the sooner."""
    if now.way >= WAYS:
        return None
    load = len(now.ways[now.way]) + 2 * now.back
    return rng.randrange(now.bushes) if rng.random() < SLIP * load else hint(now)


def result(now: Round) -> tuple[str, ...] | None:
    """Tell which lights were lit; None until all are."""
    return now.lights if now.way >= WAYS else None
