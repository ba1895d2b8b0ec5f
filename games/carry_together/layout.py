"""Where the pads lie, and how the way winds between them, in millimetres."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from games.stage.area import GAP, MARGIN, SECONDARY, WRISTS, Area, Point

LARGEST = 30.0
# A way of more stones than this lies in one row more.
_ROWS = (6, 9)
# The room that those who carry need beside a stone and above it, where a panel is 92 mm high.
_ASIDE, _ABOVE, _HIGH = 19.0, 15.0, 92.0
# How far behind the last stone what needs water is: in the end beside all who carried.
GOAL, WATERED = 13.0, 22.0
# How much larger things are drawn where the way has few rows.
_ZOOM = 1.35, 1.1, 1.0
# Where plants stand, beside ways of one, two and three rows; in shares of the meadow.
_PLANTS: tuple[tuple[Point, ...], ...] = (
    ((0.42, 0.4), (0.68, 0.44), (0.75, 0.97), (0.3, 0.94)),
    ((0.86, 0.22), (0.14, 0.54), (0.42, 0.66), (0.64, 0.64)),
    ((0.06, 0.22), (0.04, 0.57), (0.95, 0.42), (0.46, 0.43)),
)


@dataclass(frozen=True, slots=True)
class Way:
    """The turns of the way from its first stone to its last one, and the room that it has.

    `scale` is how much larger than on the smallest panel things are drawn.
    """

    meadow: Area
    turns: tuple[Point, ...]
    stones: int
    scale: float
    plants: tuple[Point, ...]

    def at(self, stone: float) -> Point:
        """Find the place of a stone, or one between two of them."""
        left = self._length() * stone / self.stones
        for (x, y), (to_x, to_y) in pairwise(self.turns):
            leg = hypot(to_x - x, to_y - y)
            if left <= leg:
                share = left / leg
                return x + (to_x - x) * share, y + (to_y - y) * share
            left -= leg
        return self.turns[-1]

    @property
    def pace(self) -> float:
        """How far it is from stone to stone, and a bit less: as wide as one may be."""
        return self._length() / self.stones * 0.88

    @property
    def horizon(self) -> float:
        """How far down the sky comes: behind the heads of those who carry in the highest row."""
        return min(y for _, y in self.turns) - 1.4 * _ABOVE * self.scale

    def _length(self) -> float:
        return sum(hypot(to_x - x, to_y - y) for (x, y), (to_x, to_y) in pairwise(self.turns))

    @property
    def begin(self) -> Point:
        """The place of the well, behind those who stand at the first stone."""
        return self.turns[0][0] - 11 * self.scale, self.turns[0][1] - 7 * self.scale

    def end(self, far: float) -> Point:
        """Find the place of what the water is for, so far behind the last stone."""
        (before, _), (x, y) = self.turns[-2:]
        return x + (far if x > before else -far) * self.scale, y + self.scale


def _side(size: Point) -> float:
    return min(LARGEST, size[1] * 0.26)


def pads(size: Point) -> tuple[Area, ...]:
    """Place where pads can lie: below left and right, where small arms reach, and above these."""
    side, far = _side(size), MARGIN + 1
    low, high = size[1] - WRISTS - side - 1, MARGIN + SECONDARY + GAP
    right = size[0] - far - side
    return tuple(Area(x, y, side, side) for y in (low, high) for x in (far, right))


def way(stones: int, size: Point) -> Way:
    """Let a way of so many stones wind through the room between the pads, from below upwards."""
    beside = MARGIN + 1 + _side(size) + 2
    meadow = Area(beside, MARGIN, size[0] - 2 * beside, size[1] - WRISTS - 2 * MARGIN)
    rows = 1 + sum(stones > most for most in _ROWS)
    scale = size[1] / _HIGH * _ZOOM[rows - 1]
    left, right = meadow.x + _ASIDE * scale, meadow.x + meadow.w - _ASIDE * scale
    low = meadow.y + meadow.h * (0.66 if rows == 1 else 0.93)
    pitch = (low - meadow.y - (_ABOVE + 2) * scale) / max(rows - 1, 1)
    turns: list[Point] = []
    for row in range(rows):
        ends = (left, right) if row % 2 == 0 else (right, left)
        turns += [(x, low - row * pitch) for x in ends]
    plants = [(meadow.x + x * meadow.w, meadow.y + y * meadow.h) for x, y in _PLANTS[rows - 1]]
    return Way(meadow, tuple(turns), stones, scale, tuple(plants))


def upright(point: Point, side: float) -> Area:
    """Place a picture that stands at a point."""
    return Area(point[0] - side / 2, point[1] - side, side, side)


def flat(point: Point, width: float) -> Area:
    """Place a stone or a plank around a point."""
    return Area(point[0] - width / 2, point[1] - width / 4, width, width / 2)
