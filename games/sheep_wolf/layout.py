"""Where the fold, its gate and the path lie, in millimetres: animals come from the right."""

from dataclasses import dataclass

from games.stage.area import GAP, MARGIN, SECONDARY, WRISTS, Area, Point

# So many stand in the fold on each side of the gate, and behind one another.
ACROSS, DEEP = 5, 2


@dataclass(frozen=True, slots=True)
class Field:
    """The places of one panel."""

    fold: Area
    fence: Area
    bars: Area
    path: Area
    stand: Area
    target: Area
    herd: tuple[Area, ...]
    hut: Area
    signs: Area


def field(size: Point) -> Field:
    """Place everything on a panel of a size."""
    width, height = size
    floor = height - WRISTS
    top = left = MARGIN + SECONDARY + GAP
    fence = Area(0, top + (floor - top) * 0.34, width, (floor - top) * 0.22)
    side = (floor - top) * 0.56
    hut = (fence.y - top) * 1.1
    stand = Area(width / 2 - side / 2, floor - side - 1, side, side)
    bars = Area(width / 2 - 22, fence.y - 2, 44, fence.h + 2)
    target = Area(width / 2 - 24, bars.y - 2, 48, floor - bars.y + 2)
    return Field(
        Area(0, 0, width, fence.y + fence.h),
        fence,
        bars,
        Area(0, fence.y + fence.h, width, height - fence.y - fence.h),
        stand,
        target,
        tuple(_herd(width, top, fence.y + fence.h * 0.3)),
        Area(width / 2 - hut / 2, fence.y - hut * 0.8, hut, hut),
        Area(left, MARGIN, width - 2 * left, SECONDARY),
    )


def _herd(width: float, top: float, bottom: float) -> list[Area]:
    """Place those who are in: beside the gate, left and right in turn, those in front last."""
    room, side = width / 2 - 24 - 2 * MARGIN, (bottom - top) * 0.52
    step = min((room - side) / (ACROSS - 1), side)
    return [
        Area(
            (MARGIN + x * step) if is_left else width - MARGIN - side - x * step,
            top + (bottom - top - side) * y / (DEEP - 1),
            side,
            side,
        )
        for y in range(DEEP)
        for x in range(ACROSS)
        for is_left in (True, False)
    ]


def signs(room: Area, come: int, keep: int) -> tuple[Area, Area]:
    """Place the two signs between the corners: how many come in, how many stay outside."""
    step = room.h - 1
    widths = [(count + 1) * step + 3 for count in (come, keep)]
    left = room.x + (room.w - sum(widths) - GAP) / 2
    first = Area(left, room.y, widths[0], room.h)
    return first, Area(left + widths[0] + GAP, room.y, widths[1], room.h)
