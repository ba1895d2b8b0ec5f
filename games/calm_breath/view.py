"""Draws what breathes, and says the first breaths; then it is quiet, and passes by itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Self

from games.calm_breath import layout, motions, rules
from games.calm_breath.content import Scene, Thing, lights, scenes
from games.calm_breath.drawings import DRAWN
from games.contract import Choice
from games.report import Event
from games.stage.area import Area, Point
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal, RoundScene

# Seconds between two pictures of a breath, and how long a thing nods that was tapped.
PICTURE, NOD = 0.125, 0.5
# So many breaths are said; after them soft tones go on.
SAID = 2
# The pictures of a round are made so far apart before its first breath (milliseconds).
AHEAD = 250


class Room(RoundScene):
    """One round: some slow breaths."""

    rounds = 1
    thing = "thing"
    by_itself = True
    alone = together = "Breathe along, slowly."
    praise = praise_together = "You breathed slowly, in and out."

    round: rules.Round

    def __init__(self, deal: Deal, size: Point, now: float, tell: Callable[[Event], None]) -> None:
        super().__init__(deal, size, now, tell)
        self._drawn_at, self._said = now, SAID
        self._nods: tuple[Choice, float] | None = None

    @property
    def scene(self) -> Scene:
        """What is breathed along with."""
        return scenes()[self.round.scene]

    def places(self) -> Mapping[Choice, Area]:
        """Tell where the things are: nothing has to be tapped, but what is tapped nods."""
        return dict(enumerate(layout.things(len(self.scene.things), self.size)))

    def says(self) -> Sequence[str]:
        """Say what to do, and the first breaths; then nothing any more."""
        moment = rules.moment(self.round)
        if moment.breath < 0:
            return self.prompt, self.scene.take, self.scene.give
        if self.is_over or moment.breath >= self._said:
            return ()
        return (self.scene.take if moment.taking else self.scene.give,)

    def again(self, now: float) -> None:
        """Say this breath and the next one once more."""
        del now
        self._said = max(rules.moment(self.round).breath + 2, SAID)

    def press(self, name: str, now: float) -> str | None:
        """Let what was tapped nod; the breath goes on."""
        passed = super().press(name, now)
        tapped = next((one for one in self.places() if self._name(one) == name), None)
        if tapped is None or self.is_over:
            return passed
        self._nods = tapped, now
        return "tap"

    def beat(self) -> float:
        """Let time pass when the breath turns."""
        return rules.wait(self.round) / 1000

    def passed(self, now: float) -> None:
        """Note when the last breath is out."""
        self.changed_at = now

    def moving(self, now: float) -> bool:
        """Tell that it draws no more often than it has to: eight pictures a second."""
        del now
        return False

    def due(self) -> float | None:
        """Draw the next picture of a breath, or only its turn where nothing is to move."""
        turn = super().due()
        if turn is None or self.is_over:
            return turn
        rests = self.deal.still or rules.moment(self.round).breath < 0
        due = [turn] if rests else [turn, self._drawn_at + PICTURE]
        return min(due if self._nods is None else [*due, self._nods[1] + NOD])

    def step(self, now: float) -> str | None:
        """Go on breathing; tones tell the turns where no voice does."""
        self._drawn_at = now
        if self._nods is not None and now >= self._nods[1] + NOD:
            self._nods = None
        turn = super().due()
        if turn is None or now < turn:
            return None
        sound = super().step(now)
        return sound or self._turns()

    def _turns(self) -> str | None:
        moment = rules.moment(self.round)
        if moment.breath < self._said or self.is_over:
            return None
        return "turn" if moment.taking else "tap"

    def ahead(self, now: float) -> Iterator[Self]:
        """Give, while it is said what to do, how all breaths look: then no picture comes late."""
        if self.deal.still or rules.moment(self.round).breath >= 0:
            return
        for ms in range(rules.BEGIN, rules.length(self.round), AHEAD):
            twin = self._twin()
            twin.round, twin._ticked_at = replace(self.round, ms=ms), now
            yield twin

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the meadow, a flower for each breath, the friend and what breathes."""
        air, ground = lights()[self.round.light]
        canvas.band(Area(0, 0, *self.size), *air)
        canvas.band(layout.ground(self.size), *ground)
        moment = self._moment(now)
        self._write(canvas, moment)
        marks = layout.marks(self.round.breaths, self.size)
        for area in marks[: max(moment.breath, 0)]:
            canvas.picture(self.scene.mark, area)
        breathes = 0.86 + 0.14 * moment.full
        beside = motions.grown(layout.friend(self.size), breathes)
        # The animals of the art set look to the left; here they look at what breathes.
        canvas.picture(self.round.friend, beside, mirrored=True)
        for thing, (place, area) in zip(self.scene.things, self.places().items(), strict=True):
            self._draw_thing(canvas, thing, self._nodding(place, area), moment)

    def _write(self, canvas: Canvas, moment: rules.Moment) -> None:
        """Write what is breathed, for those who read: where it is quiet nothing is heard of it."""
        words = self.scene.take if moment.taking else self.scene.give
        middle, room = layout.words(self.size)
        rests = moment.breath < 0 or self.is_over
        canvas.write(self.prompt if rests else words, middle, layout.LETTERS, room)

    def _moment(self, now: float) -> rules.Moment:
        """Tell how it stands now; where nothing is to move, only in and out differ."""
        if not self.deal.still:
            return rules.moment(self.round, round((now - self._ticked_at) * 1000))
        moment = rules.moment(self.round)
        begun = moment.breath >= 0 and not self.is_over
        full = float(moment.taking and begun)
        return rules.Moment(
            moment.breath, moment.taking, full, float(not moment.taking), moment.along
        )

    def _nodding(self, place: Choice, area: Area) -> Area:
        """Lower what was tapped a little, for a moment."""
        nods = self._nods is not None and self._nods[0] == place
        return area.moved(0, 2) if nods else area

    def _draw_thing(self, canvas: Canvas, thing: Thing, area: Area, moment: rules.Moment) -> None:
        pose = motions.pose(thing.motion, area, moment)
        if thing.picture in DRAWN:
            canvas.shape(DRAWN[thing.picture](pose.step, pose.bend), pose.area)
        else:
            canvas.picture(thing.picture, pose.area, pose.turn, pose.strength)
