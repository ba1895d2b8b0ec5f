"""Shows a scene, offers what one may do, and tells why it is safe or is not."""

from collections.abc import Mapping, Sequence

from games.contract import Choice
from games.safe_kids import rules
from games.safe_kids.content import Scene, scenes
from games.stage import seats, storybook
from games.stage.area import Area
from games.stage.canvas import Canvas
from games.stage.round_scene import RoundScene


class Room(RoundScene):
    """One round: three scenes."""

    rounds = 2
    thing = "way"
    alone = "What is safe? Tap a picture."
    together = "Take turns: what is safe? Tap a picture."
    praise = "You thought it over and found what is safe."
    praise_together = "You thought it over together and found what is safe."

    round: rules.Round

    @property
    def scene(self) -> Scene:
        """The scene that is shown; the last one until the round is left."""
        last = len(self.round.scenes) - 1
        return scenes()[self.round.scenes[min(self.round.scene, last)]]

    def places(self) -> Mapping[Choice, Area]:
        """Offer the ways that were not put aside, or to go on."""
        choices = rules.choices(self.round)
        if choices == [rules.GO_ON]:
            return {rules.GO_ON: storybook.found(self.size)[1]}
        return {way: area for way, area in self._ways() if way in choices}

    def _ways(self) -> list[tuple[int, Area]]:
        """List every way of the scene with its place: one that is put aside keeps it."""
        if self.is_over:
            return []
        ways = self.round.ways[self.round.scene]
        return list(zip(ways, storybook.cards(len(ways), self.size), strict=True))

    def says(self) -> Sequence[str]:
        """Tell what happens and what one may do; then why that is safe or is not."""
        if self.is_over:
            return ()
        if self.round.done:
            return (self.scene.ways[rules.SAFE].because,)
        if self.round.aside:
            why = self.scene.ways[self.round.aside[-1]].because
            return (why,) if self._left_alone() else (why, self.scene.asks)
        # What the round is about is said once, before its first scene.
        first = (self.prompt,) if self.round.scene == 0 else ()
        return *first, self.scene.tells, self.scene.asks

    def answered(self, now: float) -> None:
        """Time the answer from where its scene is shown: before, it was told why."""
        if self.round.scene > self.before.scene:
            self.asked_at = now

    def insists(self) -> bool:
        """Do together what is safe when it is all that is left, or after two misses."""
        return self._left_alone() or super().insists()

    def _left_alone(self) -> bool:
        """Tell whether the safe way is all that is left."""
        return rules.choices(self.round) == [rules.SAFE]

    def ready(self, now: float) -> bool:
        """Wait for a press while there is something to choose."""
        return super().ready(now) and not self.is_over

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the scene, its words, the ways, and whose turn it is."""
        del now
        storybook.draw(canvas, self.size, self.scene.place, self.scene.pictures)
        if self.is_over:
            self._draw_found(canvas)
            return
        storybook.write(canvas, self.size, self._words())
        if self.round.done:
            found, on = storybook.found(self.size)
            _draw_way(canvas, self.scene.ways[rules.SAFE].pictures, found, "leaf")
            storybook.draw_go_on(canvas, on)
        else:
            self._draw_ways(canvas)
        seats.draw(canvas, self.size, self.round.seats, self.round.seat)

    def _words(self) -> str:
        """Write what is told; what may be done is said and seen."""
        return self.says()[0] if self.round.done or self.round.aside else self.scene.tells

    def _draw_ways(self, canvas: Canvas) -> None:
        """Draw what one may do; what was put aside is dim."""
        for way, area in self._ways():
            pictures = self.scene.ways[way].pictures
            _draw_way(canvas, pictures, area, "line", dim=way in self.round.aside)

    def _draw_found(self, canvas: Canvas) -> None:
        """Draw at the end what was done to be safe."""
        ways = [scenes()[name].ways[rules.SAFE].pictures for name in self.round.scenes]
        for pictures, area in zip(ways, storybook.cards(len(ways), self.size), strict=True):
            _draw_way(canvas, pictures, area, "sun")


def _draw_way(
    canvas: Canvas, pictures: Sequence[str], area: Area, edge: str, *, dim: bool = False
) -> None:
    canvas.panel(area, "paper" if dim else "card", edge)
    for picture, place in zip(pictures, storybook.on_card(len(pictures), area), strict=True):
        canvas.picture(picture, place, strength=0.3 if dim else 1.0)
    if edge != "line":
        canvas.ring(area.inset(1.2), edge, 1.2)
