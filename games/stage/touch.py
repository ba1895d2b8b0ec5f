"""Fingers, mouse and keys become a few things: a press, a finger that slides or lifts, in mm."""

import time
from dataclasses import dataclass
from math import hypot

import pygame
from pygame._sdl2 import touch as sdl

from games.stage.area import Point

# Which finger it is: its device and its number there. A mouse is one finger.
Finger = tuple[int, int] | str
MOUSE = "mouse"

# A trembling or a doubled tap on one spot is one press (seconds, mm).
LOCKOUT, SPOT = 0.4, 5.0

# SDL's own waiting looks a thousand times a second (3 % of a core under X11); this is enough.
_LOOK = 0.025


@dataclass(frozen=True, slots=True)
class Press:
    """A press at a point."""

    point: Point
    finger: Finger = MOUSE


@dataclass(frozen=True, slots=True)
class Slide:
    """A finger that rests moves to a point."""

    point: Point
    finger: Finger = MOUSE


@dataclass(frozen=True, slots=True)
class Lift:
    """A finger is lifted."""

    finger: Finger = MOUSE


class Lost:
    """No finger can be felt any more: another window has the panel."""


@dataclass(frozen=True, slots=True)
class Move:
    """The focus moves, by an arrow key."""

    across: int
    down: int


class Confirm:
    """The focused target is pressed."""


class Leave:
    """Somebody wants out."""


Gesture = Press | Slide | Lift | Lost | Move | Confirm | Leave

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


_OF_FINGERS = (pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP)
_OF_THE_MOUSE = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION, pygame.MOUSEBUTTONUP)


def gesture(event: pygame.event.Event, size: Point, mm: float) -> Gesture | None:
    """Read an event; `size` is the panel's in mm. None when it is no gesture."""
    if event.type in _OF_FINGERS:
        point = event.x * size[0], event.y * size[1]
        return _of(_OF_FINGERS.index(event.type), point, (event.touch_id, event.finger_id))
    if event.type in _OF_THE_MOUSE:
        # SDL tells each touch twice; the finger was heard already.
        doubled = getattr(event, "touch", False) or not _is_first_button(event)
        point = event.pos[0] / mm, event.pos[1] / mm
        return None if doubled else _of(_OF_THE_MOUSE.index(event.type), point, MOUSE)
    if event.type == pygame.KEYDOWN:
        return _KEYS.get(event.key)
    if event.type == pygame.WINDOWFOCUSLOST:
        return Lost()
    return Leave() if event.type == pygame.QUIT else None


def _of(kind: int, point: Point, finger: Finger) -> Gesture:
    return (Press(point, finger), Slide(point, finger), Lift(finger))[kind]


def _is_first_button(event: pygame.event.Event) -> bool:
    """Tell whether the mouse's first button was pressed or lifted, or is down while it moves."""
    return bool(event.buttons[0] if event.type == pygame.MOUSEMOTION else event.button == 1)


def devices() -> set[int]:
    """List the touch devices that are there now."""
    return {sdl.get_device(at) for at in range(sdl.get_num_devices())}


class Lockout:
    """Lets only the first of two quick presses on one spot through."""

    def __init__(self) -> None:
        # Of several children each may tap twice, while the others tap in between.
        self._lately: list[tuple[Point, float]] = []

    def lets(self, point: Point, now: float) -> bool:
        """Tell whether a press counts, and remember it if so."""
        self._lately = [(spot, at) for spot, at in self._lately if now - at < LOCKOUT]
        if any(hypot(point[0] - x, point[1] - y) < SPOT for (x, y), _ in self._lately):
            return False
        self._lately.append((point, now))
        return True


def events(seconds: float) -> list[pygame.event.Event]:
    """Sleep until something happens, or until some seconds have passed."""
    end = time.monotonic() + seconds
    while not (heard := pygame.event.get()) and (rest := end - time.monotonic()) > 0:
        time.sleep(min(rest, _LOOK))
    return heard
