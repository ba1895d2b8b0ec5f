"""Chooses the level that suits a child, from how far it has come: an Elo rating for each skill.

Ratings and difficulties are logits. As in Klinkenberg, Straatemeier & van der Maas (2011),
"Computer adaptive practice of Maths ability using a new item response model for on the fly
ability and difficulty estimation", a rating moves by K times what an answer surprises. We differ:
difficulties are fixed, since a house has too few children to learn them; slowness costs nothing;
a blind guess is taken into account instead; and 0.80 of the answers are to be right, not 0.75.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from random import Random

LOWEST, HIGHEST = 1, 12

# How many logits a level is harder than the one below; the middle of all of them lies at 0.
STEP = 0.6
MIDDLE = (LOWEST + HIGHEST) / 2

# Where a new child is thought to be, below most; and where ratings end.
START = -1.5
LEAST, MOST = -5.0, 5.0

# How likely an answer is to be right: mostly, of a child under 7, and after misses in a row.
TARGET, TARGET_YOUNG, TARGET_CHEERING = 0.80, 0.85, 0.95
MISSES = 2

# K of the first answer and from the last of SETTLING answers on.
FASTEST, SLOWEST = 1.0, 0.15
SETTLING = 45

# After so many days away a child is thought to have lost some, and is judged anew.
AWAY = 30
LOST, JUDGED_ANEW = 0.5, 20


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a child has come in a skill: its rating, after how many answers, misses in a row."""

    rating: float = START
    answers: int = 0
    misses: int = 0


def difficulty(level: int) -> float:
    """Tell how hard a level is: who has that rating, and cannot guess, is right half the time."""
    return STEP * (min(max(level, LOWEST), HIGHEST) - MIDDLE)


def likely(rating: float, level: int, guess: float = 0.0) -> float:
    """Tell how likely a right answer is; `guess` is how likely a blind one is right.

    The logistic model of Rasch (1960), with the lower asymptote of Birnbaum (1968).
    """
    return guess + (1 - guess) / (1 + exp(difficulty(level) - rating))


def k_after(answers: int) -> float:
    """Tell by how much the next answer moves a rating: less the more is known.

    Klinkenberg et al. let K follow an uncertainty that also grows by the day; ours falls in a
    straight line with the answers, and grows when a child was away.
    """
    known = min(answers / SETTLING, 1.0)
    return FASTEST - (FASTEST - SLOWEST) * known


def answered(before: Standing, level: int, right: bool, guess: float = 0.0) -> Standing:  # noqa: FBT001
    """Move a standing by one answer: rating + K * (score - expected), Elo (1978)."""
    surprise = right - likely(before.rating, level, guess)
    rating = before.rating + k_after(before.answers) * surprise
    misses = 0 if right else before.misses + 1
    return Standing(min(max(rating, LEAST), MOST), before.answers + 1, misses)


def returned(before: Standing, days: int) -> Standing:
    """Let a child that was away for some days come back a bit easier, and learn faster again."""
    if days < AWAY:
        return before
    rating = max(before.rating - LOST, LEAST)
    return Standing(rating, min(before.answers, JUDGED_ANEW), before.misses)


def together(present: Sequence[Standing]) -> Standing:
    """Tell for whom a cooperative round is: for whoever has the lowest rating."""
    return min(present, key=lambda standing: standing.rating)


def target(standing: Standing, *, young: bool) -> float:
    """Tell how likely the next answer is to be right; `young` is a child under 7."""
    if standing.misses >= MISSES:
        return TARGET_CHEERING
    return TARGET_YOUNG if young else TARGET


def level_for(
    standing: Standing, rng: Random | None = None, *, young: bool = False, guess: float = 0.0
) -> int:
    """Choose the level nearest the target; `rng` moves that by half a level at most.

    A new child begins at the lowest level.
    """
    if not standing.answers:
        return LOWEST
    wanted = (target(standing, young=young) - guess) / (1 - guess)
    wish = standing.rating - log(wanted / (1 - wanted))
    jitter = rng.uniform(-0.5, 0.5) if rng else 0.0
    return min(max(round(wish / STEP + MIDDLE + jitter), LOWEST), HIGHEST)
