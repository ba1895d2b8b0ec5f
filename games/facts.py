"""Chooses which fact is due next, say a character or 7 x 8: each is forgotten by its half-life.

After Settles & Meeder (2016), "A Trainable Spaced Repetition Model for Language Learning": a fact
is recalled with probability 2^(-days/half-life). They regress the half-life on counts of right
and wrong over millions of learners; we have none to learn from, and so each answer multiplies it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Days. What was just met is half forgotten by the next day; nothing is out of sight for a year.
SHORTEST, FIRST, LONGEST = 0.25, 1.0, 180.0

# A right answer after a whole half-life makes it so much longer, a wrong one at any time shorter.
LONGER, SHORTER = 2.5, 0.4

# Below this a fact is due.
DUE = 0.85


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a fact is known: its half-life in days, and when it was last asked, in days."""

    half_life: float
    asked: float


def recall(memory: Memory, now: float) -> float:
    """Tell how likely a fact is remembered, at a time in days; a clock set back forgets nothing."""
    return float(2 ** (-max(now - memory.asked, 0.0) / memory.half_life))


def asked(before: Memory | None, right: bool, now: float) -> Memory:  # noqa: FBT001
    """Note an answer at a time in days; `before` is None for a fact that is new.

    A right answer lengthens the half-life by how much was to be forgotten: ten in one minute
    say little more than one. Settles & Meeder leave that to their regression.
    """
    if before is None:
        return Memory(FIRST if right else SHORTEST, now)
    forgotten = min(2 * (1 - recall(before, now)), 1.0)
    factor = 1 + (LONGER - 1) * forgotten if right else SHORTER
    return Memory(min(max(before.half_life * factor, SHORTEST), LONGEST), now)


def due(facts: Sequence[str], known: Mapping[str, Memory], now: float) -> str | None:
    """Tell which fact to ask next; None where there is none at all.

    The one nearest to being forgotten of those that are due, then the first that is new, in
    the order of `facts`, then whatever is nearest to being forgotten.
    """
    met = sorted(
        (fact for fact in facts if fact in known), key=lambda fact: recall(known[fact], now)
    )
    if met and recall(known[met[0]], now) < DUE:
        return met[0]
    return next((fact for fact in facts if fact not in known), met[0] if met else None)
