"""Children of varied ability answer 80 items each, at levels that something chooses for them.

A child's true rating is drawn around 0 with a deviation of 1 and stays. An item is as hard as its
level, give or take a deviation of 0.4 logits, which nobody knows who chooses.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp, log
from random import Random
from statistics import fmean
from typing import Protocol

from games.learning import HIGHEST, LOWEST, Standing, answered, difficulty, level_for

ITEMS, LATER, NOISE = 80, 40, 0.4


class Chooser(Protocol):
    """Chooses levels for one child, and thinks it to have some rating."""

    rating: float

    def level(self) -> int: ...

    def hear(self, level: int, right: bool) -> None: ...


@dataclass(frozen=True)
class Figures:
    """success: in items 41 to 80. error: mean absolute, of the rating, after 40 items (logits).

    threes: the share of children that missed three times in a row.
    """

    success: float
    error: float
    threes: float

    def __str__(self) -> str:
        return f"success {self.success:.3f}  error {self.error:.2f}  three misses {self.threes:.0%}"


class Elo:
    """What the games do."""

    def __init__(self, rng: Random, *, young: bool = False, guess: float = 0.0) -> None:
        self._rng, self._young, self._guess = rng, young, guess
        self._standing = Standing()

    @property
    def rating(self) -> float:
        return self._standing.rating

    def level(self) -> int:
        return level_for(self._standing, self._rng, young=self._young, guess=self._guess)

    def hear(self, level: int, right: bool) -> None:
        self._standing = answered(self._standing, level, right, self._guess)


class Staircase:
    """Up after three right in a row, down after two wrong: it settles where 0.605 are right."""

    def __init__(self, rng: Random) -> None:
        self._level, self._run = LOWEST, 0

    @property
    def rating(self) -> float:
        return difficulty(self._level) + log(0.605 / 0.395)

    def level(self) -> int:
        return self._level

    def hear(self, level: int, right: bool) -> None:
        self._run = (max(self._run, 0) + 1) if right else (min(self._run, 0) - 1)
        step = (self._run == 3) - (self._run == -2)
        if step:
            self._level, self._run = min(max(level + step, LOWEST), HIGHEST), 0


def simulate(
    children: int, seed: int, chooser: Callable[[Random], Chooser], guess: float = 0.0
) -> Figures:
    """Let children answer; the same seed brings the same children."""
    able, rng = Random(seed), Random(seed + 1)
    lives = [_live(able.gauss(0, 1), chooser(rng), rng, guess) for _ in range(children)]
    return Figures(
        success=fmean(fmean(right[LATER:]) for right, _ in lives),
        error=fmean(error for _, error in lives),
        threes=fmean(_three_in_a_row(right) for right, _ in lives),
    )


def _live(true: float, chooser: Chooser, rng: Random, guess: float) -> tuple[list[bool], float]:
    """Answer ITEMS items; tell which were right, and by how much the rating was wrong halfway."""
    rights, error = [], 0.0
    for right, rating in _answers(true, chooser, rng, guess):
        rights.append(right)
        if len(rights) == LATER:
            error = abs(rating - true)
    return rights, error


def _answers(
    true: float, chooser: Chooser, rng: Random, guess: float
) -> Iterator[tuple[bool, float]]:
    for _ in range(ITEMS):
        level = chooser.level()
        hard = difficulty(level) + rng.gauss(0, NOISE)
        right = rng.random() < guess + (1 - guess) / (1 + exp(hard - true))
        chooser.hear(level, right)
        yield right, chooser.rating


def _three_in_a_row(rights: list[bool]) -> bool:
    return any(not any(rights[at : at + 3]) for at in range(len(rights) - 2))
