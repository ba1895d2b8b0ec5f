"""Lays out a walk: the numbers over which it leads, and which stones are in sight at each; pure."""

from random import Random
from typing import Any

from games.content import content

# So many stones lie in a row.
ACROSS = 5
# How many stops a walk has: in steps no fewer and no more than this; so many where it finds them.
FEWEST, MOST, FOUND = 4, 6, 5


def how(level: int) -> dict[str, Any]:
    """Tell how a level (1 to 12) is."""
    found: dict[str, Any] = content(__file__)["levels"][level - 1]
    return found


def walk(level: int, rng: Random) -> list[int]:
    """Tell where a walk begins and where it is to stop, in this order."""
    kinds = {"steps": _steps, "find": _found, "change": _changed}
    return kinds[how(level)["ask"]](how(level), rng)


def first_in_sight(number: int, at: int, stop: int, rng: Random) -> int:
    """Tell the first stone in sight on the way from one to another, at a level of this number."""
    level = how(number)
    if level["ask"] == "steps":
        last: int = level["to"] - ACROSS * level["rows"] + 1
        return min(_row(max(at, 1), ACROSS), last)
    if level["apart"] == ACROSS:
        return _row(stop, 10)
    ends = (stop,) if level["ask"] == "find" else (at, stop)
    top, low = (edge(_row(one, ACROSS) for one in ends) for edge in (min, max))
    reach = 10 * (level["rows"] - 1)
    return rng.choice([one for one in range(low - reach, top + 1, 10) if 0 < one <= 96 - reach])


def _steps(level: dict[str, Any], rng: Random) -> list[int]:
    """Walk to the last stone in steps that end just there."""
    walk: list[int] = []
    while not FEWEST <= len(walk) - 1 <= MOST:
        walk = [level["from"]]
        while walk[-1] < level["to"]:
            left = level["to"] - walk[-1]
            fits = [by for by in level["by"] if by == left or left - by >= min(level["by"])]
            walk.append(walk[-1] + rng.choice(fits))
    return walk


def _found(level: dict[str, Any], rng: Random) -> list[int]:
    """Walk over numbers that grow; to 100 each in another ten, and none that is always shown."""
    if level["to"] <= 10:
        return [level["from"], *sorted(rng.sample(range(2, 10), FOUND - 1)), level["to"]]
    tens = sorted(rng.sample(range(1, 10), FOUND))
    return [level["from"], *(10 * ten + rng.choice((2, 3, 4, 6, 7, 8, 9)) for ten in tens)]


def _changed(level: dict[str, Any], rng: Random) -> list[int]:
    """Walk up and down within one half of the tens, which is in sight, and further up at last."""
    walk: list[int] = []
    while len(walk) <= FOUND or walk[-1] < walk[0] + ACROSS:
        walk = [rng.randrange(level["from"], level["from"] + 20)]
        for _ in range(FOUND):
            at, back = walk[-1], walk[-2] if len(walk) > 1 else None
            ways = [at + by for by in level["by"] if at + by != back]
            fits = [to for to in ways if 0 < to <= level["to"] and _half(to) == _half(at)]
            walk += [rng.choice(fits)] if fits else []
    return walk


def _half(number: int) -> int:
    """Tell in which half of its ten a number lies, which is in which column of five."""
    return (number - 1) % 10 // ACROSS


def _row(number: int, wide: int) -> int:
    """Tell the first number of the row of so many in which a number stands."""
    return number - (number - 1) % wide
