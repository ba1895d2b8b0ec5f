"""The flower, the candle and the soup that we draw ourselves, in steps from closed to open."""

from collections.abc import Callable
from functools import cache

from games.calm_breath.motions import STEPS

_LINE = 'stroke="#000000" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"'
_PINK, _YELLOW, _GREEN, _WAX, _BOWL = "#EA5A77", "#FCEA2B", "#5C9E31", "#FFF8EC", "#61B2E4"
_PETALS = 8


def _svg(inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{inner}</svg>'


@cache
def flower(step: int, bend: int) -> str:
    """Draw a flower between bud and blossom: its petals spread, and grow a little."""
    del bend
    is_open = step / STEPS
    long, wide, heart = 11 + 7 * is_open, 7 + 1.5 * is_open, 4 + 6 * is_open
    turns = [(at + 0.5) / _PETALS * 2 - 1 for at in range(_PETALS)]
    # Those in the middle, which stand upright, lie in front; lines as thick as those around the
    # bud would make it black.
    leaves = [
        f'<ellipse cx="50" cy="{38 - long:.1f}" rx="{wide:.1f}" ry="{long:.1f}" fill="{_PINK}"'
        f' transform="rotate({turn * (24 + 156 * is_open):.1f} 50 38)" stroke="#000000"'
        for turn in sorted(turns, key=abs, reverse=True)
    ]
    petals = "".join(
        f'{leaf} stroke-width="{line:.1f}"/>'
        for line in (3.2, 0.6 + 1.4 * is_open)
        for leaf in leaves
    )
    stem = (
        f'<path d="M50 40 L50 98" fill="none" stroke="#000000" stroke-width="7"/>'
        f'<path d="M50 40 L50 98" fill="none" stroke="{_GREEN}" stroke-width="4"/>'
        f'<path d="M50 88 C40 88 32 82 30 72 C41 72 49 78 50 88 Z" fill="{_GREEN}" {_LINE}/>'
        f'<path d="M50 80 C58 80 66 75 69 65 C58 65 51 71 50 80 Z" fill="{_GREEN}" {_LINE}/>'
    )
    middle = f'<circle cx="50" cy="38" r="{heart:.1f}" fill="{_YELLOW}" {_LINE}/>'
    cup = f'<path d="M43 41 C45 48 55 48 57 41 Z" fill="{_GREEN}" {_LINE}/>'
    return _svg(stem + petals + (middle if is_open > 0.2 else cup))


@cache
def candle(step: int, bend: int) -> str:
    """Draw a candle: its flame bends away and grows smaller the stronger it blows."""
    del step
    blown = bend / STEPS
    wax = (
        f'<path d="M38 54 L38 92 L62 92 L62 54 C58 50 42 50 38 54 Z" fill="{_WAX}" {_LINE}/>'
        f'<path d="M43 55 L43 68 M56 55 L56 63" fill="none" stroke="#D0CFCE" stroke-width="3"/>'
        f'<path d="M26 92 C28 99 72 99 74 92 Z" fill="{_YELLOW}" {_LINE}/>'
        f'<path d="M50 52 L50 44" fill="none" {_LINE}/>'
    )
    lean = f"rotate({58 * blown:.1f} 50 46) translate(50 46) scale({1 - 0.5 * blown:.2f})"
    flame = (
        f'<g transform="{lean}">'
        f'<path d="M0 0 C-16 -4 -13 -22 0 -40 C13 -22 16 -4 0 0 Z" fill="#F1B31C" {_LINE}/>'
        f'<path d="M0 -2 C-7 -5 -6 -13 0 -22 C6 -13 7 -5 0 -2 Z" fill="{_YELLOW}"/></g>'
    )
    return _svg(wax + flame)


@cache
def soup(step: int, bend: int) -> str:
    """Draw a bowl of soup: its steam rises to who smells it, and is blown away."""
    rises, blown = step / STEPS, bend / STEPS
    tall = 20 + 22 * rises * (1 - blown)
    aside = 24 * blown
    waves = " ".join(
        f"M{x} 52 C{x - 8 + aside / 3:.1f} {52 - tall / 3:.1f}"
        f" {x + 8 + aside / 2:.1f} {52 - tall * 2 / 3:.1f} {x + aside:.1f} {52 - tall:.1f}"
        for x in (34, 50, 66)
    )
    # White alone would not be seen before a light sky.
    steam = "".join(
        f'<path d="{waves}" fill="none" stroke="{colour}" stroke-width="{width}"'
        f' stroke-linecap="round"/>'
        for colour, width in (("#000000", 8), ("#FFFFFF", 4.5))
    )
    bowl = (
        f'<ellipse cx="50" cy="60" rx="38" ry="9" fill="#E27022" {_LINE}/>'
        f'<path d="M12 60 C12 84 28 95 50 95 C72 95 88 84 88 60 C80 72 20 72 12 60 Z"'
        f' fill="{_BOWL}" {_LINE}/>'
        f'<path d="M38 95 L62 95 L60 99 L40 99 Z" fill="{_BOWL}" {_LINE}/>'
        '<circle cx="40" cy="60" r="3.4" fill="#B1CC33"/>'
        '<circle cx="58" cy="58" r="3" fill="#B1CC33"/><circle cx="52" cy="63" r="2.6"'
        ' fill="#FCEA2B"/>'
    )
    return _svg(steam + bowl)


DRAWN: dict[str, Callable[[int, int], str]] = {"flower": flower, "candle": candle, "soup": soup}
