"""Draws the meadow with its way, those who carry the bucket, geese and pads."""

from itertools import pairwise
from math import pi, sin

from games.carry_together import drawn, rules
from games.carry_together.layout import GOAL, WATERED, Way, flat, upright
from games.stage import shapes
from games.stage.area import Area, Point
from games.stage.canvas import Canvas

BUCKET, GOOSE, HELPER, DROP, SUN = "1FAA3", "1FABF", "1F475", "1F4A7", "1F31E"
HOLD, LET_GO = "1F447", "1F64C"
# Millimetres, on the smallest panel.
_ROAD, _STONE, _RESTING, _PLANK, _BODY, _PAIL = 7.0, 7.0, 12.0, 13.0, 9.0, 10.0
# Where up to four who carry stand beside the bucket.
_BESIDE: tuple[Point, ...] = ((-8.0, 0.0), (8.0, 0.0), (-12.5, -3.5), (12.5, -3.5))


def meadow(canvas: Canvas, size: Point, way: Way, now: rules.Round) -> None:
    """Draw the way over the meadow from the well, with its stones, to what needs water."""
    canvas.band(Area(0, 0, *size), "leaf", 0.3)
    if way.horizon > 0:
        canvas.band(Area(0, 0, size[0], way.horizon), "sky", 0.28)
        canvas.picture(SUN, upright((size[0] * 0.64, way.horizon * 0.7), 13))
    for one, other in pairwise(way.turns):
        canvas.band(_along(one, other, _ROAD * way.scale), "sun", 0.3)
    for plant, point in zip(now.plants, way.plants, strict=True):
        canvas.picture(plant, upright(point, 10 * way.scale))
    canvas.shape(drawn.WELL, upright(way.begin, 17 * way.scale))
    if rules.is_over(now):
        _draw_end(canvas, way, now.goal)
    else:
        canvas.picture(now.goal, upright(way.end(GOAL), 13 * way.scale))
    _bridge(canvas, way, now)
    for at, kind in enumerate(now.stops):
        _stone(canvas, way, way.at(at), kind)


def _bridge(canvas: Canvas, way: Way, now: rules.Round) -> None:
    """Draw water under the planks, and from bank to bank what they lie on: nobody wades."""
    stops = list(enumerate(now.stops))
    wet = [at for (at, one), (_, next_) in pairwise(stops) if one == next_ == rules.PLANK]
    for colour, wide, strength in (("sky", 15.0, 0.7), ("sun_deep", 8.0, 0.5)):
        for at in wet:
            strip = _along(way.at(at), way.at(at + 1), wide * way.scale)
            canvas.band(strip, colour, strength)


def _along(one: Point, other: Point, wide: float) -> Area:
    """Find the strip from one point to another."""
    (x, y), (to_x, to_y) = one, other
    left, top = min(x, to_x) - wide / 2, min(y, to_y) - wide / 2
    return Area(left, top, abs(to_x - x) + wide, abs(to_y - y) + wide)


def _stone(canvas: Canvas, way: Way, point: Point, kind: str) -> None:
    if kind == rules.PLANK:
        canvas.shape(drawn.PLANK, flat(point, min(_PLANK * way.scale, way.pace)))
        return
    width = _RESTING if kind in {rules.REST, rules.SWAP} else _STONE
    canvas.shape(drawn.STONE, flat(point, min(width * way.scale, way.pace)))
    # Where the pads change their places, their shapes lie on the stone.
    for seat, aside in enumerate((-2.0, 2.0)) if kind == rules.SWAP else ():
        mark = point[0] + aside * way.scale, point[1] + 1.6 * way.scale
        canvas.shape(shapes.seat(seat), upright(mark, 3.2 * way.scale))


def geese(canvas: Canvas, way: Way, now: rules.Round, crossed: float) -> None:
    """Draw each goose beside the way: before it has crossed it above, then below."""
    for at, kind in enumerate(now.stops):
        if kind == rules.GOOSE_STOP:
            here = at == now.stone and now.stopped
            share = crossed if here else float(at <= now.stone)
            x, y = way.at(at + 0.6)
            place = x + (5 - 10 * share) * way.scale, y + (14 * share - 4) * way.scale
            canvas.picture(GOOSE, upright(place, 10 * way.scale))


def carriers(canvas: Canvas, way: Way, now: rules.Round, at: float, *, still: bool) -> None:
    """Draw the bucket with the children beside it; on a pole while it is carried."""
    x, y = way.at(at)
    scale, up = way.scale, rules.carried(now)
    # Two steps from stone to stone.
    bob = 0.0 if still or not up else abs(sin(at * 2 * pi)) * scale
    for seat in reversed(range(now.seats)):
        aside, back = _BESIDE[seat]
        area = upright((x + aside * scale, y + back * scale - bob), _BODY * scale)
        canvas.picture(shapes.CHILDREN[seat], area)
    if up:
        pole = Area(x - 9 * scale, y - 10.5 * scale - bob, 18 * scale, 1.8 * scale)
        canvas.shape(drawn.POLE, pole)
    lifted = 0.8 * scale + bob if up else 0.0
    canvas.picture(BUCKET, upright((x, y - lifted), _PAIL * scale))
    if rules.helped(now):
        canvas.picture(HELPER, upright((x, y + 12 * scale), 12 * scale))


def _draw_end(canvas: Canvas, way: Way, goal: str) -> None:
    x, y = way.end(WATERED)
    canvas.picture(goal, upright((x, y + 2 * way.scale), 16 * way.scale))
    for aside in (-6, 0, 6):
        drop = x + aside * way.scale, y - 13 * way.scale
        canvas.picture(DROP, upright(drop, 5 * way.scale))


def pad(canvas: Canvas, area: Area, seat: int, now: rules.Round) -> None:
    """Draw the pad of a seat: lit while it is held, dim while there is only to wait."""
    colour = shapes.SEAT_COLOURS[seat]
    is_held, sleeps = seat in now.held, rules.crosses(now)
    canvas.panel(area, colour if is_held else "card", colour + "_deep" if is_held else colour)
    inner = area.inset(area.w * 0.14)
    canvas.shape(shapes.seat(seat), inner, strength=0.35 if sleeps else 1.0)
    face = area.inset(area.w * 0.28)
    canvas.picture(shapes.CHILDREN[seat], face, strength=0.35 if sleeps else 1.0)
    if sleeps:
        return
    if is_held:
        canvas.ring(area, colour + "_deep", 1.4)
    sign = area.w * 0.4
    corner = Area(area.x + area.w - sign - 0.5, area.y + 0.5, sign, sign)
    if now.stopped and is_held:
        canvas.picture(LET_GO, corner)
    elif not is_held and not now.stopped:
        canvas.picture(HOLD, corner)
