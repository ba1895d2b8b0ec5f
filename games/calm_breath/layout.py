"""Where the words, the things, the friend and what stays of a breath stand, in millimetres."""

from games.stage.area import GAP, MARGIN, SECONDARY, WRISTS, Area, Point

LARGEST = 70.0
# As high as two lines of them have room between the corners (mm).
LETTERS = 6.5
# The middle of each thing, in shares of the panel's width.
_MIDDLES: dict[int, tuple[float, ...]] = {1: (0.52,), 2: (0.36, 0.7)}


def words(size: Point) -> tuple[Point, float]:
    """Place the words between the corners: their middle, and how wide they may be."""
    return (size[0] / 2, MARGIN + SECONDARY / 2), size[0] - 2 * (MARGIN + SECONDARY + GAP)


def things(count: int, size: Point) -> list[Area]:
    """Place one or two things on the ground."""
    room = size[1] - WRISTS - MARGIN - SECONDARY - 4
    side = min(LARGEST, room, size[0] * 0.32)
    bottom = size[1] - WRISTS - 3
    return [Area(size[0] * x - side / 2, bottom - side, side, side) for x in _MIDDLES[count]]


def friend(size: Point) -> Area:
    """Place the friend at the left, on the ground."""
    side = min(22.0, size[1] * 0.22)
    return Area(size[0] * 0.04, size[1] - WRISTS - 1 - side, side, side)


def ground(size: Point) -> Area:
    """Place the meadow, or the water, in which they stand."""
    height = size[1] * 0.3
    return Area(0, size[1] - height, size[0], height)


def marks(count: int, size: Point) -> list[Area]:
    """Place a mark for each breath at the lower edge, where nothing is pressed."""
    side = WRISTS - 1.5
    step = min(size[0] * 0.8 / count, 18.0)
    left = (size[0] - step * count) / 2
    return [
        Area(left + step * at + (step - side) / 2, size[1] - side - 0.5, side, side)
        for at in range(count)
    ]
