"""Draws in millimetres on the panel's pixels."""

from pathlib import Path

import pygame

from games.palette import palette
from games.stage import art, shapes
from games.stage.area import Area, Point
from games.stage.text import Text


class Canvas:
    """The panel; `mm` is how many pixels a millimetre has."""

    def __init__(self, surface: pygame.Surface, mm: float, text: Text) -> None:
        self.surface = surface
        self.mm = mm
        self._text = text

    @property
    def size(self) -> Point:
        """Width and height in millimetres."""
        return self.surface.get_width() / self.mm, self.surface.get_height() / self.mm

    def clear(self, colour: str = "paper") -> None:
        """Paint the whole panel in a colour of the palette."""
        self.surface.fill(palette()[colour])

    def band(self, area: Area, colour: str, share: float = 1.0) -> None:
        """Paint a rectangle; `share` of the colour and the rest of paper."""
        mixed = pygame.Color(palette()["paper"]).lerp(palette()[colour], share)
        self.surface.fill(mixed, self._pixels(area))

    def picture(self, code: str, area: Area, turn: float = 1.0, strength: float = 1.0) -> None:
        """Draw an OpenMoji picture in an area."""
        box = self._pixels(area)
        self._put(art.picture(code, min(box.size)), box, turn, strength)

    def shape(self, svg: str, area: Area, turn: float = 1.0, strength: float = 1.0) -> None:
        """Draw an SVG of our own stretched to an area; `turn` narrows it, like a turning card."""
        box = self._pixels(area)
        self._put(art.drawing(svg, box.size), box, turn, strength)

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
            self.surface.blit(line, line.get_rect(center=(left, middle + down)))

    def panel(self, area: Area, fill: str = "card", edge: str = "line") -> None:
        """Draw a card of paper with a soft shadow."""
        self.shape(shapes.panel(area.w, area.h, fill, edge), shapes.around(area))

    def ring(self, area: Area, colour: str, width: float = 1.2) -> None:
        """Draw a rounded frame just around an area."""
        outer = area.inset(-width)
        self.shape(shapes.frame(outer.w, outer.h, colour, width), outer)

    def save(self, path: Path) -> None:
        """Keep the panel as a picture."""
        pygame.image.save(self.surface, path)

    def _pixels(self, area: Area) -> pygame.Rect:
        left, top = round(area.x * self.mm), round(area.y * self.mm)
        right, bottom = round((area.x + area.w) * self.mm), round((area.y + area.h) * self.mm)
        return pygame.Rect(left, top, max(right - left, 1), max(bottom - top, 1))

    def _put(self, image: pygame.Surface, box: pygame.Rect, turn: float, strength: float) -> None:
        if turn < 0.999:
            size = max(round(image.get_width() * turn), 1), image.get_height()
            image = pygame.transform.smoothscale(image, size)
        if strength < 0.999:
            image = image.copy()
            image.fill((255, 255, 255, round(255 * strength)), special_flags=pygame.BLEND_RGBA_MULT)
        self.surface.blit(image, image.get_rect(center=box.center))
