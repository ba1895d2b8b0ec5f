"""Where sky, stones and house lie, in millimetres: rows of five between the two corners."""

from dataclasses import dataclass

from games.number_road.walks import ACROSS
from games.stage.area import GAP, MARGIN, SECONDARY, WRISTS, Area, Point

SKY, LARGEST, AIR = 11.5, 30.0, 0.5


@dataclass(frozen=True, slots=True)
class Board:
    """The places of one panel; the walk comes from `start` and ends at `home`."""

    sky: Area
    stones: tuple[Area, ...]
    start: Area
    home: Area
    card: Area


def board(rows: int, size: Point) -> Board:
    """Place so many rows of stones on a panel of a size."""
    aside = MARGIN + SECONDARY + GAP
    floor = size[1] - WRISTS - AIR
    side = min(
        (size[0] - 2 * aside - (ACROSS - 1) * GAP) / ACROSS,
        (floor - SKY - AIR - (rows - 1) * GAP) / rows,
        LARGEST,
    )
    left = (size[0] - ACROSS * side - (ACROSS - 1) * GAP) / 2
    high = rows * side + (rows - 1) * GAP
    top = floor - high - (side * 0.35 if rows == 1 else 0)
    stones = tuple(
        Area(left + x * (side + GAP), top + y * (side + GAP), side, side)
        for y in range(rows)
        for x in range(ACROSS)
    )
    beside = min(left - 2 * AIR, side)
    home = Area(size[0] - beside - AIR, stones[-1].y + (side - beside) / 2, beside, beside)
    start = Area(AIR, max(top + (side - beside) / 2, aside - GAP + AIR), beside, beside)
    sky = Area(aside, AIR, size[0] - 2 * aside, min(top - 2 * AIR, 1.4 * SKY))
    return Board(sky, stones, start, home, _card(size, sky, stones, rows))


def _card(size: Point, sky: Area, stones: tuple[Area, ...], rows: int) -> Area:
    """Place what is asked below the sky, or beside the rows where these fill the panel."""
    if rows < 3:
        room = stones[0].y - sky.y - sky.h - 2
        high = min(room, LARGEST)
        wide = high * 1.7
        return Area((size[0] - wide) / 2, sky.y + sky.h + 1 + (room - high) / 2, wide, high)
    wide = stones[0].x - 2 * AIR - 1
    top = stones[ACROSS].y
    return Area(AIR, top, wide, min(stones[-1].y + stones[-1].h - top, wide * 1.7))
