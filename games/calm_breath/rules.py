"""The breathing itself: some slow breaths, which pass by themselves; pure.

There is nothing to choose and nothing to miss: who looks on breathes along.
"""

from dataclasses import dataclass, replace
from math import cos, pi
from random import Random

from games.calm_breath.content import any_light, friends, pace_at, scenes
from games.contract import Attempt

# Milliseconds until the first breath: what to do is said meanwhile.
BEGIN = 11_000
# The breath blows after so much of its time, and rests again as long before its end.
SOON = 0.25


@dataclass(frozen=True, slots=True)
class Round:
    """What is breathed along with, with whom, in which light, and how much time has passed (ms)."""

    level: int
    scene: str
    friend: str
    light: str
    breaths: int
    take: int
    give: int
    ms: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a round.

    `breath` counts from 0, it is -1 before the first; `taking` tells whether it is taken in. The
    others go from 0 to 1: how full the lungs are, how strongly it blows, how far the round is.
    """

    breath: int
    taking: bool
    full: float = 0.0
    breeze: float = 0.0
    along: float = 0.0


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Choose a scene that a level (1 to 12) may have, a friend and a light: nobody has turns."""
    del seats, first
    scene = rng.choice([one for one in scenes().values() if one.level <= level])
    friend, light = rng.choice(friends()), rng.choice(any_light())
    pace = pace_at(level)
    return Round(
        level, scene.name, friend, scene.light or light, pace.breaths, pace.take, pace.give
    )


def length(now: Round) -> int:
    """Tell how long a round takes (milliseconds)."""
    return BEGIN + now.breaths * (now.take + now.give)


def moment(now: Round, ms: int = 0) -> Moment:
    """Tell how it stands, or how it will when so many milliseconds more have passed."""
    since = now.ms + ms - BEGIN
    if since < 0:
        return Moment(-1, taking=True)
    breath, within = divmod(since, now.take + now.give)
    if breath >= now.breaths:
        return Moment(now.breaths, taking=True, along=1.0)
    if within < now.take:
        share = within / now.take
        return Moment(breath, taking=True, full=_eased(share), along=breath / now.breaths)
    share = (within - now.take) / now.give
    blows = _eased(min(share / SOON, (1 - share) / SOON, 1.0))
    along = (breath + _eased(share)) / now.breaths
    return Moment(breath, taking=False, full=_eased(1 - share), breeze=blows, along=along)


def _eased(share: float) -> float:
    """Begin and end slowly, as a breath does."""
    return (1 - cos(pi * share)) / 2


def wait(now: Round) -> int:
    """Tell how long it takes until the breath turns (milliseconds)."""
    since = now.ms - BEGIN
    if since < 0:
        return -since
    within = since % (now.take + now.give)
    return (now.take if within < now.take else now.take + now.give) - within


def choices(now: Round) -> list[str]:
    """List nothing: a breath comes and goes by itself."""
    del now
    return []


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Change nothing."""
    del choice
    return now, None


def tick(now: Round, ms: int) -> tuple[Round, Attempt | None]:
    """Let time pass."""
    return replace(now, ms=min(now.ms + ms, length(now))), None


def hint(now: Round) -> None:
    """Tell that it is best to wait."""
    del now


def noisy(now: Round, rng: Random) -> None:
    """Breathe along, as everybody does."""
    del now, rng


def result(now: Round) -> tuple[str, ...] | None:
    """Show what was breathed along with, and with whom; None until the last breath is out."""
    return (scenes()[now.scene].shown, now.friend) if now.ms >= length(now) else None
