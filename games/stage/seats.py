"""The row at the bottom, where wrists rest: whose turn it is, to look at and not to press."""

from games.stage import shapes
from games.stage.area import WRISTS, Area, Point
from games.stage.canvas import Canvas


def band(size: Point) -> Area:
    """Place the row on a panel of a size."""
    return Area(0, size[1] - WRISTS + 0.5, size[0], WRISTS - 0.5)


def draw(canvas: Canvas, size: Point, count: int, seat: int) -> None:
    """Show every seat at its place; the one whose turn it is has its child beside it."""
    if count < 2:
        return
    row = band(size)
    canvas.band(row, shapes.SEAT_COLOURS[seat], 0.35)
    step = row.w / count
    for place in range(count):
        x, y = row.x + step * (place + 0.5), row.y + row.h / 2
        if place == seat:
            canvas.panel(Area(x - 12, y - 4.4, 24, 8.8), "card", shapes.SEAT_COLOURS[place])
            canvas.picture(shapes.CHILDREN[place], Area(x + 0.5, y - 4, 8, 8))
            canvas.shape(shapes.seat(place), Area(x - 8.5, y - 3.6, 7.2, 7.2))
        else:
            canvas.shape(shapes.seat(place), Area(x - 3, y - 3, 6, 6), strength=0.6)
