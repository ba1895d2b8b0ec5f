"""Draws the table and turns presses into choices."""

from collections.abc import Callable, Mapping
from math import cos, pi, sin

from games.contract import Choice
from games.report import Event
from games.stage import seats, shapes
from games.stage.area import Area, Point
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal, RoundScene
from games.team_pairs import layout, rules

TURN, WOBBLE, LOOK = 0.22, 0.45, 1.7


class Room(RoundScene):
    """One round of cards on the table."""

    thing = "card"
    alone = "Turn two cards. Find two that are the same."
    together = "Take turns. Find two that are the same, together."
    praise = "You kept looking until every pair was found."
    praise_together = "You looked together until every pair was found."

    round: rules.Round
    before: rules.Round

    def __init__(self, deal: Deal, size: Point, now: float, tell: Callable[[Event], None]) -> None:
        super().__init__(deal, size, now, tell)
        self._areas = layout.table(len(self.round.cards), size)
        self._turned_at: dict[int, float] = {}
        self._moves_until = now

    def places(self) -> Mapping[Choice, Area]:
        """Offer every card; one that was found does nothing."""
        return dict(enumerate(self._areas))

    def insists(self) -> bool:
        """Show the partner at once after two misses."""
        return rules.needs_help(self.round)

    def showing_how(self) -> None:
        """Count the pair as found together."""
        self.round = rules.help_along(self.round)

    def answered(self, now: float) -> None:
        """Turn on the table what turned in the rules."""
        for card in _faces(self.round) ^ _faces(self.before):
            self._turned_at[card] = now
        differ = self.attempt is not None and len(self.round.turned) == 2
        if self.attempt is None:
            self.asked_at = now  # What counts is how long the second card took.
        self._moves_until = now + TURN + (WOBBLE if differ else 0)

    def hears(self, now: float) -> bool:
        """Let the next card be turned at once: two that differ turn back with it."""
        del now
        return True

    def sound(self) -> str:
        """Sound a pair; a card that turns is only heard."""
        return "pair" if len(self.round.found) > len(self.before.found) else "turn"

    def moving(self, now: float) -> bool:
        """Tell whether cards are turning or wobbling."""
        return now < self._moves_until and not self.deal.still

    def ready(self, now: float) -> bool:
        """Tell whether a card may be turned without hurry."""
        return not self.moving(now) and self.due() is None

    def due(self) -> float | None:
        """Turn different cards back after a look."""
        if len(self.round.turned) == 2:
            return self.changed_at + LOOK
        return super().due()

    def step(self, now: float) -> str | None:
        """Do what is due."""
        if len(self.round.turned) == 2 and not self.is_over:
            self.before, self.round = self.round, rules.close(self.round)
            self.answered(now)
            return "back"
        return super().step(now)

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the cards, and below them whose turn it is and what was found."""
        seats.draw(canvas, self.size, self.round.seats, self.round.seat)
        for card, area in enumerate(self._areas):
            self._draw_card(canvas, card, area, now)

    def _draw_card(self, canvas: Canvas, card: int, area: Area, now: float) -> None:
        up = card in _faces(self.round)
        passed = TURN if self.deal.still else now - self._turned_at.get(card, -TURN)
        share = min(passed / TURN, 1.0)
        turn = max(abs(cos(pi * share)), 0.04)
        face = up if share > 0.5 else not up
        place = area.moved(self._wobble(card, now), 0)
        if not face:
            back = shapes.card_back(area.w, area.h)
            canvas.shape(back, shapes.around(place), turn)
            return
        found = card in self.round.found
        edge = "leaf" if found else "line"
        canvas.shape(shapes.panel(area.w, area.h, "card", edge), shapes.around(place), turn)
        canvas.picture(self.round.cards[card], place.inset(area.w * 0.08), turn)
        if found and share >= 1:
            canvas.ring(area.inset(1.2), "leaf", 1.2)

    def _wobble(self, card: int, now: float) -> float:
        """Sway softly when two cards differ (mm)."""
        passed = now - self.changed_at - TURN
        swaying = len(self.round.turned) == 2 and card in self.round.turned
        if self.deal.still or not swaying or passed < 0:
            return 0.0
        return sin(passed / WOBBLE * 4 * pi) * max(1 - passed / WOBBLE, 0) * 1.2


def _faces(now: rules.Round) -> set[int]:
    return {*now.found, *now.turned}
