"""Tells a story in pictures and words, offers faces, and says what the one in it felt."""

from collections.abc import Callable, Mapping, Sequence

from games.contract import Choice
from games.feel_story import layout, rules
from games.feel_story.content import Story, beside, faces, stories
from games.report import Event
from games.stage import seats
from games.stage.area import Area, Point
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal, RoundScene

GO_ON = "27A1"
# The light of a place: its air and its ground, each a colour of the palette and how much of it.
PLACES = {
    "outside": (("sky", 0.28), ("leaf", 0.4)),
    "home": (("sun", 0.16), ("sun_deep", 0.28)),
    "school": (("plum", 0.12), ("plum", 0.3)),
    "evening": (("night_soft", 0.42), ("night_soft", 0.7)),
}


class Room(RoundScene):
    """One round: three stories."""

    rounds = 2
    thing = "face"
    alone = "How does that feel? Tap a face."
    together = "Whose turn is it? How does that feel?"
    also = "One can feel that, too."
    praise = "You listened closely to how others feel."
    praise_together = "You listened together to how others feel."

    round: rules.Round

    def __init__(self, deal: Deal, size: Point, now: float, tell: Callable[[Event], None]) -> None:
        super().__init__(deal, size, now, tell)
        self._asks = self.prompt
        self._window = layout.window(size)

    @property
    def story(self) -> Story:
        """The story that is told; the last one until the round is left."""
        last = len(self.round.stories) - 1
        return stories()[self.round.stories[min(self.round.story, last)]]

    def places(self) -> Mapping[Choice, Area]:
        """Offer the faces, or to go on."""
        choices = rules.choices(self.round)
        if choices == [rules.GO_ON]:
            return {rules.GO_ON: layout.row(len(self._felt()) + 1, self.size)[-1]}
        return dict(zip(choices, layout.row(max(len(choices), 1), self.size), strict=False))

    def says(self) -> Sequence[str]:
        """Tell the story and ask; then what the one in it felt; at last what may help."""
        if self.is_over:
            return ()
        if not self.round.felt:
            return self.story.tells, self._asks
        first = (self.also,) if rules.differs(self.round) and self.round.page == 0 else ()
        return *first, self.story.after[self.round.page]

    def _felt(self) -> list[str]:
        """List the feelings that are talked about: the one that was tapped, and what fits."""
        fitting = [one for one in self.story.feels if one in self.round.faces[self.round.story]]
        return list(dict.fromkeys([self.round.felt, *fitting]))

    def ready(self, now: float) -> bool:
        """Wait for a press while there is something to choose."""
        return super().ready(now) and not self.is_over

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the story, its words, the faces, and whose turn it is."""
        del now
        self._draw_story(canvas)
        if self.is_over:
            self._draw_told(canvas)
            return
        words = self.story.after[self.round.page] if self.round.felt else self.story.tells
        canvas.write(words, layout.words(self.size), layout.letters(self.size), self.size[0] - 8)
        if self.round.felt:
            self._draw_felt(canvas)
        else:
            for face, area in self.places().items():
                _draw_face(canvas, str(face), area, "line")
        seats.draw(canvas, self.size, self.round.seats, self.round.seat)

    def _draw_story(self, canvas: Canvas) -> None:
        """Draw the place like a picture in a book, and in it what happened."""
        air, ground = PLACES[self.story.place]
        canvas.panel(self._window)
        inner = self._window.inset(1.5)
        canvas.band(inner, *air)
        low = inner.h * 0.22
        canvas.band(Area(inner.x, inner.y + inner.h - low, inner.w, low), *ground)
        pictures = self.story.pictures
        areas = layout.pictures(len(pictures), self._window)
        for picture, area in zip(pictures, areas, strict=True):
            canvas.picture(picture, area)

    def _draw_told(self, canvas: Canvas) -> None:
        """Draw at the end what the stories were about."""
        pictures = self.pictures()
        for picture, area in zip(pictures, layout.row(len(pictures), self.size), strict=True):
            canvas.panel(area, "card", "sun")
            canvas.picture(picture, area.inset(area.w * 0.08))

    def _draw_felt(self, canvas: Canvas) -> None:
        """Draw the face that was tapped and those that fit, none better than another."""
        felt = self._felt()
        row = layout.row(len(felt) + 1, self.size)
        for face, area in zip(felt, row[:-1], strict=True):
            _draw_face(canvas, face, area, "sun" if face == self.round.felt else "leaf")
        canvas.panel(row[-1], "leaf", "leaf_deep")
        canvas.picture(GO_ON, row[-1].inset(row[-1].w * 0.18))


def _draw_face(canvas: Canvas, face: str, area: Area, edge: str) -> None:
    canvas.panel(area, "card", edge)
    canvas.picture(faces()[face], area.inset(area.w * 0.08))
    if face in beside():
        side = area.w * 0.36
        corner = Area(area.x + area.w - side - 1, area.y + area.h - side - 1, side, side)
        canvas.picture(beside()[face], corner)
    if edge != "line":
        canvas.ring(area.inset(1.2), edge, 1.2)
