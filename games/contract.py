"""What the rules of a game are: pure functions of one module, on frozen rounds that JSON knows.

A game is a folder of this name with `rules.py` (this contract), `view.py` (draws it) and its
content as data, and one line in catalog.py. A round holds numbers, texts, truth values, None and
tuples of these: `rounds.py` writes and reads it, whichever game it is of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from random import Random
from typing import Any, Protocol, cast, runtime_checkable

from games.catalog import Game

# What can be done in a round: a place on the table, or a name.
Choice = int | str
# A round of any game: each game knows its own.
AnyRound = Any


@dataclass(frozen=True)
class Attempt:
    """What a choice answered: whose seat it was, from 0, and whether it was right.

    `right` is None where there was nothing to know: at a second try, and where nothing is wrong.
    `fact` tells what was asked where that is one of the game's facts.
    """

    seat: int
    right: bool | None
    fact: str = field(default="", kw_only=True)


class Rules(Protocol):
    """The names that a game's `rules.py` has."""

    Round: type

    def new_round(self, level: int, rng: Random, seats: int, first: int = 0) -> AnyRound:
        """Begin a round of a level (1 to 12) for so many seats; `first` has the first turn."""

    def choices(self, now: AnyRound) -> Sequence[Choice]:
        """List what can be chosen now; nothing in a round that is over."""

    def answer(self, now: AnyRound, choice: Choice) -> tuple[AnyRound, Attempt | None]:
        """Do what was chosen; what cannot be chosen changes nothing."""

    def hint(self, now: AnyRound) -> Choice | None:
        """Tell what brings the round nearer to its end; None when it is best to wait, or over."""

    def noisy(self, now: AnyRound, rng: Random) -> Choice | None:
        """Choose as a child may who knows it half: the harder the round, the oftener wrong."""

    def result(self, now: AnyRound) -> tuple[str, ...] | None:
        """Tell in pictures what was done together; None until the round is over."""


@runtime_checkable
class Timed(Protocol):
    """What the rules of a game have, too, in which time passes."""

    def tick(self, now: AnyRound, ms: int) -> tuple[AnyRound, Attempt | None]:
        """Let so many milliseconds pass; what passes by unanswered may be an attempt."""


@runtime_checkable
class Telling(Protocol):
    """What the rules of a game have, too, which tells stories: none is to be told twice."""

    def told(self, now: AnyRound) -> Sequence[str]:
        """Tell by their names which stories a round tells."""


@runtime_checkable
class Remembering(Protocol):
    """What the rules of a game have, too, which asks facts: each is forgotten by its half-life."""

    def facts(self, level: int) -> Sequence[str]:
        """List the facts of a level (1 to 12), say characters; no two levels share one."""

    def asks(self, level: int) -> int:
        """Tell how many facts a round of a level asks."""

    def asking(
        self, level: int, rng: Random, seats: int, first: int, facts: Sequence[str]
    ) -> AnyRound:
        """Begin a round like a new one, but of these facts."""


def rules_of(game: Game) -> Rules:
    """Find the rules of a game."""
    return cast(Rules, import_module(f"games.{game.name}.rules"))
