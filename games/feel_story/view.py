"""Tells a story in pictures and words, offers faces, and says what the one in it felt."""

from collections.abc import Callable, Mapping, Sequence

from games.contract import Choice
from games.feel_story import layout, rules
from games.feel_story.content import Story, beside, faces, stories
from games.report import Event
from games.stage import seats, storybook
from games.stage.area import Area, Point
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal, RoundScene


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

    @property
    def story(self) -> Story:
        """The story that is told; the last one until the round is left."""
        last = len(self.round.stories) - 1
        return stories()[self.round.stories[min(self.round.story, last)]]

    def places(self) -> Mapping[Choice, Area]:
        """Offer the faces, or to go on."""
        choices = rules.choices(self.round)
        if choices == [rules.GO_ON]:
            return {rules.GO_ON: layout.felt(len(self._felt()), self.size)[1]}
        return dict(zip(choices, layout.faces(len(choices), self.size), strict=False))

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
        storybook.draw(canvas, self.size, self.story.place, self.story.pictures)
        if self.is_over:
            self._draw_told(canvas)
            return
        words = self.story.after[self.round.page] if self.round.felt else self.story.tells
        storybook.write(canvas, self.size, words)
        if self.round.felt:
            self._draw_felt(canvas)
        else:
            for face, area in self.places().items():
                _draw_face(canvas, str(face), area, "line")
        seats.draw(canvas, self.size, self.round.seats, self.round.seat)

    def _draw_told(self, canvas: Canvas) -> None:
        """Draw at the end what the stories were about."""
        pictures = self.pictures()
        for picture, area in zip(pictures, layout.faces(len(pictures), self.size), strict=True):
            canvas.panel(area, "card", "sun")
            canvas.picture(picture, area.inset(area.w * 0.08))

    def _draw_felt(self, canvas: Canvas) -> None:
        """Draw the face that was tapped and those that fit, none better than another."""
        felt = self._felt()
        areas, on = layout.felt(len(felt), self.size)
        for face, area in zip(felt, areas, strict=True):
            _draw_face(canvas, face, area, "sun" if face == self.round.felt else "leaf")
        storybook.draw_go_on(canvas, on)


def _draw_face(canvas: Canvas, face: str, area: Area, edge: str) -> None:
    canvas.panel(area, "card", edge)
    canvas.picture(faces()[face], area.inset(area.w * 0.08))
    if face in beside():
        side = area.w * 0.36
        corner = Area(area.x + area.w - side - 1, area.y + area.h - side - 1, side, side)
        canvas.picture(beside()[face], corner)
    if edge != "line":
        canvas.ring(area.inset(1.2), edge, 1.2)
