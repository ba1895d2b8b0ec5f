"""Draws the way home, the card that tells where to go, and the rain that comes behind."""

from collections.abc import Callable, Mapping, Sequence
from math import pi, sin

from games.contract import Choice
from games.number_road import card, layout, rules, stones
from games.number_road.walks import ACROSS
from games.report import Event
from games.stage import seats
from games.stage.area import Area, Point
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal, RoundScene

# Seconds: a hop from stone to stone, a look at where it led, a stone that sways.
HOP, LOOKS, SWAYS = 0.4, 0.7, 0.6
CLOUD, UMBRELLA = "1F327", "2614"
STONE, STONE_HERE = "#E9E2D6", "#FFE7B0"


class Room(RoundScene):
    """One round: a walk home."""

    thing = "stone"
    alone = "Rain is coming. Tap the stones and see it home."
    together = "Take turns: tap the stones and see it home before the rain."
    missed = "A drop of rain. Let us count once more."
    helps = "Let us count it together."
    praise = "You counted your way, stone by stone, all the way home."
    praise_together = "You counted together, stone by stone, all the way home."
    joy = 2.6

    round: rules.Round
    before: rules.Round

    def __init__(self, deal: Deal, size: Point, now: float, tell: Callable[[Event], None]) -> None:
        super().__init__(deal, size, now, tell)
        self._board = layout.board(rules.how(self.round)["rows"], size)
        self._calm_at = now

    def places(self) -> Mapping[Choice, Area]:
        """Offer every stone in sight."""
        return dict(zip(rules.stones(self.round), self._board.stones, strict=True))

    def says(self) -> Sequence[str]:
        """Say where the animal is and what is asked; after a miss, that it is counted again."""
        asks = rules.asks(self.round)
        if self.round.tried:
            return (self.helps if rules.needs_help(self.round) else self.missed), *asks
        if not self.round.done:
            return self.prompt, *asks
        # A number that was said to be found is not said again before the next one.
        how = rules.how(self.round)
        was_said = how["ask"] == "find" and how["card"] != "dots"
        return asks if was_said else (rules.spoken(rules.at(self.round)), *asks)

    def answered(self, now: float) -> None:
        """Let the animal hop where it was sent, or the stone sway."""
        hops = len(self._way()) - 1
        self._calm_at = now + (hops * HOP + LOOKS if hops else SWAYS)
        self.asked_at = now if self.deal.still else self._calm_at

    def insists(self) -> bool:
        """Show the stone that was missed twice."""
        return rules.needs_help(self.round) or super().insists()

    def moving(self, now: float) -> bool:
        """Tell whether the animal hops or a stone sways."""
        return now < self._calm_at and not self.deal.still

    def due(self) -> float | None:
        """End when the last hop was seen."""
        due = super().due()
        return due if due is None else max(due, self._calm_at + self.joy)

    def _way(self) -> list[int]:
        """List the stones from where the animal was to where it is: those between are counted."""
        at, to = rules.at(self.before), rules.at(self.round)
        if at == to or rules.how(self.round)["ask"] != "steps":
            return list(dict.fromkeys((at, to)))
        return list(range(at, to + 1))

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw sky and meadow, the way with its stones, the card, and whose turn it is."""
        hopping = self.moving(now) and self.round.done > self.before.done
        shown = self.before if hopping else self.round
        self._draw_land(canvas)
        self._draw_sky(canvas, now)
        if self.is_over and not hopping:
            self._draw_home(canvas)
        else:
            self._draw_way(canvas, shown, now)
            self._draw_walker(canvas, shown, now)
        seats.draw(canvas, self.size, self.round.seats, self.round.seat)

    def _draw_land(self, canvas: Canvas) -> None:
        board, (width, height) = self._board, self.size
        horizon = board.sky.y + board.sky.h
        canvas.band(Area(0, 0, width, horizon), "sky", 0.35)
        canvas.band(Area(0, horizon, width, height - horizon), "leaf", 0.32)

    def _draw_sky(self, canvas: Canvas, now: float) -> None:
        """Draw the whole way as from far off: the house, the animal, and the rain behind it."""
        sky, stops = self._board.sky, len(self.round.stops)
        side = sky.h - 1
        step = (sky.w - side) / (stops + rules.AHEAD)
        line = Area(sky.x + side / 2, sky.y + sky.h - 2.2, sky.w - side, 1.2)
        canvas.band(line, "sun_deep", 0.45)
        share = 1.0 if self.deal.still else min((now - self.changed_at) / SWAYS, 1.0)

        def place(count: Callable[[rules.Round], int]) -> Area:
            was, is_now = count(self.before), count(self.round)
            at = was + (is_now - was) * share + rules.AHEAD
            return Area(sky.x + step * at, sky.y, side, side)

        canvas.picture(rules.HOME, Area(sky.x + sky.w - side, sky.y, side, side))
        cloud = place(rules.rain)
        canvas.picture(CLOUD, cloud.moved(-min(side * 0.3, cloud.x - sky.x), 0))
        if not self.is_over or self.moving(now):
            walker = place(lambda one: one.done).inset(side * 0.12).moved(0, side * 0.06)
            canvas.picture(self.round.animal, walker, mirrored=True)

    def _draw_way(self, canvas: Canvas, shown: rules.Round, now: float) -> None:
        """Draw the path, its stones, the house at its end, and what is asked."""
        board, in_sight = self._board, rules.stones(shown)
        # Rows that lie ten apart are no path from one to the next.
        in_line = rules.how(shown)["apart"] == ACROSS
        left, wide = (0, self.size[0]) if in_line else (board.stones[0].x, board.home.x)
        for row in board.stones[::ACROSS]:
            canvas.band(Area(left, row.y + row.h * 0.3, wide - left, row.h * 0.4), "sun", 0.4)
        if shown.stops[-1] in in_sight:
            canvas.picture(rules.HOME, board.home)
        for stone, area in zip(in_sight, board.stones, strict=True):
            self._draw_stone(canvas, shown, stone, area.moved(self._sway(stone, now), 0))
        card.draw(canvas, shown, board.card)

    def _draw_stone(self, canvas: Canvas, shown: rules.Round, stone: int, area: Area) -> None:
        here, tried = stone == rules.at(shown), stone in shown.tried
        look = stones.stone(STONE_HERE if here else STONE, "sun_deep" if here else "soft_ink")
        canvas.shape(look, area, strength=0.45 if tried else 1.0)
        x, y = area.centre
        dotted = rules.how(shown)["marks"] == "dots"
        if dotted and not here:
            card.draw_dots(canvas, stone, Area(x - area.w * 0.34, area.y + 2.5, area.w * 0.68, 7))
        if rules.marked(shown, stone):
            low = dotted or here
            height = area.h * (0.3 if low else 0.36)
            canvas.write(str(stone), (x, y + area.h * (0.2 if low else 0)), height, area.w)
        counted = stone - rules.at(shown)
        helped = rules.needs_help(shown) and rules.how(shown)["ask"] == "steps"
        if helped and 0 < counted <= rules.step(shown):
            badge = Area(area.x + area.w - 8, area.y - 1, 9, 9)
            canvas.panel(badge, "sun", "sun_deep")
            canvas.write(str(counted), badge.centre, 6, 9)

    def _sway(self, stone: int, now: float) -> float:
        """Sway softly where a stone was not the one (mm)."""
        passed = now - self.changed_at
        swaying = self.round.tried[-1:] == (stone,)
        if self.deal.still or not swaying or passed > SWAYS:
            return 0.0
        return sin(passed / SWAYS * 4 * pi) * max(1 - passed / SWAYS, 0) * 1.4

    def _draw_walker(self, canvas: Canvas, shown: rules.Round, now: float) -> None:
        """Draw the animal on its stone or hopping from one to the next."""
        way = [self._stands(shown, stone) for stone in self._way()]
        share = max(min((now - self.changed_at) / HOP, len(way) - 1), 0)
        if shown is self.round:
            way, share = way[-1:], 0
        at = min(int(share), len(way) - 1)
        (x, y), (to_x, to_y) = way[at].centre, way[min(at + 1, len(way) - 1)].centre
        part, side = share - at, way[at].w
        up = sin(part * pi) * side * 0.3
        left, top = x + (to_x - x) * part - side / 2, y + (to_y - y) * part - side / 2 - up
        canvas.picture(shown.animal, Area(left, top, side, side), mirrored=True)
        if rules.in_rain(shown):
            _draw_umbrella(canvas, Area(left, top, side, side))

    def _stands(self, shown: rules.Round, stone: int) -> Area:
        """Place the animal on the upper part of a stone, or before the first one in sight."""
        in_sight = rules.stones(shown)
        if stone not in in_sight:
            return self._board.start.inset(1)
        area = self._board.stones[in_sight.index(stone)]
        side = area.w * 0.62
        return Area(area.centre[0] - side / 2, area.y - area.h * 0.08, side, side)

    def _draw_home(self, canvas: Canvas) -> None:
        """Draw the animal before its house."""
        (width, height), top = self.size, self._board.sky.y + self._board.sky.h
        side = (height - top) * 0.62
        canvas.picture(rules.HOME, Area(width / 2 - side * 0.8, top + 2, side, side))
        small = side * 0.6
        stands = Area(width / 2 + side * 0.1, top + 2 + side - small * 0.85, small, small)
        canvas.picture(self.round.animal, stands)
        if rules.in_rain(self.round):
            _draw_umbrella(canvas, stands)


def _draw_umbrella(canvas: Canvas, over: Area) -> None:
    canvas.picture(UMBRELLA, over.moved(over.w * 0.5, -over.h * 0.5))
