"""Draws in millimetres on the panel's pixels."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pygame

from games.palette import palette
from games.stage import art, shapes
from games.stage.area import Area, Point
from games.stage.frame import Frame, Mark
from games.stage.text import Text

# A picture narrows and fades by so many steps: enough for the eye, and few enough to be kept.
_EIGHTHS = 8
# What is drawn again and again, frame after frame, is found at once.
_KEPT = 192


class Canvas:
    """The panel; `mm` is how many pixels a millimetre has."""

    def __init__(self, surface: pygame.Surface, mm: float, text: Text) -> None:
        self.surface = surface
        self.mm = mm
        self._text = text
        self._frame = Frame(surface)
        self._mark = lru_cache(maxsize=_KEPT)(self._place)

    @property
    def size(self) -> Point:
        """Width and height in millimetres."""
        return self.surface.get_width() / self.mm, self.surface.get_height() / self.mm

    def clear(self, colour: str = "paper") -> None:
        """Paint the whole panel in a colour of the palette."""
        self._frame.cover(pygame.Color(palette()[colour]))

    def band(self, area: Area, colour: str, share: float = 1.0) -> None:
        """Paint a rectangle; `share` of the colour and the rest of paper."""
        mixed = pygame.Color(palette()["paper"]).lerp(palette()[colour], share)
        left, top = round(area.x * self.mm), round(area.y * self.mm)
        right, bottom = round((area.x + area.w) * self.mm), round((area.y + area.h) * self.mm)
        # Its ends are rounded, not its length: bands that touch leave no gap.
        self._frame.add(Mark(tuple(mixed), (left, top, right - left, bottom - top)))

    def picture(
        self,
        code: str,
        area: Area,
        turn: float = 1.0,
        strength: float = 1.0,
        *,
        mirrored: bool = False,
    ) -> None:
        """Draw an OpenMoji picture in an area."""
        draw = art.mirrored if mirrored else art.picture
        self._frame.add(self._mark(draw, code, area, round(8 * turn), round(8 * strength)))

    def shape(self, svg: str, area: Area, turn: float = 1.0, strength: float = 1.0) -> None:
        """Draw an SVG of our own stretched to an area; `turn` narrows it, like a turning card."""
        self._frame.add(self._mark(art.drawing, svg, area, round(8 * turn), round(8 * strength)))

    def sketch(self, svg: str, area: Area) -> None:
        """Draw an SVG like a shape, but one of so many that it is not kept for long."""
        self._frame.add(self._place(art.sketch, svg, area))

    def stroke(self, svg: str, area: Area) -> None:
        """Draw an SVG that is seen for a moment and never again."""
        self._frame.add(self._place(art.stroke, svg, area))

    def write(self, words: str, centre: Point, height: float, room: float) -> None:
        """Write a text around a point in lines of `height` mm, two where it needs more room."""
        colour = palette()["ink"]
        lines = self._text.lines(words, round(height * self.mm), colour, round(room * self.mm))
        left, middle = (round(one * self.mm) for one in centre)
        # Letters stacked high, as in Tibetan, need lines farther apart.
        tallest = max(line.get_height() for line in lines)
        pitch = max(round(height * self.mm * 1.35), round(tallest * 1.1))
        for at, line in enumerate(lines):
            down = round((at - (len(lines) - 1) / 2) * pitch)
            self._frame.add(_mark(line, (left, middle + down)))

    def panel(self, area: Area, fill: str = "card", edge: str = "line") -> None:
        """Draw a card of paper with a soft shadow."""
        self._frame.add(self._mark(art.card, (fill, edge, self.mm), shapes.around(area)))

    def ring(self, area: Area, colour: str, width: float = 1.2) -> None:
        """Draw a rounded frame just around an area."""
        outer = area.inset(-width)
        self.shape(shapes.frame(outer.w, outer.h, colour, width), outer)

    def show(self) -> None:
        """Bring on the screen what was drawn since the last time, as far as it is new."""
        pygame.display.update(self._frame.paint())

    def drop(self) -> None:
        """Let what was drawn since the last time not be seen."""
        self._frame.drop()

    def forget(self) -> None:
        """Show all of it the next time: the window lost what it showed."""
        self._frame.forget()

    def save(self, path: Path) -> None:
        """Keep the panel as a picture."""
        pygame.image.save(self.surface, path)

    def _place(
        self,
        draw: Callable[..., pygame.Surface],
        what: object,
        area: Area,
        turn: int = _EIGHTHS,
        strength: int = _EIGHTHS,
    ) -> Mark:
        """Draw something as large as an area: of one size wherever that lies, to be kept."""
        left, top, *size = (round(one * self.mm) for one in (area.x, area.y, area.w, area.h))
        width, height = (max(one, 1) for one in size)
        image = draw(what, (width, height))
        if turn < _EIGHTHS:
            image = art.narrowed(image, turn)
        if strength < _EIGHTHS:
            image = art.faded(image, strength)
        return _mark(image, (left + width // 2, top + height // 2))


def _mark(image: pygame.Surface, centre: tuple[int, int]) -> Mark:
    box = image.get_rect(center=centre)
    return Mark(image, (*box.topleft, *box.size))
