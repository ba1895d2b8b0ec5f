"""The game itself: an animal walks home from stone to stone; pure.

Cooperative: with several seats each stop is one child's, and the animal is everybody's. A miss
brings the rain a drop nearer; walking on leaves it behind, and at worst there is an umbrella.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from games.content import content
from games.contract import Attempt
from games.number_road import walks
from games.number_road.walks import ACROSS

# So many drops fall before the rain is where the walk began.
AHEAD = 2
# After so many misses at a stop it is counted together.
MISSES = 2
# How likely a child that errs is to err, for each level.
SLIP = 0.03
HOME, UMBRELLA = "1F3E0", "2602"


@dataclass(frozen=True, slots=True)
class Round:
    """A walk from `start` over `stops`; a stone is its number.

    `firsts` is the first stone in sight at each stop, `done` how many stops were reached, `tried`
    what was tapped at this one, `drops` how often the rain came nearer.
    """

    level: int
    seats: int
    animal: str
    start: int
    stops: tuple[int, ...]
    firsts: tuple[int, ...]
    done: int = 0
    tried: tuple[int, ...] = ()
    drops: int = 0
    seat: int = 0


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Lay out the walk of a level (1 to 12)."""
    start, *stops = walks.walk(level, rng)
    ways = zip([start, *stops], stops, strict=False)
    firsts = tuple(walks.first_in_sight(level, at, stop, rng) for at, stop in ways)
    animal = rng.choice(content(__file__)["animals"])
    return Round(level, seats, animal, start, tuple(stops), firsts, seat=first % seats)


def how(now: Round) -> dict[str, Any]:
    """Tell how the level is."""
    return walks.how(now.level)


def at(now: Round) -> int:
    """Tell where the animal stands."""
    return now.stops[now.done - 1] if now.done else now.start


def stones(now: Round) -> list[int]:
    """List the stones that are in sight, row by row; at the end those that were so last."""
    first, level = now.firsts[min(now.done, len(now.stops) - 1)], how(now)
    rows = range(first, first + level["rows"] * level["apart"], level["apart"])
    return [start + column for start in rows for column in range(ACROSS)]


def marked(now: Round, stone: int) -> bool:
    """Tell whether a stone shows its number; where few do, these are enough to count from."""
    if how(now)["marks"] != "few" or needs_help(now) or stone in {at(now), *now.tried}:
        return True
    first = stones(now)[0]
    in_line = how(now)["apart"] == ACROSS
    return stone == first or (stone % ACROSS == 0 if in_line else (stone - first) % 10 == 0)


def step(now: Round) -> int:
    """Tell how far the next stop lies from where the animal stands."""
    return now.stops[now.done] - at(now)


def asks(now: Round) -> Sequence[str]:
    """Tell what is asked at this stop, in English texts; nothing at the end."""
    if now.done == len(now.stops):
        return ()
    words, level = content(__file__), how(now)
    if level["ask"] == "steps":
        return (words["steps"][step(now) - 1],)
    if level["ask"] == "change":
        return (words["changes"][str(step(now))],)
    if level["card"] == "dots":
        return (words["dots"],)
    return words["find"], spoken(now.stops[now.done])


def spoken(number: int) -> str:
    """Tell how a number is said, as an English text."""
    word: str = content(__file__)["spoken"]["numbers"][number - 1]
    return word


def rain(now: Round) -> int:
    """Tell at which stop the rain is, below 0 before the first; it never passes the animal."""
    return min(now.drops - AHEAD, now.done)


def in_rain(now: Round) -> bool:
    """Tell whether the rain is where the animal is: it has an umbrella."""
    return rain(now) == now.done


def choices(now: Round) -> list[int]:
    """List the stones that were not tried yet; none at home."""
    if now.done == len(now.stops):
        return []
    return [stone for stone in stones(now) if stone not in now.tried]


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Tap a stone: the animal goes there if it is the next stop."""
    if choice not in choices(now):
        return now, None
    right = choice == now.stops[now.done]
    attempt = Attempt(now.seat, None if now.tried else right)
    if right:
        return replace(now, done=now.done + 1, tried=(), seat=(now.seat + 1) % now.seats), attempt
    return replace(now, tried=(*now.tried, int(choice)), drops=now.drops + 1), attempt


def needs_help(now: Round) -> bool:
    """Tell whether this stop was missed so often that it is counted together."""
    return len(now.tried) >= MISSES


def hint(now: Round) -> int | None:
    """Tell the next stop; None at home."""
    return now.stops[now.done] if now.done < len(now.stops) else None


def noisy(now: Round, rng: Random) -> int | None:
    """Tap as a child that errs: the higher the level, the oftener, and mostly a stone beside."""
    if now.done == len(now.stops):
        return None
    slips = rng.random() < SLIP * now.level
    wrong = [one for one in choices(now) if one != hint(now)]
    near = [one for one in wrong if abs(one - now.stops[now.done]) <= 2] or wrong
    return rng.choice(near) if slips and near else hint(now)


def result(now: Round) -> tuple[str, ...] | None:
    """Tell who is home, and with what; None until it is."""
    if now.done < len(now.stops):
        return None
    return (now.animal, HOME, *((UMBRELLA,) if in_rain(now) else ()))
