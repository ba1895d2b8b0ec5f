"""Where the pictures of a story, its words and the faces stand, in millimetres."""

from games.stage.area import GAP, MARGIN, SECONDARY, WRISTS, Area, Point

LARGEST = 40.0


def letters(size: Point) -> float:
    """Tell how high the words stand: never lower than can be read on a small panel."""
    return max(6.0, size[1] * 0.058)


def _lines(size: Point) -> float:
    """Keep room for two lines of words between the pictures and the faces."""
    return 2.3 * letters(size)


def window(size: Point) -> Area:
    """Place the picture of the story between the two corner buttons."""
    aside = MARGIN + SECONDARY + GAP
    height = _row_top(size) - 2 * GAP - _lines(size)
    return Area(aside, MARGIN, size[0] - 2 * aside, height)


def pictures(count: int, within: Area) -> list[Area]:
    """Place two to four pictures in a row in the story's window."""
    side = min(within.h - 2 * GAP, (within.w - (count + 1) * 3) / count)
    step = (within.w - count * side) / (count + 1)
    top = within.y + (within.h - side) / 2
    return [Area(within.x + step + at * (side + step), top, side, side) for at in range(count)]


def words(size: Point) -> Point:
    """Tell the point around which the words stand."""
    return size[0] / 2, _row_top(size) - GAP - _lines(size) / 2


def row(count: int, size: Point) -> list[Area]:
    """Place so many faces, or a way to go on, in a row above the wrists."""
    side = _side(size)
    step = min(side * 1.5, size[0] / count)
    left = (size[0] - step * count) / 2
    return [
        Area(left + step * at + (step - side) / 2, _row_top(size), side, side)
        for at in range(count)
    ]


def _side(size: Point) -> float:
    return min(LARGEST, size[1] * 0.25)


def _row_top(size: Point) -> float:
    return size[1] - WRISTS - GAP / 2 - _side(size)
