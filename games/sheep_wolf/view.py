"""Draws the fold: who comes to its gate, who is in, and the signs that tell who may come in."""

from collections.abc import Callable, Mapping
from math import sin

from games.contract import Choice
from games.report import Event
from games.sheep_wolf import fence, layout, rules
from games.sheep_wolf.animals import DRAWN, PICTURES
from games.stage import seats, shapes
from games.stage.area import Area, Point, between
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal, RoundScene

# Seconds: an animal walks to the gate, and away from it or into the fold.
COMES, GOES = 0.35, 0.7
HAND, HUT = "270B", "1F6D6"


class Room(RoundScene):
    """One round: a dozen animals or two."""

    alone = "Tap when a sheep comes to the gate. When the wolf comes, wait."
    together = "Take turns: tap for a sheep. When the wolf comes, wait."
    praise = "You looked first, and let the sheep in. They are all home."
    praise_together = "You looked first, and brought the sheep home together."
    look = GOES
    pauses = True

    round: rules.Round
    before: rules.Round

    def __init__(self, deal: Deal, size: Point, now: float, tell: Callable[[Event], None]) -> None:
        super().__init__(deal, size, now, tell)
        self._field = layout.field(size)
        self._came_at = now
        self._ask()

    def _ask(self) -> None:
        self.prompt = rules.asks(self.round) or self.prompt

    def places(self) -> Mapping[Choice, Area]:
        """Offer the gate with whoever stands before it."""
        return {rules.GATE: self._field.target}

    def beat(self) -> float:
        """Let time pass when somebody comes or goes, and sleep in between."""
        return rules.wait(self.round) / 1000

    def passed(self, now: float) -> None:
        """Let an animal come; what counts is how long it stood there."""
        if rules.stands(self.round) and self.round.since == rules.gap(self.round):
            self._came_at = self.asked_at = now

    def answered(self, now: float) -> None:
        """Say it where others come in from now on."""
        del now
        self._ask()

    def hears(self, now: float) -> bool:
        """Hear every press: the rules know whether somebody stands there."""
        del now
        return True

    def moving(self, now: float) -> bool:
        """Tell whether somebody comes or goes."""
        if self.deal.still:
            return False
        comes = rules.stands(self.round) and now < self._came_at + COMES
        return comes or (bool(self.round.let_in) and now < self.changed_at + GOES)

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the fold behind its fence, the path before it, and who is where."""
        field = self._field
        canvas.band(field.fold, "leaf", 0.42)
        canvas.band(field.path, "sun", 0.28)
        canvas.picture(HUT, field.hut)
        self._draw_herd(canvas, now)
        canvas.shape(fence.fence(field.fence, field.bars), field.fence)
        self._draw_gate(canvas, now)
        self._draw_signs(canvas)
        self._draw_goer(canvas, now)
        if rules.stands(self.round):
            self._draw_comer(canvas, now)
        seats.draw(canvas, self.size, self.round.seats, self.round.seat)

    def _share(self, now: float) -> float:
        """Tell how far the last animal has gone: 1 when it is where it goes."""
        if self.deal.still or not self.round.let_in:
            return 1.0
        return min((now - self.changed_at) / GOES, 1.0)

    def _draw_herd(self, canvas: Canvas, now: float) -> None:
        """Draw who is in."""
        for animal, place in self._herd(now):
            _draw_animal(canvas, animal, self._slot(place))

    def _herd(self, now: float) -> list[tuple[str, int]]:
        """List who is in and in which place; when the last has come, who went on by, too."""
        comes = self._share(now) < 1
        all_home, done = self.is_over and not comes, self.round.at - comes
        belong = [at for at in range(self.round.at) if rules.welcome(self.round, at)]
        return [
            (self.round.animals[at], place)
            for place, at in enumerate(belong)
            if all_home or (at < done and self.round.let_in[at])
        ]

    def _slot(self, place: int) -> Area:
        return self._field.herd[place % len(self._field.herd)]

    def _draw_gate(self, canvas: Canvas, now: float) -> None:
        """Draw the gate, open while the last animal goes through it."""
        bars, opens = self._field.bars, self._share(now) < 1 and self.round.let_in[-1]
        canvas.shape(fence.gate(bars, is_open=opens), bars)
        if self.round.seats > 1 and not opens:
            mark = Area(bars.x + bars.w / 2 - 5, bars.y + 3, 10, 10)
            canvas.shape(shapes.seat(self.round.seat), mark)

    def _draw_signs(self, canvas: Canvas) -> None:
        """Draw who may come in beside a hut, who stays outside beside a hand, framed while told."""
        come, keep = rules.come(self.round), rules.keep(self.round)
        is_told = not self.round.let_in or rules.changes(self.round)
        areas = layout.signs(self._field.signs, len(come), len(keep))
        shown = (HUT, come, "leaf"), (HAND, keep, "berry")
        for area, (mark, animals, edge) in zip(areas, shown, strict=True):
            canvas.panel(area, "card", edge)
            if is_told and not rules.stands(self.round):
                canvas.ring(area, "sun", 1.6)
            first = Area(area.x + 1.5, area.y, area.h, area.h).inset(1)
            canvas.picture(mark, first.inset(0.8))
            for at, animal in enumerate(animals, 1):
                _draw_animal(canvas, animal, first.moved(at * (area.h - 1), 0))

    def _draw_comer(self, canvas: Canvas, now: float) -> None:
        share = 1.0 if self.deal.still else min((now - self._came_at) / COMES, 1.0)
        away = (1 - share) ** 2
        stand = self._field.stand
        _draw_animal(
            canvas,
            self.round.animals[self.round.at],
            stand.moved(away * stand.w * 1.3, _step(share)),
            1 - away,
        )

    def _draw_goer(self, canvas: Canvas, now: float) -> None:
        """Draw the last animal on its way: in, by, or in and out again."""
        share = self._share(now)
        if share >= 1:
            return
        at, stand = self.round.at - 1, self._field.stand
        animal, came_in = self.round.animals[at], self.round.let_in[at]
        if came_in and rules.welcome(self.round, at):
            place = sum(rules.welcome(self.round, one) for one in range(at))
            _draw_animal(canvas, animal, between(stand, self._slot(place), share))
        elif came_in and share < 0.5:
            behind = self._field.hut.inset(2)
            _draw_animal(canvas, animal, between(stand, behind, 0.5 - abs(share - 0.25) * 2))
        else:
            on = (share - 0.5) * 2 if came_in else share
            away = stand.moved(-on * on * self.size[0] * 0.4, _step(on))
            _draw_animal(canvas, animal, away, 1 - on * on)


def _step(share: float) -> float:
    """Bob a little, as one does who walks (mm)."""
    return -abs(sin(share * 9)) * (1 - share)


def _draw_animal(canvas: Canvas, animal: str, area: Area, strength: float = 1.0) -> None:
    if animal in DRAWN:
        canvas.shape(DRAWN[animal], area, strength=strength)
    else:
        canvas.picture(PICTURES[animal], area, strength=strength)
