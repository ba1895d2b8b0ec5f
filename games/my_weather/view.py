"""Asks for the weather, for its place and for an idea, and says nothing of what was chosen."""

from collections.abc import Mapping, Sequence

from games.contract import Choice
from games.my_weather import body, layout, rules
from games.my_weather.content import UNKNOWN, ideas, weathers
from games.stage import storybook
from games.stage.area import Area
from games.stage.canvas import Canvas
from games.stage.round_scene import RoundScene

# What is shown where somebody wants to do nothing: tea, and a place to sit.
NOTHING = ("1F375", "1FA91")


class Room(RoundScene):
    """One round: one look within."""

    rounds = 1
    thing = "card"
    alone = together = "How is the weather in you today?"
    praise = praise_together = "You stopped and looked at the weather in you."
    allowed = "Any weather may be there."
    where = "Where in your body do you feel it?"
    what = "What would do you good now?"
    nothing = "Sitting still for a while is good, too."
    joy = 0.8

    round: rules.Round

    def places(self) -> Mapping[Choice, Area]:
        """Offer what can be chosen, each on its card."""
        choices = rules.choices(self.round)
        if choices in ([], [rules.GO_ON]):
            return dict(zip(choices, storybook.row(1, self.size), strict=False))
        wide = self.round.weather and not rules.asks_place(self.round)
        cards = layout.wide_cards if wide else layout.cards
        return dict(zip(choices, cards(len(choices), self.size), strict=True))

    def says(self) -> Sequence[str]:
        """Ask; the same whatever was chosen, as others hear it, until an idea is told."""
        if self.is_over:
            return ()
        if not self.round.weather:
            return (self.prompt,)
        if rules.asks_place(self.round):
            return self.allowed, self.where
        return (self._told() if self.round.idea else self.what,)

    def _told(self) -> str:
        idea = self.round.idea
        return self.nothing if idea == UNKNOWN else ideas()[idea].says

    def ready(self, now: float) -> bool:
        """Wait for a press while there is something to choose."""
        return super().ready(now) and not self.is_over

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the cards with the question above them, or the idea that was chosen."""
        del now
        if self.round.idea:
            self._draw_idea(canvas)
            return
        canvas.band(Area(0, 0, *self.size), "sky", 0.22)
        middle, room = layout.question(self.size)
        canvas.write(self.says()[-1], middle, layout.LETTERS, room)
        for choice, area in self.places().items():
            canvas.panel(area)
            self._draw_card(canvas, str(choice), area)

    def _draw_card(self, canvas: Canvas, choice: str, area: Area) -> None:
        if rules.asks_place(self.round) and choice != UNKNOWN:
            self._draw_body(canvas, choice, area.inset(2))
        elif choice in ideas():
            pictures = ideas()[choice].pictures
            places = storybook.on_card(len(pictures), area)
            for picture, place in zip(pictures, places, strict=True):
                canvas.picture(picture, place)
        else:
            (place,) = storybook.on_card(1, area)
            canvas.picture(weathers()[choice].picture, place)

    def _draw_body(self, canvas: Canvas, part: str, area: Area) -> None:
        """Draw the weather where it may be felt."""
        drawn = body.place(area)
        canvas.shape(body.body(part), drawn)
        for spot in body.spots(part, drawn):
            canvas.picture(weathers()[self.round.weather].picture, spot)

    def _draw_idea(self, canvas: Canvas) -> None:
        idea = self.round.idea
        pictures = NOTHING if idea == UNKNOWN else ideas()[idea].pictures
        storybook.draw(canvas, self.size, "home", pictures)
        storybook.write(canvas, self.size, self._told())
        for area in self.places().values():
            storybook.draw_go_on(canvas, area)
