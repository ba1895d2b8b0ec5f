"""Chooses the level that suits a child, from what it answered before."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

LOWEST, HIGHEST = 1, 12
ENOUGH = 6
TOO_EASY, TOO_HARD = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Play:
    """One answer of a child at a level."""

    level: int
    right: bool


def next_level(history: Sequence[Play]) -> int:
    """Choose the level of the next round from a child's answers, the latest first.

    A staircase on the answers at the latest level: up from four in five right, down
    from half, and no step before there are enough of them. A new child begins easily.
    """
    if not history:
        return LOWEST
    level = history[0].level
    latest = list(takewhile(lambda play: play.level == level, history))[: 2 * ENOUGH]
    share = sum(play.right for play in latest) / len(latest)
    step = (share >= TOO_EASY) - (share <= TOO_HARD) if len(latest) >= ENOUGH else 0
    return min(max(level + step, LOWEST), HIGHEST)
