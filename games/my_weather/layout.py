"""Where the question and the cards stand, in millimetres."""

from games.stage import storybook
from games.stage.area import GAP, MARGIN, SECONDARY, WRISTS, Area, Point

# As high as two lines of them have room between the corners (mm).
LETTERS = 6.5
_TOP = MARGIN + SECONDARY + GAP


def question(size: Point) -> tuple[Point, float]:
    """Place the question between the corners: its middle, and how wide it may be."""
    return (size[0] / 2, MARGIN + SECONDARY / 2), size[0] - 2 * (MARGIN + SECONDARY + GAP)


def cards(count: int, size: Point) -> list[Area]:
    """Place square cards in two rows, the upper one the fuller."""
    return _rows(count, (count + 1) // 2, 1.0, size)


def wide_cards(count: int, size: Point) -> list[Area]:
    """Place three or four wide cards, two in a row."""
    return _rows(count, 2, storybook.WIDE, size)


def _rows(count: int, across: int, wide: float, size: Point) -> list[Area]:
    width, bottom = size[0], size[1] - WRISTS - 1
    down = -(-count // across)
    height = min(
        (bottom - _TOP - (down - 1) * GAP) / down,
        (width - 2 * GAP - (across - 1) * GAP) / across / wide,
    )
    top = _TOP + (bottom - _TOP - down * height - (down - 1) * GAP) / 2
    placed = []
    for row in range(down):
        here = min(across, count - row * across)
        left = (width - here * height * wide - (here - 1) * GAP) / 2
        placed += [
            Area(
                left + at * (height * wide + GAP),
                top + row * (height + GAP),
                height * wide,
                height,
            )
            for at in range(here)
        ]
    return placed
