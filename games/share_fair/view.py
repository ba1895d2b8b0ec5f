"""Draws who is there and what is to be shared, tells how it is, and lets things be given."""

from collections.abc import Mapping, Sequence
from math import pi, sin

from games.contract import Choice
from games.share_fair import layout, rules, things
from games.share_fair.content import Scene, scenes
from games.stage import seats, storybook
from games.stage.area import Area, Point, between
from games.stage.canvas import Canvas
from games.stage.round_scene import RoundScene

# Seconds: a thing goes to somebody, or sways and comes back.
GOES, SWAYS = 0.6, 0.8
BOWL, GRANDMOTHER, HAPPY = "1F963", "1F475", "1F60A"


class Room(RoundScene):
    """One round: two scenes."""

    thing = "to"
    alone = "Tap who gets the next thing."
    together = "Take turns: tap who gets the next thing."
    praise = "You looked to see who had too little, and shared it out."
    praise_together = "You looked at everybody, and shared it out together."
    who_next = "Who gets the next one?"
    who_needs = "Who needs it?"
    has_some = "Here is some already. Who has fewer?"
    for_all = "There is still enough for all."
    not_for_all = "Not enough for all any more. Where does it go?"
    has_enough = "This is enough here. Who still needs some?"
    same = "Now all have the same."
    look = GOES
    joy = 2.6

    round: rules.Round
    before: rules.Round

    @property
    def scene(self) -> Scene:
        """The scene that is shown; the last one until the round is left."""
        return _scene_of(self.round)

    def places(self) -> Mapping[Choice, Area]:
        """Offer everybody to whom the next thing was not offered yet, or to go on."""
        choices = rules.choices(self.round)
        if choices == [rules.GO_ON]:
            return {rules.GO_ON: layout.go_on(self.size)}
        cards = _cards(self.round, self.size)
        return {choice: cards[choice].area for choice in choices}

    def says(self) -> Sequence[str]:
        """Tell how it is and ask who gets the next thing; after a miss tell what is seen."""
        if self.is_over:
            return ()
        if rules.is_done(self.round):
            return (self.scene.because or self.same,)
        if self.round.tried:
            return (self._gently(self.round.tried[-1]),)
        if self.round.given:
            return (self._asks(),)
        # What is to be done is said once, in the first scene.
        asks = self.prompt if self.round.scene == 0 else self._asks()
        return self.scene.tells, asks

    def _asks(self) -> str:
        return self.who_next if self.scene.equal else self.who_needs

    def _gently(self, tried: Choice) -> str:
        """Tell why the thing is for somebody else."""
        if self.scene.equal:
            if tried == rules.REST:
                return self.for_all
            return self.not_for_all if rules.fitting(self.round) == [rules.REST] else self.has_some
        person = self.scene.people[int(tried)]
        # Of several kinds of things one is told what it lacks, which it has by then.
        says = "" if self._is_helped(int(tried)) else person.says
        return says or self.has_enough

    def _is_helped(self, person: int) -> bool:
        """Tell whether somebody got the one of several kinds of things that it needed."""
        return len(set(self.scene.things)) > 1 and person in self.round.given

    def answered(self, now: float) -> None:
        """Let the thing go, or sway and come back."""
        self.look = SWAYS if self.round.tried else GOES
        self.asked_at = now if self.deal.still else now + self.look

    def insists(self) -> bool:
        """See together who gets what was missed twice."""
        return rules.needs_help(self.round) or super().insists()

    def ready(self, now: float) -> bool:
        """Wait for a press while there is something to choose."""
        return super().ready(now) and not self.is_over

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the place, the heap, the words, the people, and whose turn it is."""
        goes = self.moving(now) and len(self.round.given) > len(self.before.given)
        # At the end everybody is seen once more as it was before going on.
        shown = self.before if goes or self.is_over else self.round
        self._draw_place(canvas)
        for whose, card in _cards(shown, self.size).items():
            _draw_card(canvas, shown, whose, card)
        if self.is_over:
            return
        if rules.is_done(shown):
            storybook.draw_go_on(canvas, layout.go_on(self.size))
        else:
            self._draw_heap(canvas, shown, now)
        letters = storybook.letters(self.size)
        canvas.write(self._words(), layout.words(self.size), letters, self.size[0] - 6)
        seats.draw(canvas, self.size, self.round.seats, self.round.seat)

    def _draw_place(self, canvas: Canvas) -> None:
        air, ground = storybook.PLACES[self.scene.place]
        width, height = self.size
        low = height * 0.72
        canvas.band(Area(0, 0, width, low), *air)
        canvas.band(Area(0, low, width, height - low), *ground)

    def _words(self) -> str:
        """Write what is told, or what is asked."""
        return self.says()[-1] if self.round.given or self.round.tried else self.scene.tells

    def _draw_heap(self, canvas: Canvas, shown: rules.Round, now: float) -> None:
        """Draw what is left, the next thing in front or on its way."""
        left = rules.left(shown)
        places = layout.things(len(left), self.size)
        canvas.panel(places[0], "card", "sun_deep")
        for thing, area in zip(left[1:], places[1:], strict=True):
            things.draw(canvas, thing, area)
        things.draw(canvas, left[0], self._flies(places[0].inset(1.5), now))

    def _flies(self, area: Area, now: float) -> Area:
        """Tell where the next thing is: on its way, swaying back, or waiting."""
        passed = now - self.changed_at
        if not self.moving(now) or not (self.round.given or self.round.tried):
            return area
        cards = _cards(self.round, self.size)
        if self.round.tried:
            return area.moved(sin(passed / SWAYS * 4 * pi) * max(1 - passed / SWAYS, 0) * 1.4, 0)
        to = self.round.given[-1]
        has = len(rules.held(self.before, to))
        place = layout.row(has + 1, cards[to].things)[has]
        return between(area, place, min(passed / GOES, 1.0))


def _scene_of(now: rules.Round) -> Scene:
    return scenes()[now.scenes[min(now.scene, len(now.scenes) - 1)]]


def _cards(now: rules.Round, size: Point) -> dict[Choice, layout.Card]:
    """Find the card of everybody, and of the rest."""
    everybody = rules.everybody(now)
    return dict(zip(everybody, layout.cards(len(everybody), size), strict=True))


def _draw_card(canvas: Canvas, now: rules.Round, whose: Choice, card: layout.Card) -> None:
    """Draw somebody with what it has; dim where this thing is for somebody else."""
    done, dim = rules.is_done(now), whose in now.tried
    canvas.panel(card.area, "paper" if dim else "card", "leaf" if done else "line")
    strength = 0.35 if dim else 1.0
    if isinstance(whose, int):
        _draw_person(canvas, now, whose, card, strength)
    else:
        _draw_rest(canvas, now, card, strength)


def _draw_person(
    canvas: Canvas, now: rules.Round, whose: int, card: layout.Card, strength: float
) -> None:
    person, who = _scene_of(now).people[whose], card.who
    side = who.w * person.tall
    feet = Area(who.x + (who.w - side) / 2, who.y + who.h - side, side, side)
    canvas.picture(person.who, feet, strength=strength)
    sign = HAPPY if rules.is_done(now) else person.sign
    if sign:
        canvas.picture(sign, card.sign, strength=strength)
    _draw_things(canvas, rules.held(now, whose), card, strength)


def _draw_rest(canvas: Canvas, now: rules.Round, card: layout.Card, strength: float) -> None:
    """Draw where the last things go: a bowl, Grandma's bowl, or pieces for all."""
    scene = _scene_of(now)
    if scene.rest == "cut":
        cut = things.pieces(len(scene.people), there=rules.REST in now.given)
        canvas.shape(cut, card.who, strength=strength)
        return
    canvas.picture(BOWL, card.who.inset(card.who.w * 0.08), strength=strength)
    if scene.rest == "grandmother":
        canvas.picture(GRANDMOTHER, card.sign.inset(-1.5).moved(-1, 1), strength=strength)
    _draw_things(canvas, rules.held(now, rules.REST), card, strength)


def _draw_things(canvas: Canvas, has: Sequence[str], card: layout.Card, strength: float) -> None:
    for thing, area in zip(has, layout.row(len(has), card.things), strict=True):
        things.draw(canvas, thing, area.inset(0.6), strength)
