"""One round: the pads are held, or tapped, and the bucket goes on its way."""

from collections.abc import Callable, Mapping, Sequence

from games.carry_together import drawing, layout, rules
from games.contract import Choice
from games.report import Event
from games.stage.area import Area, Point
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal, RoundScene

# Seconds: a bucket comes down on a stone, somebody carries it to the end, a tapped hand waits.
SETTLES, HELPS, CALM = 0.5, 2.0, 8.0
# What is said at a stop, and on the stone where the shapes have moved.
ASKS = {
    rules.REST: "Set it down softly. Everybody, let go.",
    rules.PLANK: "On the bridge: hold together, let go together.",
    rules.GOOSE_STOP: "A goose comes by. Let go, and wait for it.",
    rules.SWAP: "The shapes have moved. Find your own one.",
}


class Room(RoundScene):
    """One round: a bucket on its way."""

    rounds = 4
    thing = "pad"
    together = "Each of you, hold your own shape. Carry the water together."
    taps = "Each of you, tap your own shape. Heave-ho, one step."
    helps = "Grandmother comes to help."
    praise_together = "You waited for each other, and carried the water together."
    joy = 3.0

    round: rules.Round
    before: rules.Round

    def __init__(self, deal: Deal, size: Point, now: float, tell: Callable[[Event], None]) -> None:
        super().__init__(deal, size, now, tell)
        # Where the panel does not tell so many fingers apart, a tap takes hold for one step.
        self.holds = deal.touches >= deal.seats
        self.prompt = self.together if self.holds else self.taps
        self._way = layout.way(self.round.last, size)
        self._hands: set[int] = set()
        self._tapped_at = self._set_down_at = now
        self._set_down_from = 0.0
        self._arrived = self.round

    def places(self) -> Mapping[Choice, Area]:
        """Offer a pad for each seat, where it lies now."""
        pads = layout.pads(self.size)
        return {seat: pads[at] for seat, at in enumerate(self.round.places[self.round.swaps])}

    def says(self) -> Sequence[str]:
        """Ask to hold or to tap, and at a stop for what is to be done there."""
        if self.is_over:
            return (self.helps,) if rules.helped(self.round) else ()
        kind = self.round.stops[self.round.stone]
        # Tapped hands let go by themselves: they have no stop to make but the goose's.
        stays = kind == rules.SWAP or (kind == rules.PLANK and self.holds)
        return (ASKS[kind] if stays or self.round.stopped else self.prompt,)

    def held(self, names: frozenset[str], now: float) -> str | None:
        """Take hold with every hand that rests on its pad, and let go with the others."""
        swaps, passed = self.round.swaps, self._let_pass(now)
        # Hands that rested where the pads lay just now hold none of them any more.
        if swaps == self.round.swaps:
            self._hands = {seat for seat in range(self.round.seats) if self._name(seat) in names}
        return self._grasp(now) or passed

    def press(self, name: str, now: float) -> str | None:
        """Take hold with a tap, until all have gone one step."""
        passed = self._let_pass(now)
        if rules.hint(self.round) is None:
            return passed
        self._hands |= {seat for seat in range(self.round.seats) if self._name(seat) == name}
        self._tapped_at = now
        return self._grasp(now) or passed

    def _let_pass(self, now: float) -> str | None:
        return None if self.is_over else self._tick(now)

    def _grasp(self, now: float) -> str | None:
        """Let the rules know of each hand that took hold or let go."""
        sound = None
        while (seat := self._next_hand()) is not None:
            sound = self.choose(seat, now)
        return sound

    def _next_hand(self) -> int | None:
        changed = self._hands ^ set(self.round.held)
        return next((seat for seat in rules.choices(self.round) if seat in changed), None)

    def beat(self) -> float:
        """Let time pass when something changes by it, and sleep in between."""
        waits = not self.holds and self._hands and not rules.carried(self.round)
        seconds = rules.wait(self.round) / 1000
        return min(seconds, CALM) if waits else seconds

    def passed(self, now: float) -> None:
        """Come to a stone, or let go of what was tapped and waited too long for the others."""
        if self.round.stone != self._arrived.stone:
            self._arrive()
        elif not self.holds and now >= self._tapped_at + CALM:
            self._hands = set()
        if self.is_over:
            self._set_down_from, self._set_down_at = _under_way(self.round), now
            self.changed_at = now
        # A goose that is gone lets hands take hold that are there already.
        self._grasp(now)

    def answered(self, now: float) -> None:
        """Let the bucket come down from where it is."""
        self._set_down_from, self._set_down_at = _under_way(self.before), now
        if self.round.stone != self.before.stone:
            self._arrive()

    def _arrive(self) -> None:
        """Let go where the pads moved away from the hands, and after the step of a tap."""
        if not self.holds or self.round.swaps != self._arrived.swaps:
            self._hands = set()
        self._arrived = self.round

    def sound(self) -> str:
        """Name the sound of the last hand: of the last to take hold, of one that let go early."""
        if rules.carried(self.round):
            return "pair"
        return "back" if rules.carried(self.before) else "turn"

    def step(self, now: float) -> str | None:
        """Do what is due; each stone is heard."""
        stone = self.round.stone
        sound = super().step(now)
        return sound or ("turn" if self.round.stone > stone else None)

    def moving(self, now: float) -> bool:
        """Tell whether the bucket or a goose is under way."""
        if self.deal.still:
            return False
        under_way = rules.carried(self.round) or rules.crosses(self.round)
        return under_way or self._at(now) != self._goes_to

    @property
    def _goes_to(self) -> int:
        """The stone where the bucket is, or is set down: in the end always the last one."""
        return self.round.last if self.is_over else self.round.stone

    def _at(self, now: float) -> float:
        """Tell where the bucket is, in stones."""
        if self.deal.still:
            return self._goes_to
        if rules.carried(self.round):
            return self.round.stone + min(self._ms(now, self.round.walked) / rules.STRIDE, 1.0)
        lasts = HELPS if rules.helped(self.round) else SETTLES
        share = min((now - self._set_down_at) / lasts, 1.0)
        return self._set_down_from + (self._goes_to - self._set_down_from) * share

    def _ms(self, now: float, since: int) -> float:
        """Tell how long something lasts by now that the rules knew when time was last let pass."""
        return since + (now - self._ticked_at) * 1000

    def _crossed(self, now: float) -> float:
        """Tell how far the goose has come: from 0 to 1."""
        if not rules.crosses(self.round):
            return 0.0
        return 0.5 if self.deal.still else self._ms(now, self.round.crossing) / rules.GOOSE

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the meadow, the bucket and who carries it, and the pads."""
        drawing.meadow(canvas, self.size, self._way, self.round)
        drawing.geese(canvas, self._way, self.round, self._crossed(now))
        drawing.carriers(canvas, self._way, self.round, self._at(now), still=self.deal.still)
        if not self.is_over:
            for seat, area in self.places().items():
                drawing.pad(canvas, area, int(seat), self.round)


def _under_way(now: rules.Round) -> float:
    """Tell where the rules know the bucket to be, in stones."""
    return now.stone + now.walked / rules.STRIDE
