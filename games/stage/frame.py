"""Paints of each frame only what differs from the one before: a still picture costs nothing."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import pygame

# Pixels: 64 bytes of a row.
_STEP = 16

Box = tuple[int, int, int, int]


class Mark(NamedTuple):
    """One thing drawn: a picture, or a colour, in a box of pixels."""

    what: pygame.Surface | tuple[int, ...]
    box: Box


class Frame:
    """Collects what a frame shows, from the back to the front, then brings it on the surface."""

    def __init__(self, surface: pygame.Surface) -> None:
        self._surface = surface
        self._before: list[Mark] = []
        self._marks: list[Mark] = []

    def cover(self, colour: pygame.Color) -> None:
        """Begin with one colour everywhere: what lay there is seen no more."""
        self._marks = [Mark(tuple(colour), (0, 0, *self._surface.get_size()))]

    def add(self, mark: Mark) -> None:
        """Lay something over all that is there."""
        self._marks.append(mark)

    def drop(self) -> None:
        """Begin anew: nothing of this frame is to be seen."""
        self._marks = []

    def forget(self) -> None:
        """Paint all of the next frame: the window lost what it showed."""
        self._before = []

    def paint(self) -> list[pygame.Rect]:
        """Paint what differs from the last frame; tell where that was. The next one begins."""
        boxes = _differing(self._before, self._marks)
        screen = self._surface.get_rect()
        areas = _joined([area for box in boxes if (area := _rounded(box).clip(screen))])
        for area in areas:
            self._paint_in(area)
        self._before, self._marks = self._marks, []
        return areas

    def _paint_in(self, area: pygame.Rect) -> None:
        """Paint all that reaches into an area, and nothing outside it or behind a wall."""
        self._surface.set_clip(area)
        for what, box in self._marks[_wall(self._marks, area) :]:
            if not area.colliderect(box):
                continue
            if isinstance(what, pygame.Surface):
                self._surface.blit(what, box)
            else:
                # pygame would move a box that begins outside, and not cut it.
                self._surface.fill(what, area.clip(box))
        self._surface.set_clip(None)


def _differing(before: Sequence[Mark], now: Sequence[Mark]) -> list[pygame.Rect]:
    """List the boxes of what came, went or changed."""
    old, new = Counter(before), Counter(now)
    gone, come = old - new, new - old
    # What was behind is before: where it is cannot be told from one mark alone.
    if [one for one in before if one not in gone] != [one for one in now if one not in come]:
        return [pygame.Rect(one.box) for one in (*before, *now)]
    return [pygame.Rect(one.box) for one in (*gone, *come)]


def _rounded(box: pygame.Rect) -> pygame.Rect:
    """Widen to whole steps: SDL fills odd lengths many times slower."""
    left, right = box.x // _STEP * _STEP, -(-box.right // _STEP) * _STEP
    return pygame.Rect(left, box.y, right - left, box.h)


def _wall(marks: Sequence[Mark], area: pygame.Rect) -> int:
    """Find the last colour that fills all of an area."""
    walls = (
        at
        for at in range(len(marks) - 1, 0, -1)
        if isinstance(marks[at].what, tuple) and pygame.Rect(marks[at].box).contains(area)
    )
    return next(walls, 0)


def _joined(boxes: Sequence[pygame.Rect]) -> list[pygame.Rect]:
    """Join boxes that overlap until none do: no pixel is painted twice."""
    apart: list[pygame.Rect] = []
    for box in boxes:
        joined = box
        while (at := joined.collidelist(apart)) >= 0:
            joined = joined.union(apart.pop(at))
        apart.append(joined)
    return apart
