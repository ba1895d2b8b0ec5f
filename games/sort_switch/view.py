"""Draws the sign, the card and the baskets, and lets the card go where it was put."""

from collections.abc import Callable, Mapping
from math import cos, pi, sin

from games.contract import Choice
from games.report import Event
from games.sort_switch import cards, layout, rules
from games.stage import seats
from games.stage.area import Area, Point, between
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal, RoundScene

# Seconds: a card goes into its basket, or sways; the sign turns, and is looked at.
GOES, SWAYS, TURNS, LOOKS = 0.45, 0.5, 0.6, 1.4
STARTS = {
    "kind": "Look at the shape: find the basket with the same shape.",
    "look": "Look at the colours: find the basket with the same colours.",
    "count": "Look how many: find the basket with as many.",
    "size": "Look how large: find the basket with the same size.",
}
CHANGES = {
    "kind": "It changes: now look at the shape.",
    "look": "It changes: now look at the colours.",
    "count": "It changes: now look how many.",
    "size": "It changes: now look how large.",
}


class Room(RoundScene):
    """One round: a dozen cards."""

    thing = "basket"
    alone = "Look at the sign, then find the basket."
    together = "Take turns: look at the sign, then find the basket."
    praise = "You looked at the sign each time, and sorted every card."
    praise_together = "You looked at the sign, and sorted the cards together."

    round: rules.Round
    before: rules.Round

    def __init__(self, deal: Deal, size: Point, now: float, tell: Callable[[Event], None]) -> None:
        super().__init__(deal, size, now, tell)
        self._table = layout.table(len(self.round.baskets), size)
        self._tried: set[Choice] = set()
        self._calm_at = now
        if deal.seats == 1 and not rules.mixed(self.round):
            self.prompt = STARTS[self.round.rule]

    def places(self) -> Mapping[Choice, Area]:
        """Offer every basket."""
        return dict(enumerate(self._table.baskets))

    def answered(self, now: float) -> None:
        """Show where the card went; where the rule changes, give time to see it, and say it."""
        went = self.round.at > self.before.at
        last = {move for move in self.moves[-1:] if not isinstance(move, dict)}
        self._tried = set() if went else self._tried | last
        self._calm_at = now + (GOES if went else SWAYS)
        if went and rules.changed(self.round):
            self._calm_at = now + GOES + LOOKS
            self.prompt = CHANGES[self.round.rule]
        self.asked_at = now if self.deal.still else self._calm_at

    def moving(self, now: float) -> bool:
        """Tell whether a card goes or sways, or a new sign is looked at."""
        return now < self._calm_at and not self.deal.still

    def insists(self) -> bool:
        """Show where a card goes that was missed twice."""
        return rules.needs_help(self.round) or super().insists()

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the table with its baskets, the sign, and the card that is to be sorted."""
        top = self._table.baskets[0].y + self._table.baskets[0].h * 0.45
        canvas.band(Area(0, top, self.size[0], self.size[1] - top), "sun", 0.25)
        self._draw_sign(canvas, now)
        gone = 1.0 if self.deal.still else min((now - self.changed_at) / GOES, 1.0)
        goes = gone < 1 and self.round.at > self.before.at
        self._draw_pile(canvas, now)
        for place, basket in enumerate(self._table.baskets):
            self._draw_model(canvas, place, basket)
        if goes:
            self._draw_goer(canvas, gone)
        for basket in self._table.baskets:
            front = layout.front(basket)
            canvas.shape(cards.basket(front), front)
        seats.draw(canvas, self.size, self.round.seats, self.round.seat)

    def _draw_sign(self, canvas: Canvas, now: float) -> None:
        """Draw the sign; it turns like a card when it changes, and is framed for a while."""
        passed = now - self.changed_at - GOES
        changed = rules.changed(self.round) and self.round.tries == 0
        share = 1.0 if self.deal.still or not changed else min(max(passed / TURNS, 0), 1)
        rule = self.round.rule if share > 0.5 else self.before.rule
        turn = max(abs(cos(pi * share)), 0.04)
        area = self._table.sign
        board = area.inset(area.w * (1 - turn) / 2) if turn < 1 else area
        canvas.panel(Area(board.x, area.y, board.w, area.h), "card", "sun_deep")
        canvas.shape(cards.sign(rule), area.inset(area.w * 0.1), turn)
        if changed and share >= 1:
            canvas.ring(area, "sun", 1.6)

    def _draw_pile(self, canvas: Canvas, now: float) -> None:
        """Draw the card on top of those that are left, or what waited beneath them."""
        area = self._table.card
        if self.is_over:
            return canvas.picture(self.round.gift, area.inset(area.w * 0.1))
        for below in range(min(rules.CARDS - 1 - self.round.at, 2), 0, -1):
            canvas.panel(area.moved(below * 1.3, below * 1.1))
        waits = self.moving(now) and self.round.at > self.before.at
        if not (waits and rules.changed(self.round) and now < self.changed_at + GOES + TURNS):
            self._draw_card(canvas, self.round.at, area.moved(self._sway(now), 0))
        else:
            canvas.panel(area)
        return None

    def _draw_card(self, canvas: Canvas, at: int, area: Area) -> None:
        canvas.panel(area)
        canvas.shape(self._face(self.round.cards[at]), area.inset(area.w * 0.06))

    def _face(self, face: rules.Face) -> str:
        kind, look, count, size = face
        counts = rules.differs(self.round, "count")
        return cards.face(str(kind), str(look), int(count), str(size), counts=counts)

    def _draw_model(self, canvas: Canvas, place: int, basket: Area) -> None:
        # A basket that gave this card back is dimmed.
        area, strength = layout.model(basket), 0.3 if place in self._tried else 1.0
        canvas.panel(area, "card", "leaf")
        face = self._face(self.round.baskets[place])
        canvas.shape(face, area.inset(area.w * 0.06), strength=strength)

    def _draw_goer(self, canvas: Canvas, share: float) -> None:
        """Draw the last card on its way into its basket, behind the front of it."""
        at = self.round.at - 1
        front = layout.front(self._table.baskets[rules.home(self.round, at)])
        inside = Area(front.x + front.w / 2 - 6, front.y + front.h * 0.4, 12, 12)
        self._draw_card(canvas, at, between(self._table.card, inside, share * share))

    def _sway(self, now: float) -> float:
        """Sway softly when a basket gave the card back (mm)."""
        passed = now - self.changed_at
        if self.deal.still or not self.round.tries or passed > SWAYS:
            return 0.0
        return sin(passed / SWAYS * 4 * pi) * max(1 - passed / SWAYS, 0) * 1.4
