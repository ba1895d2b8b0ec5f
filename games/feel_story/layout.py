"""Where the faces stand, in millimetres."""

from games.stage import storybook
from games.stage.area import Area, Point


def faces(count: int, size: Point) -> list[Area]:
    """Place so many faces in a row."""
    return storybook.row(max(count, 1), size)


def felt(count: int, size: Point) -> tuple[list[Area], Area]:
    """Place the faces that are talked about, and beside them the way on."""
    *shown, on = storybook.row(count + 1, size)
    return shown, on
