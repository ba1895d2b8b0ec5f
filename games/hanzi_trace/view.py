"""Shows the sheet and the cards, lets the brush write, and says what is written."""

from collections.abc import Callable, Mapping, Sequence
from math import ceil, pi, sin

from games.contract import Choice
from games.hanzi_trace import drawing, layout, rules
from games.hanzi_trace.content import Character, characters
from games.report import Event
from games.stage import seats, storybook
from games.stage.area import Area, Point
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal, RoundScene

# A stroke is written in so many pictures.
STEPS = 8
# A card that was not the next stroke sways so far (mm), and is so strong afterwards.
SWAY, ASIDE = 1.2, 0.35


class Room(RoundScene):
    """One round: two or three characters."""

    thing = "stroke"
    alone = "Which stroke comes next?"
    together = "A stroke each: which comes next?"
    praise = "Stroke by stroke you wrote every character."
    praise_together = "A stroke each, and you wrote every character together."
    look = 0.6

    round: rules.Round
    before: rules.Round

    def __init__(self, deal: Deal, size: Point, now: float, tell: Callable[[Event], None]) -> None:
        super().__init__(deal, size, now, tell)
        self._swaying: int | None = None
        self._writing = False

    @property
    def character(self) -> Character:
        """The character that is written."""
        return characters()[rules.sign(self.round)]

    def places(self) -> Mapping[Choice, Area]:
        """Offer the strokes that were not put aside, or to go on."""
        choices = rules.choices(self.round)
        if choices == [rules.GO_ON]:
            return {rules.GO_ON: layout.done(self.size)[2]}
        return {stroke: area for stroke, area in self._cards() if stroke in choices}

    def _cards(self) -> list[tuple[int, Area]]:
        """List every card of the stroke with its place: one that is put aside keeps it."""
        if self.is_over or rules.is_written(self.round):
            return []
        cards = self.round.cards[self.round.character][self.round.written]
        return list(zip(cards, layout.cards(len(cards), self.size), strict=True))

    def says(self) -> Sequence[str]:
        """Ask for the strokes of a character, and name it again when it is written."""
        if self.is_over:
            return ()
        if rules.is_written(self.round):
            return (self.character.said,)
        if self.round.character == 0:
            return self.prompt, self.character.said
        return self.character.said, self.alone

    def insists(self) -> bool:
        """Show the next stroke when it is all that is left of several, or after two misses."""
        return len(self.round.aside) > 1 or (
            bool(self.round.aside) and len(rules.choices(self.round)) == 1
        )

    def answered(self, now: float) -> None:
        """Let the brush write, or the card sway; a new character is a new question."""
        self._writing = self.round.written > self.before.written
        gone = self.round.aside[len(self.before.aside) :]
        self._swaying = gone[0] if gone else None
        if self.round.character > self.before.character:
            self.asked_at = now

    def ready(self, now: float) -> bool:
        """Wait for a press while there is something to choose."""
        return super().ready(now) and not self.is_over

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the sheet, beside it the cards or what was written, and whose turn it is."""
        if self.is_over:
            self._draw_written(canvas)
            return
        self._draw_sheet(canvas, now)
        if rules.is_written(self.round):
            self._draw_done(canvas)
        else:
            self._draw_cards(canvas, now)
        seats.draw(canvas, self.size, self.round.seats, self.round.seat)

    def _draw_sheet(self, canvas: Canvas, now: float) -> None:
        area, written = layout.sheet(self.size), self.round.written
        canvas.panel(area.inset(-1))
        if not self._writing or not self.moving(now):
            canvas.sketch(drawing.sheet(self.character, written), area)
            return
        share = max(ceil((now - self.changed_at) / self.look * STEPS) / STEPS, 1 / STEPS)
        stroke = self.character.strokes[written - 1]
        # Only the brush is drawn anew at each step, and only as far as it reaches.
        canvas.stroke(drawing.brush(stroke, share), layout.part(area, drawing.reach(stroke)))
        canvas.sketch(drawing.cover(self.character, written), area)

    def _draw_cards(self, canvas: Canvas, now: float) -> None:
        for stroke, area in self._cards():
            aside = stroke in self.round.aside
            place = area.moved(self._sway(now), 0) if stroke == self._swaying else area
            canvas.panel(place, "paper" if aside else "card")
            inner = place.inset(1.5)
            strength = ASIDE if aside else 1.0
            svg = drawing.card(self.character, self.round.written, stroke, strength)
            canvas.sketch(svg, inner)

    def _sway(self, now: float) -> float:
        if not self.moving(now):
            return 0.0
        passed = (now - self.changed_at) / self.look
        return sin(passed * 4 * pi) * (1 - passed) * SWAY

    def _draw_done(self, canvas: Canvas) -> None:
        """Draw what the character means, its word, and the way on."""
        picture, word, on = layout.done(self.size)
        room, letters = layout.column(self.size).w, storybook.letters(self.size)
        if self.character.picture:
            canvas.picture(self.character.picture, picture)
            canvas.write(self.character.word, word, letters * 1.4, room)
        else:
            canvas.write(self.character.word, picture.centre, letters * 2, room)
        storybook.draw_go_on(canvas, on)

    def _draw_written(self, canvas: Canvas) -> None:
        """Draw at the end every character that was written."""
        signs = self.round.characters
        for sign, area in zip(signs, layout.row(len(signs), self.size), strict=True):
            canvas.panel(area, "card", "sun")
            canvas.ring(area.inset(1.2), "sun", 1.2)
            canvas.sketch(drawing.plain(characters()[sign]), area.inset(4))
