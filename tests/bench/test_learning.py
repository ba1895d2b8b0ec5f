"""How often 2,000 children succeed, by their rating and on a staircase, for five sets of them."""

from collections.abc import Callable
from functools import partial
from random import Random

import pytest

from tests.games.learners import Chooser, Elo, Staircase, simulate

CHILDREN, SEED, MORE_SEEDS = 2000, (1,), (2, 3, 4, 5)


@pytest.mark.bench
@pytest.mark.parametrize("seeds", [SEED, pytest.param(MORE_SEEDS, marks=pytest.mark.long)], ids=len)
@pytest.mark.parametrize(
    ("name", "chooser", "guess", "least", "most"),
    [
        ("from 7 on", Elo, 0.0, 0.78, 0.82),
        ("from 7 on, one of four", partial(Elo, guess=0.25), 0.25, 0.78, 0.82),
        ("under 7", partial(Elo, young=True), 0.0, 0.83, 0.87),
        ("under 7, one of four", partial(Elo, young=True, guess=0.25), 0.25, 0.83, 0.87),
    ],
)
def test_two_thousand_children_succeed_as_often_as_they_should(
    name: str,
    chooser: Callable[[Random], Chooser],
    guess: float,
    least: float,
    most: float,
    seeds: tuple[int, ...],
) -> None:
    print(f"\n{name}: success in items 41-80, error of the rating after 40, three misses in a row")
    for seed in seeds:
        elo, stairs = (simulate(CHILDREN, seed, one, guess) for one in (chooser, Staircase))
        print(f"  {seed}  Elo    {elo}\n     stairs {stairs}")
        assert least <= elo.success <= most
        assert elo.error <= 0.5
        assert elo.threes <= 0.2
