"""Draws the meadow at night: the firefly shows its way, the child taps it after it."""

from collections.abc import Callable, Mapping

from games.contract import Choice
from games.firefly_path import layout, rules
from games.report import Event
from games.stage import seats
from games.stage.area import Area, Point
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal, RoundScene

# Seconds: before the firefly sets out, at each bush, and between two of them.
BEGIN, AT_BUSH, BETWEEN = 1.1, 0.62, 0.22
BUSH, FIREFLY, LANTERN = "1F33F", "1FAB2", "1F3EE"
# It goes home: its own sign, for who cannot follow the words.
BACK = FIREFLY, "1F3E0"


class Room(RoundScene):
    """One round: three ways of the firefly."""

    thing = "bush"
    # Who listens to what is to be done does not see where the firefly flies.
    pauses = True
    alone = "See where the firefly flies. Then tap the same way."
    together = "Take turns: see the firefly fly, then tap the same way."
    praise = "You watched closely and found the firefly's way."
    praise_together = "You watched closely, and lit the lights together."
    look = 0.45

    round: rules.Round

    def __init__(self, deal: Deal, size: Point, now: float, tell: Callable[[Event], None]) -> None:
        super().__init__(deal, size, now, tell)
        self._bushes = layout.bushes(self.round.bushes, size)
        if self.round.back:
            self.prompt = "See where the firefly flies. Then tap its way back home."
        self._tapped_at = now
        self._show(now)

    def _show(self, now: float) -> None:
        """Let the firefly fly its way, from soon on."""
        self._flies_from = now + BEGIN
        self._flown = 0
        self._lit: int | None = None

    def again(self, now: float) -> None:
        """Let the firefly fly once more; what was tapped so far stays."""
        if not self.is_over:
            self._show(now)

    def places(self) -> Mapping[Choice, Area]:
        """Offer every bush."""
        return dict(enumerate(self._bushes))

    def answered(self, now: float) -> None:
        """Show the next way, or the same once more after a bush that is not on it."""
        self._tapped_at = now
        if self.attempt and not self.is_over:
            self._show(now)

    @property
    def flying(self) -> bool:
        """Tell whether the firefly is on its way."""
        return not self.is_over and self._flown < len(rules.shown(self.round))

    def hears(self, now: float) -> bool:
        """Listen when the firefly has arrived: who knows the way may tap as quickly as she can."""
        del now
        return not self.flying

    def hint(self) -> str | None:
        """Point at the next bush when it can be tapped: not while the firefly flies."""
        return None if self.flying else super().hint()

    def choose(self, choice: Choice, now: float) -> str | None:
        """Tap a bush; a finger that trembles on the one it has just tapped means nothing by it."""
        tapped = self.round.ways[self.round.way][: self.round.tapped]
        if choice in tapped[-1:] and now < self._tapped_at + self.look:
            return None
        return super().choose(choice, now)

    def ready(self, now: float) -> bool:
        """Wait for the firefly, and for nothing else."""
        return self.hears(now) and not self.is_over

    def due(self) -> float | None:
        """Move the firefly from bush to bush."""
        if not self.flying:
            return super().due()
        begins = self._flies_from + self._flown * (AT_BUSH + BETWEEN)
        return begins if self._lit is None else begins + AT_BUSH

    def step(self, now: float) -> str | None:
        """Light a bush, or let it go dark."""
        if not self.flying:
            return super().step(now)
        if self._lit is None:
            self._lit = rules.shown(self.round)[self._flown]
            return "turn"
        self._lit, self._flown = None, self._flown + 1
        if not self.flying:
            self.asked_at = now
        return None

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the night, the bushes, the lights that were lit, and whose turn it is."""
        canvas.clear("night")
        self._draw_lights(canvas)
        for bush, area in enumerate(self._bushes):
            self._draw_bush(canvas, bush, area, now)
        seats.draw(canvas, self.size, self.round.seats, self.round.seat)

    def _draw_bush(self, canvas: Canvas, bush: int, area: Area, now: float) -> None:
        lit = bush == self._lit or (not self.flying and bush in self._kept(now))
        canvas.panel(area, "sun" if lit else "leaf_deep", "sun_deep" if lit else "leaf")
        here = FIREFLY if bush == self._lit else BUSH
        canvas.picture(here, area.inset(area.w * 0.08))

    def _kept(self, now: float) -> tuple[int, ...]:
        """Tell which bushes shine because they were tapped; a way that is done shines a moment."""
        if self.attempt and now < self._tapped_at + self.look and not self.attempt.right:
            return ()
        return self.round.ways[self.round.way][: self.round.tapped] if not self.is_over else ()

    def _draw_lights(self, canvas: Canvas) -> None:
        """Draw what waits at the end of each way: dim, then lit; and that the way leads back."""
        places = layout.lights(rules.WAYS, self.size)
        for way, (picture, area) in enumerate(zip(self.round.lights, places, strict=True)):
            if way < self.round.way:
                canvas.picture(picture, area)
            else:
                canvas.picture(LANTERN, area, strength=0.6)
        signs = zip(BACK, layout.sign(self.size), strict=True)
        for picture, area in signs if self.round.back else ():
            canvas.panel(area, "sun", "sun_deep")
            canvas.picture(picture, area.inset(0.5))
