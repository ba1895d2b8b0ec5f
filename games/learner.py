"""Chooses the level of each round while a game runs; what it learns it forgets with the game."""

from collections.abc import Callable
from random import Random

from games import learning
from games.learning import Standing
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
    ) -> None:
        """Begin with standings; `fixed` is the level of every round where it was chosen."""
        self.present = [*present]
        self._rng, self._young, self._guess, self._fixed = rng, young, guess, fixed

    def level(self, seats: int) -> int:
        """Choose the next round's level; of several children the lowest rating counts."""
        if self._fixed is not None:
            return self._fixed
        whose = learning.together(self.present[:seats])
        return learning.level_for(whose, self._rng, young=self._young, guess=self._guess)

    def hears(self, tell: Callable[[Event], None]) -> Callable[[Event], None]:
        """Listen to what a game tells: an answer moves a standing where one child plays alone."""

        def tell_both(event: Event) -> None:
            if isinstance(event, Answered) and event.seats == 1:
                self.present[event.seat] = learning.answered(
                    self.present[event.seat], event.level, event.right, self._guess
                )
            tell(event)

        return tell_both
