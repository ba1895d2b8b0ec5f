"""The game itself: two scenes, in each of which things are given, one after another; pure.

Where all are to have the same, the next thing is for whoever has fewest, and what is not enough for
all goes to the rest; else it is for whoever needs it. Cooperative: with several seats each thing is
given by another child. Only the first try tells, and only where another choice would not fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from games.content import near
from games.contract import Attempt
from games.share_fair.content import Scene, scenes

SCENES = 2
REST, GO_ON = "rest", "go_on"
# After so many misses at a thing it is seen together who gets it.
MISSES = 2
# How likely a child that errs is to err, for each level.
SLIP = 0.04


@dataclass(frozen=True, slots=True)
class Round:
    """Two scenes by their names, and the people of each in the order in which they stand.

    A person is its number in the scene. `given` tells who got each thing so far, `tried` who was
    thought to get the next one.
    """

    level: int
    seats: int
    scenes: tuple[str, ...]
    people: tuple[tuple[int, ...], ...]
    scene: int = 0
    given: tuple[int | str, ...] = ()
    tried: tuple[int | str, ...] = ()
    seat: int = 0


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Choose two scenes of a level (1 to 12) and of the one before it."""
    chosen = rng.sample([one for one in scenes().values() if one.level in near(level)], SCENES)
    people = tuple(tuple(rng.sample(range(len(one.people)), len(one.people))) for one in chosen)
    return Round(level, seats, tuple(one.name for one in chosen), people, seat=first % seats)


def now_shared(now: Round) -> Scene | None:
    """Find the scene in which things are shared; None after the last."""
    return scenes()[now.scenes[now.scene]] if now.scene < len(now.scenes) else None


def told(now: Round) -> Sequence[str]:
    """Tell by their names which scenes the round shows."""
    return now.scenes


def everybody(now: Round) -> list[int | str]:
    """List the people of the scene, of the last one after it, and the rest where there is one."""
    at = min(now.scene, len(now.scenes) - 1)
    return [*now.people[at], *([REST] if scenes()[now.scenes[at]].rest else [])]


def left(now: Round) -> tuple[str, ...]:
    """List what is still to be given, the next thing first."""
    scene = now_shared(now)
    return scene.things[len(now.given) :] if scene else ()


def held(now: Round, whose: int | str) -> list[str]:
    """List what somebody has: from before, and what was given to it; also what is at the rest."""
    scene = now_shared(now)
    if scene is None:
        return []
    before = scene.people[whose].has if isinstance(whose, int) else ()
    return [
        *before,
        *(thing for thing, to in zip(scene.things, now.given, strict=False) if to == whose),
    ]


def fitting(now: Round) -> list[int | str]:
    """Tell who may get the next thing; nobody where nothing is left."""
    scene = now_shared(now)
    if scene is None or not left(now):
        return []
    if not scene.equal:
        return [one for one in now.people[now.scene] if lacks(now, one)]
    kind = left(now)[0]
    has = {one: held(now, one).count(kind) for one in now.people[now.scene]}
    poor: list[int | str] = [one for one, count in has.items() if count == min(has.values())]
    return [REST] if scene.rest and left(now).count(kind) < len(poor) else poor


def lacks(now: Round, person: int) -> bool:
    """Tell whether somebody needs the next thing and was not given enough of it yet."""
    scene = now_shared(now)
    if scene is None or not left(now):
        return False
    kind, given = left(now)[0], zip(scene.things, now.given, strict=False)
    got = sum(thing == kind and to == person for thing, to in given)
    return got < scene.people[person].needs.count(kind)


def is_done(now: Round) -> bool:
    """Tell whether everything of this scene was given."""
    return now_shared(now) is not None and not left(now)


def choices(now: Round) -> list[int | str]:
    """List who may be given the next thing, right or not, or how to go on; nothing at the end."""
    if now_shared(now) is None:
        return []
    if is_done(now):
        return [GO_ON]
    return [one for one in everybody(now) if one not in now.tried]


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Give the next thing to somebody, or go on to the next scene."""
    if choice not in choices(now):
        return now, None
    if choice == GO_ON:
        return replace(now, scene=now.scene + 1, given=()), None
    fits = fitting(now)
    right = choice in fits
    nothing_to_know = now.tried or len(fits) == len(choices(now))
    attempt = Attempt(now.seat, None if nothing_to_know else right)
    if not right:
        return replace(now, tried=(*now.tried, choice)), attempt
    seat = (now.seat + 1) % now.seats
    return replace(now, given=(*now.given, choice), tried=(), seat=seat), attempt


def needs_help(now: Round) -> bool:
    """Tell whether it is seen together who gets this thing."""
    return len(now.tried) >= MISSES or (bool(now.tried) and choices(now) == fitting(now))


def hint(now: Round) -> int | str | None:
    """Tell who may get the next thing, or to go on; None after the last scene."""
    if now_shared(now) is None:
        return None
    return GO_ON if is_done(now) else fitting(now)[0]


def noisy(now: Round, rng: Random) -> int | str | None:
    """Give as a child that errs: the higher the level, the less is plain to see."""
    slips = not is_done(now) and rng.random() < SLIP * now.level
    return rng.choice(choices(now)) if slips and choices(now) else hint(now)


def result(now: Round) -> tuple[str, ...] | None:
    """Tell with whom was shared; None until all scenes are over."""
    if now_shared(now) is not None:
        return None
    people = [person.who for name in now.scenes for person in scenes()[name].people]
    return tuple(dict.fromkeys(people))
