"""What moves with a breath, and how: pure, in few steps, as each size is drawn once and kept."""

from collections.abc import Callable
from dataclasses import dataclass

from games.calm_breath.rules import Moment
from games.stage.area import Area

# A thing that is drawn by us has so many pictures between closed and open.
STEPS = 12


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a thing is, how wide it is turned, how strongly it shows, and which step is drawn."""

    area: Area
    turn: float = 1.0
    strength: float = 1.0
    step: int = 0
    bend: int = 0


def pose(motion: str, area: Area, now: Moment) -> Pose:
    """Tell how a thing that has an area stands at a moment."""
    return _MOTIONS[motion](area, now)


def grown(area: Area, share: float) -> Area:
    """Make an area smaller that stays on its ground; its side is a whole number of mm."""
    side = round(area.w * share)
    return Area(area.x + (area.w - side) / 2, area.y + area.h - side, side, side)


def _stepped(share: float) -> int:
    return round(share * STEPS)


def _opens(area: Area, now: Moment) -> Pose:
    return Pose(area, step=_stepped(now.full))


def _bends(area: Area, now: Moment) -> Pose:
    return Pose(area, step=_stepped(now.full), bend=_stepped(now.breeze))


def _fills(area: Area, now: Moment) -> Pose:
    return Pose(grown(area, 0.35 + 0.65 * now.along))


def _unfolds(area: Area, now: Moment) -> Pose:
    return Pose(area, turn=0.4 + 0.6 * _stepped(now.full) / STEPS)


def _sails(area: Area, now: Moment) -> Pose:
    """Go across while it blows, a bit with each breath."""
    way = (1.75 * now.along - 0.68) * area.w
    return Pose(grown(area, 0.64 + 0.08 * now.full).moved(way, 0))


def _comes(area: Area, now: Moment) -> Pose:
    return Pose(grown(area, 0.6 + 0.4 * now.full).moved((1 - now.full) * area.w * 0.5, 0))


def _floats(area: Area, now: Moment) -> Pose:
    """Sink while breath is taken in, rise while it is let out."""
    return Pose(grown(area, 0.6).moved((now.full - 0.5) * 6, -(1 - now.full) * area.h * 0.4))


def _swells(area: Area, now: Moment) -> Pose:
    return Pose(grown(area, 0.72 + 0.28 * now.full))


def _glows(area: Area, now: Moment) -> Pose:
    strength = 0.35 + 0.65 * _stepped(now.full) / STEPS
    return Pose(grown(area, 0.7 + 0.2 * now.full).moved(0, -area.h * 0.38), strength=strength)


_MOTIONS: dict[str, Callable[[Area, Moment], Pose]] = {
    "opens": _opens,
    "bends": _bends,
    "fills": _fills,
    "unfolds": _unfolds,
    "sails": _sails,
    "comes": _comes,
    "floats": _floats,
    "swells": _swells,
    "glows": _glows,
}
