"""Fingers, mouse and keys become one thing: a press, in millimetres."""

import time
from dataclasses import dataclass
from math import hypot

import pygame

from games.stage.area import Point

# A trembling or a doubled tap on one spot is one press (seconds, mm).
LOCKOUT, SPOT = 0.4, 5.0

# SDL's own waiting looks a thousand times a second (3 % of a core under X11); this is enough.
_LOOK = 0.025


@dataclass(frozen=True, slots=True)
class Press:
    """A press at a point."""

    point: Point


@dataclass(frozen=True, slots=True)
class Move:
    """The focus moves, by an arrow key."""

    across: int
    down: int


class Confirm:
    """The focused target is pressed."""


class Leave:
    """Somebody wants out."""


Gesture = Press | Move | Confirm | Leave

_KEYS: dict[int, Gesture] = {
    pygame.K_LEFT: Move(-1, 0),
    pygame.K_RIGHT: Move(1, 0),
    pygame.K_UP: Move(0, -1),
    pygame.K_DOWN: Move(0, 1),
    pygame.K_RETURN: Confirm(),
    pygame.K_KP_ENTER: Confirm(),
    pygame.K_SPACE: Confirm(),
    pygame.K_ESCAPE: Leave(),
}


def gesture(event: pygame.event.Event, size: Point, mm: float) -> Gesture | None:
    """Read an event; `size` is the panel's in mm. None when it is no gesture."""
    if event.type == pygame.FINGERDOWN:
        return Press((event.x * size[0], event.y * size[1]))
    if event.type == pygame.MOUSEBUTTONDOWN:
        # SDL tells each touch twice; the finger was heard already.
        doubled = getattr(event, "touch", False) or event.button != 1
        return None if doubled else Press((event.pos[0] / mm, event.pos[1] / mm))
    if event.type == pygame.KEYDOWN:
        return _KEYS.get(event.key)
    return Leave() if event.type == pygame.QUIT else None


class Lockout:
    """Lets only the first of two quick presses on one spot through."""

    def __init__(self) -> None:
        self._last: tuple[Point, float] | None = None

    def lets(self, point: Point, now: float) -> bool:
        """Tell whether a press counts, and remember it if so."""
        if self._last is not None:
            (x, y), before = self._last
            if now - before < LOCKOUT and hypot(point[0] - x, point[1] - y) < SPOT:
                return False
        self._last = point, now
        return True


def events(seconds: float) -> list[pygame.event.Event]:
    """Sleep until something happens, or until some seconds have passed."""
    end = time.monotonic() + seconds
    while not (heard := pygame.event.get()) and (rest := end - time.monotonic()) > 0:
        time.sleep(min(rest, _LOOK))
    return heard
