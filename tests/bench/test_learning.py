"""How often 2,000 children succeed, by their rating and on a staircase, for sets of them."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from random import Random

import pytest

from tests.bench.figures import Figures
from tests.games import learners
from tests.games.learners import Chooser, Elo, Staircase, simulate

CHILDREN, SEED, MORE_SEEDS = 2000, 1, (2, 3, 4, 5)
# How a game chooses, how easily its items are guessed, and how often a child should succeed.
GAMES: dict[str, tuple[Callable[[Random], Chooser], float, float]] = {
    "from 7 on": (Elo, 0.0, 0.80),
    "from 7 on, one of four": (partial(Elo, guess=0.25), 0.25, 0.80),
    "under 7": (partial(Elo, young=True), 0.0, 0.85),
    "under 7, one of four": (partial(Elo, young=True, guess=0.25), 0.25, 0.85),
}
SUCCESS, ERROR, MISSES = (
    "success of a child, off what is meant",
    "rating of a child, error after 40 items",
    "three misses in a row, of children",
)


def off(name: str, found: learners.Figures) -> float:
    """Tell by how many points of a hundred success is not what is meant."""
    return 100 * abs(found.success - GAMES[name][2])


@cache
def on_stairs(seed: int, guess: float) -> learners.Figures:
    """Tell how the same children fare on a staircase, whose steps ask for no age."""
    return simulate(CHILDREN, seed, Staircase, guess)


def simulated(seeds: Sequence[int]) -> dict[str, learners.Figures]:
    """Simulate each kind of game, and tell how children fared, beside the same on a staircase."""
    found = {}
    print("\nsuccess in items 41-80, error of the rating after 40, three misses in a row")
    for name, (chooser, guess, _) in GAMES.items():
        for seed in seeds:
            elo = simulate(CHILDREN, seed, chooser, guess)
            print(f"  {name:22} {seed}  Elo    {elo}\n  {'':25} stairs {on_stairs(seed, guess)}")
            found[f"{name}, {seed}"] = elo
    return found


@pytest.mark.bench
@pytest.mark.long
def test_two_thousand_children_succeed_as_often_as_they_should(figures: Figures) -> None:
    found = {name.rpartition(",")[0]: one for name, one in simulated([SEED]).items()}
    farthest = max(found, key=lambda name: off(name, found[name]))
    figures.tell(SUCCESS, off(farthest, found[farthest]), note=farthest)
    figures.tell(ERROR, max(one.error for one in found.values()))
    figures.tell(MISSES, max(100 * one.threes for one in found.values()))
    figures.hold()


@pytest.mark.long
def test_so_do_other_children(figures: Figures) -> None:
    for name, one in simulated(MORE_SEEDS).items():
        assert off(name.rpartition(",")[0], one) <= figures.rows[SUCCESS].most, name
        assert one.error <= figures.rows[ERROR].most, name
        assert 100 * one.threes <= figures.rows[MISSES].most, name
