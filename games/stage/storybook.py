"""A page of a story: pictures in a window, words below it, and a row of what can be tapped."""

from collections.abc import Sequence

from games.stage.area import GAP, MARGIN, SECONDARY, WRISTS, Area, Point
from games.stage.canvas import Canvas

LARGEST = 40.0
# A card so many times as wide as high has room for two pictures.
WIDE = 1.9
GO_ON = "27A1"
# The light of a place: its air and its ground, each a colour of the palette and how much of it.
PLACES = {
    "outside": (("sky", 0.28), ("leaf", 0.4)),
    "water": (("sky", 0.2), ("sky", 0.75)),
    "road": (("sky", 0.2), ("soft_ink", 0.35)),
    "home": (("sun", 0.16), ("sun_deep", 0.28)),
    "school": (("plum", 0.12), ("plum", 0.3)),
    "evening": (("night_soft", 0.42), ("night_soft", 0.7)),
}


def letters(size: Point) -> float:
    """Tell how high the words stand: never lower than can be read on a small panel."""
    return max(6.0, size[1] * 0.058)


def window(size: Point) -> Area:
    """Place the window of the story between the two corner buttons."""
    aside = MARGIN + SECONDARY + GAP
    return Area(aside, MARGIN, size[0] - 2 * aside, _row_top(size) - 2 * GAP - _lines(size))


def pictures(count: int, within: Area) -> list[Area]:
    """Place two to four pictures in a row in the window."""
    side = min(within.h - 2 * GAP, (within.w - (count + 1) * 3) / count)
    step = (within.w - count * side) / (count + 1)
    top = within.y + (within.h - side) / 2
    return [Area(within.x + step + at * (side + step), top, side, side) for at in range(count)]


def row(count: int, size: Point, wide: float = 1.0) -> list[Area]:
    """Place so many things to tap in a row above the wrists, each so many times wide as high."""
    side = _side(size)
    step = min(side * (wide + 0.5), size[0] / count)
    width = min(side * wide, step - GAP)
    left = (size[0] - step * count) / 2 + (step - width) / 2
    return [Area(left + step * at, _row_top(size), width, side) for at in range(count)]


def cards(count: int, size: Point) -> list[Area]:
    """Place two or three wide cards in the row."""
    return row(count, size, WIDE)


def found(size: Point) -> tuple[Area, Area]:
    """Place the card that was found, and beside it the way on."""
    card, on = cards(2, size)
    return card, Area(on.x, on.y, on.h, on.h)


def on_card(count: int, card: Area) -> list[Area]:
    """Place one or two pictures on a wide card."""
    side = min(card.h - GAP, (card.w - GAP) / count)
    left, top = card.x + (card.w - count * side) / 2, card.y + (card.h - side) / 2
    return [Area(left + at * side, top, side, side) for at in range(count)]


def draw(canvas: Canvas, size: Point, place: str, story: Sequence[str]) -> None:
    """Draw the place like a picture in a book, and in it what happened."""
    within = window(size)
    air, ground = PLACES[place]
    canvas.panel(within)
    inner = within.inset(1.5)
    canvas.band(inner, *air)
    low = inner.h * 0.22
    canvas.band(Area(inner.x, inner.y + inner.h - low, inner.w, low), *ground)
    for picture, area in zip(story, pictures(len(story), within), strict=True):
        canvas.picture(picture, area)


def write(canvas: Canvas, size: Point, words: str) -> None:
    """Write what is said between the window and the row, for those who read."""
    middle = size[0] / 2, _row_top(size) - GAP - _lines(size) / 2
    canvas.write(words, middle, letters(size), size[0] - 2 * GAP)


def draw_go_on(canvas: Canvas, area: Area) -> None:
    """Draw the way on."""
    canvas.panel(area, "leaf", "leaf_deep")
    side = min(area.w, area.h) * 0.64
    x, y = area.centre
    canvas.picture(GO_ON, Area(x - side / 2, y - side / 2, side, side))


def _lines(size: Point) -> float:
    """Keep room for two lines of words."""
    return 2.3 * letters(size)


def _side(size: Point) -> float:
    return min(LARGEST, size[1] * 0.25)


def _row_top(size: Point) -> float:
    return size[1] - WRISTS - GAP / 2 - _side(size)
