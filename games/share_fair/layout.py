"""Where people and things are, in millimetres: things above, words below them, then people."""

from dataclasses import dataclass

from games.stage import storybook
from games.stage.area import GAP, MAIN, MARGIN, SECONDARY, WRISTS, Area, Point

AIR, WIDEST, HIGHEST = 1.0, 46.0, 76.0
# Room for so many things at least stands below somebody.
ACROSS = 3


@dataclass(frozen=True, slots=True)
class Card:
    """The place of somebody, of a sign how it is, and of the things that it has."""

    area: Area
    who: Area
    sign: Area
    things: Area


def heap(size: Point) -> Area:
    """Place what is to be given between the two corner buttons."""
    aside = MARGIN + SECONDARY + GAP
    return Area(aside, MARGIN, size[0] - 2 * aside, max(MAIN, size[1] * 0.16))


def things(count: int, size: Point) -> list[Area]:
    """Place so many things in the heap: the next one large, the others beside it in rows."""
    within = heap(size)
    large, small = within.h - 2, within.h * 0.42
    first = Area(within.x + (within.w - large) / 2, within.y + 1, large, large)
    x, y = first.x + large + GAP, within.y + within.h - 1 - small
    step = small + 1
    across = int((within.x + within.w - x + 1) // step)
    beside = ((x + at % across * step, y - at // across * step) for at in range(count - 1))
    return [first, *(Area(left, top, small, small) for left, top in beside)][:count]


def go_on(size: Point) -> Area:
    """Place how to go on where the things were."""
    within = heap(size)
    wide = within.h * 1.5
    return Area(within.x + (within.w - wide) / 2, within.y, wide, within.h)


def words(size: Point) -> Point:
    """Place the middle of what is told."""
    return size[0] / 2, heap(size).y + heap(size).h + AIR + 1.15 * storybook.letters(size)


def cards(count: int, size: Point) -> list[Card]:
    """Place so many people in a row above the wrists."""
    top = words(size)[1] + 1.15 * storybook.letters(size) + AIR
    floor = size[1] - WRISTS - AIR
    wide = min(WIDEST, (size[0] - 2 * MARGIN - (count - 1) * GAP) / count)
    high = min(floor - top, HIGHEST)
    step = min(wide + 2 * GAP, (size[0] - 2 * MARGIN - wide) / max(count - 1, 1))
    left = (size[0] - wide - step * (count - 1)) / 2
    return [_card(Area(left + at * step, floor - high, wide, high)) for at in range(count)]


def _card(area: Area) -> Card:
    side = min(area.w - 2 * AIR, area.h * 0.58)
    who = Area(area.x + (area.w - side) / 2, area.y + AIR, side, side)
    # A badge on the shoulder: it hides no face.
    sign = side * 0.44
    badge = Area(area.x + area.w - sign - AIR, who.y + side - sign, sign, sign)
    below = Area(area.x + AIR, who.y + side, area.w - 2 * AIR, area.h - side - 2 * AIR)
    return Card(area, who, badge, below)


def row(count: int, within: Area) -> list[Area]:
    """Place so many things that somebody has side by side."""
    side = min(within.w / max(count, ACROSS), within.h)
    left = within.x + (within.w - side * count) / 2
    top = within.y + (within.h - side) / 2
    return [Area(left + at * side, top, side, side) for at in range(count)]
