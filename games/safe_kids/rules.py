"""The game itself: three scenes, in each of which one way is safe; pure.

A way that is not safe is explained and put aside, until the safe one is done together: only the
first try of a scene tells what a child knew. With several seats each scene is one child's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from games.content import near
from games.contract import Attempt
from games.safe_kids.content import Scene, scenes

SCENES = 3
SAFE = 0
GO_ON = "go_on"
# How likely a child that errs is to err at each further level.
SLIP = 0.03


@dataclass(frozen=True, slots=True)
class Round:
    """Three scenes by their names, and the ways of each in the order in which they stand.

    A way is its number in the scene, `SAFE` the safe one. `aside` are those that were tapped and
    put aside in this scene; `done` tells whether the safe one was found.
    """

    level: int
    seats: int
    scenes: tuple[str, ...]
    ways: tuple[tuple[int, ...], ...]
    scene: int = 0
    aside: tuple[int, ...] = ()
    done: bool = False
    seat: int = 0


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Choose three scenes of a level (1 to 12) and of the one before it."""
    chosen = rng.sample([one for one in scenes().values() if one.level in near(level)], SCENES)
    ways = tuple(tuple(rng.sample(range(len(one.ways)), len(one.ways))) for one in chosen)
    return Round(level, seats, tuple(one.name for one in chosen), ways, seat=first % seats)


def now_shown(now: Round) -> Scene | None:
    """Find the scene that is shown; None when all were."""
    return scenes()[now.scenes[now.scene]] if now.scene < len(now.scenes) else None


def told(now: Round) -> Sequence[str]:
    """Tell by their names which scenes the round shows."""
    return now.scenes


def choices(now: Round) -> list[int | str]:
    """List the ways that are not put aside, or how to go on; nothing at the end."""
    if now.scene >= len(now.scenes):
        return []
    return [GO_ON] if now.done else [one for one in now.ways[now.scene] if one not in now.aside]


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Tap a way, or go on to the next scene."""
    if choice not in choices(now):
        return now, None
    if choice == GO_ON:
        seat = (now.seat + 1) % now.seats
        return replace(now, scene=now.scene + 1, aside=(), done=False, seat=seat), None
    right = choice == SAFE
    attempt = Attempt(now.seat, None if now.aside else right)
    if right:
        return replace(now, done=True), attempt
    return replace(now, aside=(*now.aside, int(choice))), attempt


def hint(now: Round) -> int | str | None:
    """Tell the safe way, or to go on; None when all scenes were shown."""
    if now_shown(now) is None:
        return None
    return GO_ON if now.done else SAFE


def noisy(now: Round, rng: Random) -> int | str | None:
    """Tap as a child that errs: the higher the level, the nearer the other ways lie."""
    slips = not now.done and rng.random() < SLIP * now.level
    return rng.choice(choices(now)) if slips and choices(now) else hint(now)


def result(now: Round) -> tuple[str, ...] | None:
    """Tell what was done to be safe; None until all scenes were shown."""
    over = now.scene >= len(now.scenes)
    return tuple(scenes()[one].ways[SAFE].pictures[-1] for one in now.scenes) if over else None
