"""Where everything stands, in millimetres: left the sheet, right of it the cards to choose from."""

from games.stage.area import GAP, MAIN, MARGIN, SECONDARY, WRISTS, Area, Point

# A card is no larger: two on a large panel are still at hand.
LARGEST = 38.0
# On a screen that stands upright, too, two cards have room beside each other.
NARROWEST = 2 * MAIN + GAP


def sheet(size: Point) -> Area:
    """Place the sheet on which the character is written, beside the leave door."""
    left, high = MARGIN + SECONDARY + GAP, size[1] - WRISTS - GAP - MARGIN
    side = min(high, size[0] - left - GAP - NARROWEST - MARGIN)
    return Area(left, MARGIN + GAP / 2 + (high - side) / 2, side, side)


def part(paper: Area, box: tuple[int, int, int, int]) -> Area:
    """Place a part of the sheet, given in the square of 1024 in which strokes are."""
    x, y, w, h = (one / 1024 * paper.w for one in box)
    return Area(paper.x + x, paper.y + y, w, h)


def column(size: Point) -> Area:
    """Place the column of the cards, below the repeat button."""
    paper = sheet(size)
    left, top = paper.x + paper.w + GAP, MARGIN + SECONDARY + GAP
    return Area(left, top, size[0] - MARGIN - left, size[1] - WRISTS - GAP / 2 - top)


def cards(count: int, size: Point) -> list[Area]:
    """Place one to four cards: one above the other, or in two rows of two."""
    within = column(size)
    across = 1 if count <= 2 else 2
    side = min(LARGEST, (within.w - GAP * (across - 1)) / across, (within.h - GAP) / 2)
    x, y = within.centre
    rows, step = -(-count // across), side + GAP
    top = y - (rows * step - GAP) / 2
    areas = []
    for at in range(count):
        row = at // across
        here = min(across, count - row * across)
        left = x - (here * step - GAP) / 2
        areas.append(Area(left + step * (at % across), top + step * row, side, side))
    return areas


def done(size: Point) -> tuple[Area, Point, Area]:
    """Place what is shown of a character that is written: its picture, its word; and the way on."""
    within = column(size)
    side = min(LARGEST, within.w, (within.h - 2 * GAP) * 0.42)
    x = within.centre[0]
    picture = Area(x - side / 2, within.y, side, side)
    on = Area(x - side / 2, within.y + within.h - side, side, side)
    return picture, (x, (picture.y + side + on.y) / 2), on


def row(count: int, size: Point) -> list[Area]:
    """Place the characters of a round that is over."""
    side = min((size[0] - 2 * MARGIN - (count + 1) * GAP) / count, size[1] * 0.5)
    left = (size[0] - count * side - (count - 1) * GAP) / 2
    top = (size[1] - WRISTS - side) / 2
    return [Area(left + at * (side + GAP), top, side, side) for at in range(count)]
