"""Where the ways to choose from stand, in millimetres: wide, each has room for two pictures."""

from games.stage import storybook
from games.stage.area import GAP, Area, Point

WIDE = 1.9


def ways(count: int, size: Point) -> list[Area]:
    """Place two or three ways in a row."""
    return storybook.row(count, size, WIDE)


def done(size: Point) -> tuple[Area, Area]:
    """Place the way that was found, and beside it how to go on."""
    found, on = storybook.row(2, size, WIDE)
    return found, Area(on.x, on.y, on.h, on.h)


def pictures(count: int, within: Area) -> list[Area]:
    """Place one or two pictures on the card of a way."""
    side = min(within.h - GAP, (within.w - GAP) / count)
    left, top = within.x + (within.w - count * side) / 2, within.y + (within.h - side) / 2
    return [Area(left + at * side, top, side, side) for at in range(count)]
