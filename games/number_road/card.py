"""Draws the card that tells where to go: as dots, a number, rods, or so many more."""

from games.number_road import rules, stones
from games.stage.area import Area
from games.stage.canvas import Canvas

STEPS = "1F463"


def draw(canvas: Canvas, now: rules.Round, area: Area) -> None:
    """Draw what is asked at this stop."""
    canvas.panel(area, "card", "sun_deep")
    inner, shown = area.inset(1.5), rules.how(now)["card"]
    if shown == "digits":
        canvas.write(_digits(now), area.centre, min(area.h * 0.5, area.w * 0.42), area.w)
    elif shown == "rods":
        _draw_rods(canvas, now.stops[now.done], inner)
    elif rules.how(now)["ask"] == "steps":
        side = inner.h * 0.55
        canvas.picture(STEPS, Area(inner.x, area.centre[1] - side / 2, side, side))
        draw_dots(canvas, rules.step(now), Area(inner.x + side, inner.y, inner.w - side, inner.h))
    else:
        draw_dots(canvas, now.stops[now.done], inner)


def _digits(now: rules.Round) -> str:
    if rules.how(now)["ask"] == "find":
        return str(now.stops[now.done])
    return f"{rules.step(now):+d}".replace("-", "−")


def draw_dots(canvas: Canvas, count: int, within: Area) -> None:
    """Draw dots as large as there is room, of a few sizes only."""
    across, down = stones.dots_size(count)
    dot = min(within.w / 5, within.h / max(down, 2 if within.h > 10 else 1))
    x, y = within.centre
    wide, high = dot * across, dot * down
    canvas.shape(stones.dots(count), Area(x - wide / 2, y - high / 2, wide, high))


def _draw_rods(canvas: Canvas, number: int, within: Area) -> None:
    across, down = stones.rods_size(number)
    cube = min(within.w / across, within.h / down)
    x, y = within.centre
    wide, high = cube * across, cube * down
    canvas.shape(stones.rods(number), Area(x - wide / 2, y - high / 2, wide, high))
