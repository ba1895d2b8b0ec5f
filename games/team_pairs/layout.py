"""Where the cards lie, in millimetres."""

from games.stage.area import GAP, MARGIN, SECONDARY, WRISTS, Area, Point

# How many cards lie in each row, from the top; six are too many beside the two corner buttons.
_ROWS: dict[int, tuple[int, ...]] = {
    2: (2, 2),
    3: (3, 3),
    4: (4, 4),
    5: (3, 4, 3),
    6: (4, 4, 4),
    7: (4, 5, 5),
    8: (4, 6, 6),
}
LARGEST = 46.0


def table(cards: int, size: Point) -> list[Area]:
    """Place square cards in rows on a panel of a size."""
    rows = _ROWS[cards // 2]
    side = _side(rows, size)
    height = len(rows) * side + (len(rows) - 1) * GAP
    top = MARGIN + (size[1] - WRISTS - 2 * MARGIN - height) / 2
    return [
        area
        for at, count in enumerate(rows)
        for area in _row(count, side, size[0], top + at * (side + GAP))
    ]


def _side(rows: tuple[int, ...], size: Point) -> float:
    """Find the largest side; only the first row lies between the corner buttons."""
    inner = size[0] - 2 * (MARGIN + SECONDARY + GAP)
    return min(
        LARGEST,
        (size[1] - WRISTS - 2 * MARGIN - (len(rows) - 1) * GAP) / len(rows),
        (size[0] - 2 * MARGIN - (max(rows) - 1) * GAP) / max(rows),
        (inner - (rows[0] - 1) * GAP) / rows[0],
    )


def _row(count: int, side: float, width: float, y: float) -> list[Area]:
    left = (width - count * side - (count - 1) * GAP) / 2
    return [Area(left + at * (side + GAP), y, side, side) for at in range(count)]
