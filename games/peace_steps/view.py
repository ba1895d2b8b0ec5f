"""Shows a quarrel, asks what to do, to say and to try, and what came of it."""

from collections.abc import Mapping, Sequence

from games.contract import Choice
from games.peace_steps import layout, page, rules
from games.peace_steps.content import Deed, Scene, scenes
from games.stage import seats, storybook
from games.stage.area import Area
from games.stage.canvas import Canvas
from games.stage.round_scene import RoundScene

# What is said, and whose card it is: nobody's where it is told or asked.
Line = tuple[str, Choice | None]


class Room(RoundScene):
    """One round: one scene in three steps."""

    rounds = 4
    alone = "Stop first: how do we grow calm?"
    together = "Take turns. Stop first: how do we grow calm?"
    safe_first = "First get to safety: how?"
    ask_say, ask_adult = "How can we say it so that others listen?", "How do we tell an adult?"
    ask_solve, ask_then = "What is good for everybody?", "And then, what helps?"
    praise = "You stopped first, said it well, and found a way."
    praise_together = "You stopped first, talked, and found a way together."

    round: rules.Round
    # Which of the lines is being said.
    _at: int | None = None

    @property
    def scene(self) -> Scene:
        """The scene that is told."""
        return scenes()[self.round.scene]

    def places(self) -> Mapping[Choice, Area]:
        """Offer what was not put aside, or to go on."""
        choices = rules.choices(self.round)
        if choices == [rules.GO_ON]:
            return {rules.GO_ON: storybook.found(self.size)[1]}
        return {one: area for one, area in self._cards() if one in choices}

    def _cards(self) -> list[tuple[Choice, Area]]:
        """List every card of the step with its place: one that is put aside keeps it."""
        if self.round.step >= rules.SEE:
            return []
        offered = self.round.offers[self.round.step]
        return list(zip(offered, storybook.cards(len(offered), self.size), strict=True))

    def says(self) -> Sequence[str]:
        """Tell, ask, and read the cards aloud."""
        return [words for words, _ in self._lines()]

    def _lines(self) -> list[Line]:
        """List what is said now: first what came before, then the question and the cards."""
        now = self.round
        if now.step == rules.OVER:
            return []
        cards = [(self._deed(one).says, one) for one in rules.choices(now) if one != rules.GO_ON]
        asks = [] if now.aside or now.step == rules.SEE else [self._asks()]
        return [(self._came(), None), *((words, None) for words in asks), *cards]

    def _came(self) -> str:
        """Tell what came of the last card; at the beginning, what happens."""
        last = rules.last(self.round)
        return last.then if last else self.scene.tells

    def _asks(self) -> str:
        """Ask for what the step is about."""
        adult = self.scene.adult
        first = self.safe_first if "away" in self.scene.calm else self.prompt
        say = self.ask_adult if adult else self.ask_say
        return (first, say, self.ask_then if adult else self.ask_solve)[self.round.step]

    def _deed(self, choice: Choice) -> Deed:
        return rules.deed(self.round, self.round.step, choice)

    def saying(self, at: int | None) -> bool:
        """Show the words that are being said, and whose card they are."""
        before, self._at = self._shown(), at
        return self._shown() != before

    def _shown(self) -> Line:
        """Find what is said; while nothing is, what came of the last card, or what is asked."""
        lines = self._lines()
        if self._at is not None and self._at < len(lines):
            return lines[self._at]
        asked = self.round.done and not self.round.aside and self.round.step < rules.SEE
        return (self._asks() if asked else self._came()), None

    def sound(self) -> str:
        """Name the sound: what is put aside sounds as soft as what is good, only lower."""
        if self.attempt is None:
            return "turn"
        return "back" if self.round.aside else "pair"

    def insists(self) -> bool:
        """Do together what is good when it is all that is left."""
        return bool(self.round.aside) and len(rules.choices(self.round)) == 1

    def ready(self, now: float) -> bool:
        """Wait for a press while there is something to choose."""
        return super().ready(now) and not self.is_over

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the scene or what came of it, the light, the words, the cards, whose turn it is."""
        del now
        last, step = rules.last(self.round), self.round.step
        page.draw_scene(canvas, self.size, self.scene, last if self._has_changed() else None)
        page.draw_light(canvas, self.size, step)
        if self.is_over:
            self._draw_done(canvas)
            return
        words, of = self._shown()
        page.write(canvas, self.size, words)
        for choice, area in self._cards():
            self._draw_card(canvas, choice, area, said=choice == of)
        if step == rules.SEE and last:
            found, on = storybook.found(self.size)
            page.draw_deed(canvas, last, self.scene, found, "leaf", ring="leaf")
            storybook.draw_go_on(canvas, on)
        seats.draw(canvas, self.size, self.round.seats, self.round.seat)

    def _has_changed(self) -> bool:
        """Tell whether the last card changes how both feel: what calms or is said well does not."""
        return bool(self.round.aside) or self.round.step >= rules.SEE

    def _draw_card(self, canvas: Canvas, choice: Choice, area: Area, *, said: bool) -> None:
        """Draw a card; what was put aside is dim, and what is being said has a frame."""
        aside = choice in self.round.aside
        spoken = self.round.step == rules.SAY and not aside
        edge, ring = "soft_ink" if spoken else "line", "sky_deep" if said else None
        deed = self._deed(choice)
        page.draw_deed(canvas, deed, self.scene, area, edge, ring=ring, dim=aside)
        if spoken:
            page.draw_tail(canvas, area)

    def _draw_done(self, canvas: Canvas) -> None:
        """Draw at the end what was done, said and found."""
        for step, area in enumerate(storybook.cards(layout.STEPS, self.size)):
            deed = rules.deed(self.round, step, self.round.done[step])
            page.draw_deed(canvas, deed, self.scene, area, "sun", ring="sun")
