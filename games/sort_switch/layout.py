"""Where sign, card and baskets lie, in millimetres."""

from dataclasses import dataclass

from games.stage.area import GAP, MARGIN, WRISTS, Area, Point


@dataclass(frozen=True, slots=True)
class Table:
    """The places of one panel."""

    sign: Area
    card: Area
    baskets: tuple[Area, ...]


def table(count: int, size: Point) -> Table:
    """Place so many baskets at the bottom, the sign and the card side by side above them."""
    width, height = size[0], size[1] - WRISTS
    tall = height * 0.46
    top = height - tall
    side = top - GAP - 2 * MARGIN
    left = (width - 1.8 * side - 2 * GAP) / 2
    return Table(
        Area(left, MARGIN + 0.1 * side, side * 0.8, side * 0.8),
        Area(left + 0.8 * side + 2 * GAP, MARGIN + 0.5, side, side),
        tuple(_row(count, Area(0, top, width, tall - 0.5))),
    )


def _row(count: int, room: Area) -> list[Area]:
    """Place so many baskets side by side, farther apart where there are few."""
    gap = GAP * (6 - count)
    wide = min((room.w - 2 * MARGIN - (count - 1) * gap) / count, room.h * 1.1)
    left = (room.w - count * wide - (count - 1) * gap) / 2
    return [Area(left + at * (wide + gap), room.y, wide, room.h) for at in range(count)]


def model(basket: Area) -> Area:
    """Place what a basket shows, above its rim."""
    side = min(basket.w * 0.86, basket.h * 0.7)
    return Area(basket.x + (basket.w - side) / 2, basket.y, side, side)


def front(basket: Area) -> Area:
    """Place the woven front of a basket."""
    return Area(basket.x, basket.y + basket.h * 0.62, basket.w, basket.h * 0.38)
