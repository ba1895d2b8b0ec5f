"""Chooses the level of each round, and what it asks; what it learns it forgets with the game."""

from collections.abc import Callable, Collection, Mapping
from random import Random

from games import facts, learning
from games.contract import Remembering, Rules
from games.learning import LOWEST, Standing
from games.report import Answered, Event


class Learner:
    """Those of whom something is known, in the order of their seats: so far the child at seat 0.

    It may be a guest: then it is new. Of whoever sits beside it nothing is known.
    """

    def __init__(
        self,
        rng: Random,
        *present: Standing,
        young: bool = False,
        guess: float = 0.0,
        fixed: int | None = None,
        recalled: Mapping[str, float] | None = None,
    ) -> None:
        """Begin with standings; `fixed` is the level of every round where it was chosen.

        recalled: how likely the child at seat 0 remembers each fact that it was asked.
        """
        self.present = [*present]
        self._rng, self._young, self._guess, self._fixed = rng, young, guess, fixed
        self._recalled = recalled or {}

    def level(self, seats: int) -> int:
        """Choose the next round's level; of several children the lowest rating counts."""
        if self._fixed is not None:
            return self._fixed
        whose = learning.together(self.present[:seats])
        return learning.level_for(whose, self._rng, young=self._young, guess=self._guess)

    def facts(self, rules: Rules, level: int, seats: int, told: Collection[str]) -> tuple[str, ...]:
        """Choose what the next round asks, in a game that has facts; none twice in a sitting.

        What several write together is nobody's to forget: it is chosen as for a guest.
        """
        if not isinstance(rules, Remembering):
            return ()
        easier = [fact for below in range(LOWEST, level) for fact in rules.facts(below)]
        recalled = self._recalled if seats == 1 else {}
        return tuple(
            facts.to_ask(
                rules.asks(level),
                [fact for fact in rules.facts(level) if fact not in told],
                [fact for fact in easier if fact not in told],
                recalled,
                self._rng,
            )
        )

    def hears(self, tell: Callable[[Event], None]) -> Callable[[Event], None]:
        """Listen to what a game tells: an answer moves a standing where one child plays alone."""

        def tell_both(event: Event) -> None:
            if isinstance(event, Answered) and event.seats == 1:
                self.present[event.seat] = learning.answered(
                    self.present[event.seat], event.level, event.right, self._guess
                )
            tell(event)

        return tell_both
