"""Places on the panel, in millimetres; sizes a child's finger can hit."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

# NN/g: 20 mm for what matters, 13 mm for the rest, 4 mm between; wrists rest on the lowest 10.
MAIN, SECONDARY, GAP, WRISTS = 20.0, 13.0, 4.0, 10.0
SLOP = 4.0
MARGIN = 1.5

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle: its left upper corner and its size."""

    x: float
    y: float
    w: float
    h: float

    @property
    def centre(self) -> Point:
        """The point in the middle."""
        return self.x + self.w / 2, self.y + self.h / 2

    def away(self, point: Point) -> float:
        """Measure how far outside a point lies; 0 inside."""
        x, y = point
        across = max(self.x - x, 0, x - self.x - self.w)
        return hypot(across, max(self.y - y, 0, y - self.y - self.h))

    def inset(self, by: float) -> "Area":
        """Make it smaller on every side."""
        return Area(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)

    def moved(self, x: float, y: float) -> "Area":
        """Move it."""
        return Area(self.x + x, self.y + y, self.w, self.h)


def between(one: Area, other: Area, share: float) -> Area:
    """Find the square on the way from one to another; of few sizes, as each is drawn and kept."""
    (x, y), (to_x, to_y) = one.centre, other.centre
    side = round((one.w + (other.w - one.w) * share) / 3) * 3
    middle = x + (to_x - x) * share, y + (to_y - y) * share
    return Area(middle[0] - side / 2, middle[1] - side / 2, side, side)


@dataclass(frozen=True, slots=True)
class Target:
    """Something to press, by its name."""

    name: str
    area: Area


def hit(targets: Iterable[Target], point: Point) -> Target | None:
    """Find the target a press means: the nearest within the slop; None for a miss."""
    near = [one for one in targets if one.area.away(point) <= SLOP]
    return min(near, key=lambda one: one.area.away(point), default=None)


def beside(targets: Iterable[Target], start: Target, across: int, down: int) -> Target:
    """Find the target next to another in a direction, for the arrow keys."""
    x, y = start.area.centre

    def effort(one: Target) -> float:
        dx, dy = one.area.centre[0] - x, one.area.centre[1] - y
        along, aside = (dx * across, abs(dy)) if across else (dy * down, abs(dx))
        return along + 2 * aside if along > 1 else float("inf")

    best = min(targets, key=effort)
    return best if effort(best) < float("inf") else start


def corners(size: Point) -> tuple[Area, Area]:
    """Place the leave door and the repeat button, in the two top corners."""
    left = Area(MARGIN, MARGIN, SECONDARY, SECONDARY)
    return left, left.moved(size[0] - 2 * MARGIN - SECONDARY, 0)
