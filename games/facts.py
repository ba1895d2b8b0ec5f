"""Chooses which facts to ask, say characters or 7 x 8: each is forgotten by its half-life.

After Settles & Meeder (2016), "A Trainable Spaced Repetition Model for Language Learning": a fact
is recalled with probability 2^(-days/half-life). They regress the half-life on counts of right
and wrong over millions of learners; we have none to learn from, and so each answer multiplies it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

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


def in_order(facts: Sequence[str], recalled: Mapping[str, float]) -> list[str]:
    """List facts in the order in which they are to be asked.

    recalled: how likely each fact that was asked before is remembered now.
    Those that are due, the one nearest to being forgotten first, then the new ones, in the order
    of `facts`, then whatever is nearest to being forgotten.
    """
    met = sorted((fact for fact in facts if fact in recalled), key=recalled.__getitem__)
    due = [fact for fact in met if recalled[fact] < DUE]
    return [*due, *(fact for fact in facts if fact not in recalled), *met[len(due) :]]


def to_ask(
    count: int,
    own: Sequence[str],
    easier: Sequence[str],
    recalled: Mapping[str, float],
    rng: Random,
) -> list[str]:
    """Choose what a round of a level asks: what is due, and always one fact that is the level's.

    own: the facts of the level; which of the new ones comes first is chance. easier: those of
    the levels below it, which are asked again when they are due and not before.
    """
    due = [fact for fact in in_order([*own, *easier], recalled) if recalled.get(fact, 1.0) < DUE]
    due = due[: count - 1]
    other = in_order(rng.sample(own, len(own)), recalled)
    return [*due, *(fact for fact in other if fact not in due)][:count]
