"""One round of any game on the stage: what can be pressed is a choice, a press is an answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Self, cast

from games import rounds
from games.contract import AnyRound, Attempt, Choice, Rules, Timed
from games.report import Answered, Event, Move, Played
from games.stage.area import Area, Point, Target
from games.stage.scene import Scene

# Time passes in a timed game by so much at once (seconds).
TICK = 0.1
_MISSES = 2


@dataclass(frozen=True, slots=True)
class Deal:
    """How a round is dealt: by which rules, for which skill, from which seed, for whom.

    `touches` is how many fingers the panel tells apart, `facts` what it asks where that was chosen.
    """

    rules: Rules
    skill: str
    level: int
    seed: int
    seats: int
    first: int
    still: bool
    touches: int = 1
    facts: tuple[str, ...] = ()

    def begin(self) -> AnyRound:
        """Begin the round."""
        return rounds.deal(self.rules, self.level, self.seed, self.seats, self.first, self.facts)


class RoundScene(Scene):
    """A round: a game's view says where the choices lie, and draws.

    `look` is how long an answer is to be looked at before anything else counts, `joy` how long
    the end of the round is (seconds). `praise` is said when the sitting is over; what ends with
    `_together` is said to several children.
    """

    rounds = 3
    # What a choice is called in scripts, as in card:3.
    thing = "choice"
    alone = together = praise = praise_together = ""
    look, joy = 0.5, 1.8

    def __init__(self, deal: Deal, size: Point, now: float, tell: Callable[[Event], None]) -> None:
        self.deal, self.size = deal, size
        self.prompt = self.alone if deal.seats == 1 else self.together
        self.round = deal.begin()
        self.before, self.moves = self.round, list[Move]()
        self.changed_at, self.attempt = now, cast("Attempt | None", None)
        self._tell, self.asked_at, self._ticked_at = tell, now, now
        self._misses, self._helped = 0, False

    def places(self) -> Mapping[Choice, Area]:
        """Tell where what can be chosen now lies."""
        raise NotImplementedError

    def beat(self) -> float:
        """Tell after how many seconds more time is to pass: nothing is drawn in between."""
        return TICK

    def passed(self, now: float) -> None:
        """Note what time alone changed, to be drawn."""

    def answered(self, now: float) -> None:
        """Note what `attempt` changed from `before` to `round`, to be drawn."""

    def targets(self) -> Sequence[Target]:
        """Offer every choice."""
        return [Target(self._name(choice), area) for choice, area in self.places().items()]

    def press(self, name: str, now: float) -> str | None:
        """Choose."""
        # Time that has passed counts before the press does.
        passed = None if self.is_over else self._tick(now)
        if self.is_over or not self.hears(now):
            return passed
        choice = next((one for one in self.places() if self._name(one) == name), None)
        if choice is None:
            return passed  # It went by before the finger came down.
        return self.choose(choice, now)

    def choose(self, choice: Choice, now: float) -> str | None:
        """Do what was chosen; return the sound that answers it."""
        after, attempt = self.deal.rules.answer(self.round, choice)
        if after == self.round and attempt is None:
            return None
        self.moves.append(choice)
        self._take(after, attempt, now)
        return self.sound()

    def hears(self, now: float) -> bool:
        """Tell whether a press counts now: not while an answer is looked at."""
        return not self.moving(now)

    def sound(self) -> str:
        """Name the sound of the last change: a miss is as soft as a find, only lower."""
        if self.attempt is None or self.attempt.right is None:
            return "turn"
        return "pair" if self.attempt.right else "back"

    def hint(self) -> str | None:
        """Point at what the rules would do."""
        hint = None if self.is_over else self.deal.rules.hint(self.round)
        return None if hint is None else self._name(hint)

    def insists(self) -> bool:
        """Show how at once after two misses in a row."""
        return self._misses >= _MISSES

    def showing_how(self) -> None:
        """Count what is found together not as known; to go on, the only choice, is no question."""
        rules = self.deal.rules
        self._helped |= len(rules.choices(self.round)) > 1 or isinstance(rules, Timed)

    @property
    def is_over(self) -> bool:
        """Tell whether the round has come to its end."""
        return self.deal.rules.result(self.round) is not None

    def pictures(self) -> tuple[str, ...]:
        """Tell what was done, for the calm end."""
        return self.deal.rules.result(self.round) or ()

    def played(self) -> Played:
        """Tell the round so that it can be played again."""
        deal = self.deal
        dealt = deal.level, deal.seed, deal.seats, deal.first
        return Played(*dealt, self.moves, self.is_over, [*deal.facts])

    def moving(self, now: float) -> bool:
        """Tell whether an answer is being looked at."""
        return now < self.changed_at + self.look and not self.deal.still

    def due(self) -> float | None:
        """End after a moment of joy; let time pass where the game has time."""
        if self.is_over:
            return self.changed_at + self.joy
        return self._ticked_at + self.beat() if isinstance(self.deal.rules, Timed) else None

    def step(self, now: float) -> str | None:
        """Do what is due."""
        if self.is_over:
            self.done = now >= self.changed_at + self.joy
            return "done" if self.done else None
        return self._tick(now)

    def ahead(self, now: float) -> Iterator[Self]:
        """Give how it looks after each choice."""
        for choice in self.deal.rules.choices(self.round):
            twin = self._twin()
            twin.moves.append(choice)
            twin._take(*self.deal.rules.answer(self.round, choice), now, told=False)
            yield twin

    def _twin(self) -> Self:
        """Give one that looks the same and may change by itself."""
        twin = copy(self)
        for name, value in vars(self).items():
            if isinstance(value, list | dict | set):
                setattr(twin, name, value.copy())
        return twin

    def _name(self, choice: Choice) -> str:
        return f"{self.thing}:{choice}"

    def _tick(self, now: float) -> str | None:
        """Let time pass in the rules as it passed on the stage."""
        rules = self.deal.rules
        if not isinstance(rules, Timed):
            return None
        ms = round((now - self._ticked_at) * 1000)
        self._ticked_at = now
        self.moves.append({"tick": ms})
        after, attempt = rules.tick(self.round, ms)
        if attempt is None:
            self.round = after
            self.passed(now)
            return None
        # While the hand shows how and nobody touches, what goes by tells nothing of a child.
        helped = self._helped
        self._take(after, attempt, now, told=not helped)
        self._helped = helped
        return self.sound()

    def _take(
        self, after: object, attempt: Attempt | None, now: float, *, told: bool = True
    ) -> None:
        self.before, self.round, self.attempt, self.changed_at = self.round, after, attempt, now
        if attempt and attempt.right is not None and told:
            self._misses = 0 if attempt.right else self._misses + 1
            self._report(attempt, now)
        if attempt:
            self.asked_at, self._helped = now, False
        self.answered(now)

    def _report(self, attempt: Attempt, now: float) -> None:
        ms, right = round((now - self.asked_at) * 1000), bool(attempt.right) and not self._helped
        skill, level, seats = self.deal.skill, self.deal.level, self.deal.seats
        self._tell(Answered(skill, level, right, ms, attempt.seat, seats, attempt.fact))
