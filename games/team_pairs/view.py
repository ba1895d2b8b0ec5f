"""Draws the table and turns presses into choices."""

from collections.abc import Callable, Sequence
from math import cos, pi, sin
from random import Random

from games.catalog import Game
from games.report import Answered, Event
from games.stage import shapes
from games.stage.area import Area, Point, Target
from games.stage.canvas import Canvas
from games.stage.run import Options
from games.stage.scene import Scene
from games.stage.scenes import Goodbye, HowMany
from games.stage.stage import Stage
from games.team_pairs import layout, rules

ROUNDS = 3
TURN, WOBBLE, LOOK, ENJOY = 0.22, 0.45, 1.7, 1.8
ALONE = "Turn two cards. Find two that are the same."
TOGETHER = "Take turns. Find two that are the same, together."
PRAISE_ALONE = "You kept looking until every pair was found."
PRAISE_TOGETHER = "You looked together until every pair was found."


def play(game: Game, stage: Stage, size: Point, options: Options, rng: Random) -> None:
    """Ask who plays, play some rounds, end calmly."""
    seats = options.seats or _ask(game, stage, size)
    learner = options.learner(game)
    tell = learner.hears(stage.tell)
    found: list[str] = []
    for number in range(ROUNDS):
        start = rules.new_round(learner.level(seats), rng, seats, number)
        table = Table(game.skill, start, size, stage.now(), tell, still=options.still)
        stage.show(table)
        found += table.pictures()
    praise = PRAISE_ALONE if seats == 1 else PRAISE_TOGETHER
    stage.show(Goodbye(size, stage.now(), praise, list(dict.fromkeys(found))))


def _ask(game: Game, stage: Stage, size: Point) -> int:
    asking = HowMany(size, *game.seats)
    stage.show(asking)
    return asking.seats


class Table(Scene):
    """One round of cards on the table."""

    def __init__(
        self,
        skill: str,
        start: rules.Round,
        size: Point,
        now: float,
        tell: Callable[[Event], None],
        *,
        still: bool,
    ) -> None:
        self.prompt = ALONE if start.seats == 1 else TOGETHER
        self._skill, self._round, self._size, self._tell = skill, start, size, tell
        self._still = still
        self._areas = layout.table(len(start.cards), size)
        self._turned_at: dict[int, float] = {}
        self._first_at = now
        self._second_at = now
        self._moves_until = now

    def pictures(self) -> tuple[str, ...]:
        """Tell what was found."""
        result = rules.result(self._round)
        return result.pictures if result else ()

    def targets(self) -> Sequence[Target]:
        """Offer every card; one that was found does nothing."""
        return [Target(f"card:{at}", area) for at, area in enumerate(self._areas)]

    def hint(self) -> str | None:
        """Point at the next good card."""
        card = rules.hint(self._round)
        return None if card is None else f"card:{card}"

    def insists(self) -> bool:
        """Show the partner at once after two misses."""
        return rules.needs_help(self._round)

    def showing_how(self) -> None:
        """Count the pair as found together."""
        self._round = rules.help_along(self._round)

    def press(self, name: str, now: float) -> str | None:
        """Turn a card."""
        card = int(name.removeprefix("card:"))
        after, attempt = rules.answer(self._round, card)
        if after == self._round or rules.result(self._round):
            return None
        self._show(after, now)
        if attempt is None:
            self._first_at = now
            return "turn"
        self._second_at = now
        if attempt.right is not None:
            self._report(attempt.seat, attempt.right, now)
        if not attempt.matched:
            self._moves_until = now + TURN + WOBBLE
        return "pair" if attempt.matched else "turn"

    def _report(self, seat: int, right: bool, now: float) -> None:  # noqa: FBT001
        ms = round((now - self._first_at) * 1000)
        level, seats = self._round.level, self._round.seats
        self._tell(Answered(self._skill, level, right, ms, seat, seats))

    def _show(self, after: rules.Round, now: float) -> None:
        """Turn on the table what turned in the rules."""
        for card in _faces(after) ^ _faces(self._round):
            self._turned_at[card] = now
        self._round = after
        self._moves_until = max(self._moves_until, now + TURN)

    def moving(self, now: float) -> bool:
        """Tell whether cards are turning or wobbling."""
        return now < self._moves_until and not self._still

    def ready(self, now: float) -> bool:
        """Tell whether a card may be turned without hurry."""
        return not self.moving(now) and self.due() is None

    def due(self) -> float | None:
        """Turn different cards back after a look; end after a moment of joy."""
        if rules.result(self._round):
            return self._second_at + ENJOY
        return self._second_at + LOOK if len(self._round.turned) == 2 else None

    def step(self, now: float) -> str | None:
        """Do what is due."""
        if rules.result(self._round):
            self.done = True
            return "done"
        self._show(rules.close(self._round), now)
        return "back"

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the cards, and below them whose turn it is and what was found."""
        self._draw_band(canvas)
        for card, area in enumerate(self._areas):
            self._draw_card(canvas, card, area, now)

    def _draw_card(self, canvas: Canvas, card: int, area: Area, now: float) -> None:
        up = card in _faces(self._round)
        passed = TURN if self._still else now - self._turned_at.get(card, -TURN)
        share = min(passed / TURN, 1.0)
        turn = max(abs(cos(pi * share)), 0.04)
        face = up if share > 0.5 else not up
        place = area.moved(self._wobble(card, now), 0)
        if not face:
            back = shapes.card_back(area.w, area.h)
            canvas.shape(back, shapes.around(place), turn)
            return
        found = card in self._round.found
        edge = "leaf" if found else "line"
        canvas.shape(shapes.panel(area.w, area.h, "card", edge), shapes.around(place), turn)
        canvas.picture(self._round.cards[card], place.inset(area.w * 0.08), turn)
        if found and share >= 1:
            canvas.ring(area.inset(1.2), "leaf", 1.2)

    def _wobble(self, card: int, now: float) -> float:
        """Sway softly when two cards differ (mm)."""
        passed = now - self._second_at - TURN
        swaying = len(self._round.turned) == 2 and card in self._round.turned
        if self._still or not swaying or passed < 0:
            return 0.0
        return sin(passed / WOBBLE * 4 * pi) * max(1 - passed / WOBBLE, 0) * 1.2

    def _draw_band(self, canvas: Canvas) -> None:
        band = layout.band(self._size)
        if self._round.seats > 1:
            canvas.band(band, shapes.SEAT_COLOURS[self._round.seat], 0.35)
            self._draw_seats(canvas, band)

    def _draw_seats(self, canvas: Canvas, band: Area) -> None:
        """Show every seat at its place; the one whose turn it is has its child beside it."""
        step = band.w / self._round.seats
        for seat in range(self._round.seats):
            x, y = band.x + step * (seat + 0.5), band.y + band.h / 2
            if seat == self._round.seat:
                canvas.panel(Area(x - 12, y - 4.4, 24, 8.8), "card", shapes.SEAT_COLOURS[seat])
                canvas.picture(shapes.CHILDREN[seat], Area(x + 0.5, y - 4, 8, 8))
                canvas.shape(shapes.seat(seat), Area(x - 8.5, y - 3.6, 7.2, 7.2))
            else:
                canvas.shape(shapes.seat(seat), Area(x - 3, y - 3, 6, 6), strength=0.6)


def _faces(now: rules.Round) -> set[int]:
    return {*now.found, *now.turned}
