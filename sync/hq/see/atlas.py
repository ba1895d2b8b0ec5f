"""Where each county stands on the map of the program; pure.

The map draws no borders: it shows which county lies where of the others, and how its houses do.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import cos, radians, sqrt

from sync.hq.register.counties import County, counties
from sync.hq.see.board import State

WIDTH, HEIGHT = 1000, 440

_MARGIN_X, _MARGIN_Y = 70, 46
_LEAST, _ROUND, _MOST = 14.0, 4.5, 44.0
_LABEL_WIDTH, _LABEL_HEIGHT, _GAP = 84.0, 24.0, 4.0
_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Spot:
    """One county on the map: its circle, and how many of its houses are in each state.

    x, y: the middle, of WIDTH and HEIGHT. radius: grows so that the area tells the houses.
    """

    county: str
    x: float
    y: float
    radius: float
    states: Counter[State]

    @property
    def houses(self) -> int:
        """Count the houses."""
        return self.states.total()

    @property
    def slices(self) -> Iterator[tuple[State, float, float]]:
        """Part the ring by states: each with where it begins and how long it is, in percent."""
        begins = 0.0
        for state in State:
            share = 100 * self.states[state] / self.houses
            if share:
                yield state, round(begins, 2), round(share, 2)
            begins += share


def spots(states: Mapping[str, Counter[State]]) -> list[Spot]:
    """Place the counties that have houses; those that would cover each other move apart."""
    here = {county: Counter(found) for county, found in states.items()}
    for found in here.values():
        del found[State.RETIRED]
    sizes = [(one, here[one].total()) for one in counties() if one in here and here[one].total()]
    return [replace(spot, states=here[spot.county]) for spot in _placed(tuple(sizes))]


@lru_cache(maxsize=64)
def _placed(sizes: tuple[tuple[str, int], ...]) -> tuple[Spot, ...]:
    """Place counties by how many houses each has: that changes far less often than their states."""
    placed = [_spot(counties()[code], Counter({State.WELL: count})) for code, count in sizes]
    return tuple(_rounded(spot) for spot in _apart(placed))


def _spot(place: County, states: Counter[State]) -> Spot:
    x, y = _projected(place)
    radius = min(_LEAST + _ROUND * sqrt(states.total()), _MOST)
    return _moved(Spot(place.code, x, y, radius, states), (0, 0), 1)


def _projected(place: County) -> tuple[float, float]:
    """Project by equal distances (equirectangular), and stretch onto the map."""
    known = [_flat(one) for one in counties().values()]
    (west, east), (south, north) = ((min(axis), max(axis)) for axis in zip(*known, strict=True))
    x, y = _flat(place)
    return (
        _MARGIN_X + (x - west) / (east - west) * (WIDTH - 2 * _MARGIN_X),
        _MARGIN_Y + (north - y) / (north - south) * (HEIGHT - 2 * _MARGIN_Y),
    )


def _flat(place: County) -> tuple[float, float]:
    return place.east * cos(radians(30)), place.north


def _apart(placed: list[Spot]) -> list[Spot]:
    for _ in range(_ROUNDS):
        moved = False
        for a, b in combinations(range(len(placed)), 2):
            push = _push(placed[a], placed[b])
            if push:
                placed[a], placed[b] = _moved(placed[a], push, -1), _moved(placed[b], push, 1)
                moved = True
        if not moved:
            break
    return placed


def _push(one: Spot, other: Spot) -> tuple[float, float] | None:
    """Tell how far the other must move for both to stand free, each with its label below."""
    dx, dy = other.x - one.x, other.y - one.y
    over_x = (_width(one) + _width(other)) / 2 - abs(dx)
    over_y = (_height(one) + _height(other)) / 2 - abs(dy)
    if over_x <= 0 or over_y <= 0:
        return None
    if over_x < over_y:
        return (over_x / 2 + 0.5) * (1 if dx >= 0 else -1), 0.0
    return 0.0, (over_y / 2 + 0.5) * (1 if dy >= 0 else -1)


def _width(spot: Spot) -> float:
    return max(2 * spot.radius, _LABEL_WIDTH) + _GAP


def _height(spot: Spot) -> float:
    return 2 * spot.radius + _LABEL_HEIGHT + _GAP


def _moved(spot: Spot, push: tuple[float, float], way: int) -> Spot:
    x, y = spot.x + way * push[0], spot.y + way * push[1]
    half = _width(spot) / 2
    return replace(
        spot,
        x=min(max(x, half), WIDTH - half),
        y=min(max(y, spot.radius + _GAP), HEIGHT - spot.radius - _LABEL_HEIGHT),
    )


def _rounded(spot: Spot) -> Spot:
    return replace(spot, x=round(spot.x, 1), y=round(spot.y, 1), radius=round(spot.radius, 1))
