"""Where bushes stand, in millimetres, in no rows, as places kept in mind must; and the lights."""

from games.stage.area import GAP, MARGIN, WRISTS, Area, Point

LARGEST = 22.0
# What lies between two bushes is no larger than this.
LIGHT = 8.0
# The middle of each bush, across and down, in shares of the meadow; none under a corner button.
_PLACES: tuple[Point, ...] = (
    (0.26, 0.0), (0.52, 0.01), (0.78, 0.0),
    (0.06, 0.5), (0.4, 0.49), (0.68, 0.5), (0.98, 0.49),
    (0.2, 1.0), (0.54, 0.99), (0.84, 1.0),
)  # fmt: skip
# Which of them are there where there are so many bushes.
_OF = {
    5: (0, 2, 4, 7, 9),
    6: (0, 2, 3, 5, 7, 9),
    8: (0, 2, 3, 4, 6, 7, 8, 9),
    9: (0, 1, 2, 3, 4, 5, 6, 7, 9),
}


def bushes(count: int, size: Point) -> list[Area]:
    """Place so many bushes on a panel of a size."""
    side = _side(size)
    room = size[0] - 2 * MARGIN - side, size[1] - WRISTS - 2 * MARGIN - side
    return [
        Area(MARGIN + x * room[0], MARGIN + y * room[1], side, side)
        for x, y in (_PLACES[place] for place in _OF[count])
    ]


def _side(size: Point) -> float:
    return min(LARGEST, (size[1] - WRISTS - 2 * MARGIN - 2 * GAP) / 3)


def lights(count: int, size: Point) -> list[Area]:
    """Place so many lights one below the other, beside the bush in the middle of the upper row."""
    return _column(_PLACES[0], _PLACES[1], count, size)


def sign(size: Point) -> list[Area]:
    """Place the sign of the way back, on the other side of this bush."""
    return _column(_PLACES[1], _PLACES[2], 2, size)


def _column(one: Point, other: Point, count: int, size: Point) -> list[Area]:
    """Place so many small pictures between two bushes, one below the other."""
    side, room = _side(size), size[0] - 2 * MARGIN
    middle = MARGIN + (room - side) * (one[0] + other[0]) / 2 + side / 2
    left = middle - LIGHT / 2
    return [Area(left, MARGIN + at * (LIGHT + 1), LIGHT, LIGHT) for at in range(count)]
