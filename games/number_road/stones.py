"""What lies on the way and what the card shows, as SVG: stones, dots in fives, rods of ten."""

from functools import cache

from games.palette import palette

_PEBBLE = "M50 6 C78 4 96 20 96 50 C97 80 80 95 50 95 C20 96 4 80 4 51 C3 20 22 7 50 6 Z"
_FIVE, _TEN = 5, 10


def _svg(w: float, h: float, inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.2f} {h:.2f}">{inner}</svg>'


@cache
def stone(fill: str, edge: str) -> str:
    """Draw a flat stone."""
    lit = '<path d="M20 34 C26 18 42 14 56 15" fill="none" stroke="#FFFFFF" stroke-width="6"'
    face = (
        f'<path d="{_PEBBLE}" fill="{fill}" stroke="{palette()[edge]}" stroke-width="4"/>'
        f'{lit} stroke-opacity="0.8" stroke-linecap="round"/>'
    )
    return _svg(100, 100, face)


@cache
def dots(count: int) -> str:
    """Draw dots in rows of five, so that what is more than five is seen at once."""
    rows = (count + _FIVE - 1) // _FIVE
    wide = min(count, _FIVE)
    look = f'fill="{palette()["sky_deep"]}"'
    inner = "".join(
        f'<circle cx="{5 + at % _FIVE * 10}" cy="{5 + at // _FIVE * 10}" r="4" {look}/>'
        for at in range(count)
    )
    return _svg(10 * wide, 10 * rows, inner)


def dots_size(count: int) -> tuple[int, int]:
    """Tell how wide and how high dots are, in dots."""
    return min(count, _FIVE), (count + _FIVE - 1) // _FIVE


@cache
def rods(number: int) -> str:
    """Draw a rod for each ten and a cube for each one, as on a school desk."""
    tens, ones = divmod(number, _TEN)
    cubes = [(at * 1.5, row, "sun") for at in range(tens) for row in range(_TEN)]
    cubes += [(tens * 1.5 + at // _FIVE * 1.2, 9 - at % _FIVE, "leaf") for at in range(ones)]
    inner = "".join(
        f'<rect x="{x * 10 + 0.6:.1f}" y="{y * 10 + 0.6}" width="8.8" height="8.8" rx="1.5"'
        f' fill="{palette()[colour]}" stroke="{palette()[colour + "_deep"]}" stroke-width="1.2"/>'
        for x, y, colour in cubes
    )
    wide, high = rods_size(number)
    return _svg(wide * 10, high * 10, inner)


def rods_size(number: int) -> tuple[float, int]:
    """Tell how wide and how high rods are, in cubes."""
    tens, ones = divmod(number, _TEN)
    return tens * 1.5 + (2.2 if ones > _FIVE else 1), _TEN
