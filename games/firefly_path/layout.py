"""Where the bushes stand, in millimetres: in no rows, as places to be kept in mind must."""

from games.stage.area import GAP, MARGIN, WRISTS, Area, Point

LARGEST = 22.0
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
    side = min(LARGEST, (size[1] - WRISTS - 2 * MARGIN - 2 * GAP) / 3)
    room = size[0] - 2 * MARGIN - side, size[1] - WRISTS - 2 * MARGIN - side
    return [
        Area(MARGIN + x * room[0], MARGIN + y * room[1], side, side)
        for x, y in (_PLACES[place] for place in _OF[count])
    ]
