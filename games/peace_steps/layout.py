"""Where everything stands, in millimetres: the cards, the light of the steps, the words."""

from games.stage import storybook
from games.stage.area import GAP, MARGIN, SECONDARY, Area, Point

STEPS = 3


def both(within: Area) -> tuple[Area, Area]:
    """Place the two of a scene in the room of one picture."""
    side = within.w * 0.62
    top = within.y + (within.h - side) / 2
    return (
        Area(within.x - within.w * 0.04, top, side, side),
        Area(within.x + within.w * 1.04 - side, top, side, side),
    )


def light(size: Point) -> Area:
    """Place the light of the steps under the door."""
    top = MARGIN + SECONDARY + GAP / 2
    height = min(_cards_top(size) - GAP / 2 - top, STEPS * SECONDARY)
    return Area(MARGIN, top, SECONDARY, height)


def lamps(size: Point) -> list[Area]:
    """Place the three lamps of the light, from the highest."""
    within = light(size)
    step = within.h / STEPS
    side = min(within.w, step) - 1.6
    x = within.x + (within.w - side) / 2
    return [Area(x, within.y + at * step + (step - side) / 2, side, side) for at in range(STEPS)]


def words(size: Point) -> tuple[Point, float]:
    """Tell the middle of the words between window and cards, and how wide they may be."""
    window = storybook.window(size)
    low = window.y + window.h
    return (size[0] / 2, (low + _cards_top(size)) / 2), window.w


def tail(card: Area) -> Area:
    """Place the tail that makes a card a speech bubble, at its upper edge."""
    return Area(card.x + card.w * 0.36, card.y - GAP + 0.5, 6.0, GAP)


def badge(face: Area) -> Area:
    """Place whose face it is at its lower corner."""
    side = face.w * 0.46
    return Area(face.x + face.w - side * 0.8, face.y + face.h - side, side, side)


def _cards_top(size: Point) -> float:
    return storybook.cards(2, size)[0].y
