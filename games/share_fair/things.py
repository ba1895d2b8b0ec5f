"""Things that we draw ourselves, as SVG, and those of the art set: one way to draw both."""

from functools import cache
from math import cos, pi, sin

from games.palette import palette
from games.stage.area import Area
from games.stage.canvas import Canvas

_LINE = 'stroke="#000000" stroke-width="4" stroke-linejoin="round" stroke-linecap="round"'
_CRUST = "#E0A448"


def _svg(inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{inner}</svg>'


def _blanket() -> str:
    """Fold a striped blanket twice."""
    fold = '<path d="M10 {top} L90 {top} Q97 {mid} 90 {low} L10 {low} Z" fill="{fill}" {line}/>'
    layers = ((66, 76, 88, "plum"), (44, 55, 66, "sun"), (22, 33, 44, "plum"))
    body = "".join(
        fold.format(top=top, mid=mid, low=low, fill=palette()[fill], line=_LINE)
        for top, mid, low, fill in layers
    )
    stripes = "".join(
        f'<path d="M{x} 24 L{x} 42 M{x} 68 L{x} 86" stroke="#FFFFFF" stroke-width="5"/>'
        for x in (28, 48, 68)
    )
    return _svg(body + stripes)


def _water() -> str:
    """Fill a glass with water."""
    glass = f'<path d="M20 10 L80 10 L71 92 L29 92 Z" fill="#FFFFFF" {_LINE}/>'
    inside = f'<path d="M25 34 Q38 28 50 34 T75 34 L69 90 L31 90 Z" fill="{palette()["sky"]}"/>'
    rim = f'<path d="M20 10 L80 10 L71 92 L29 92 Z" fill="none" {_LINE}/>'
    return _svg(glass + inside + rim)


@cache
def pieces(count: int, *, there: bool) -> str:
    """Cut something round into so many pieces, a little apart; empty where it is not cut yet."""
    turn, fill = 2 * pi / count, _CRUST if there else "#FFFFFF"
    return _svg("".join(_piece(at * turn - pi / 2, turn, fill) for at in range(count)))


def _piece(start: float, turn: float, fill: str) -> str:
    middle = start + turn / 2
    x, y = 50 + 9 * cos(middle), 50 + 9 * sin(middle)
    (x1, y1), (x2, y2) = ((x + 37 * cos(one), y + 37 * sin(one)) for one in (start, start + turn))
    path = f"M{x:.1f} {y:.1f} L{x1:.1f} {y1:.1f} A37 37 0 0 1 {x2:.1f} {y2:.1f} Z"
    return f'<path d="{path}" fill="{fill}" {_LINE}/>'


DRAWN = {"blanket": _blanket, "water": _water}


def draw(canvas: Canvas, thing: str, area: Area, strength: float = 1.0) -> None:
    """Draw a thing."""
    if thing in DRAWN:
        canvas.shape(DRAWN[thing](), area, strength=strength)
    else:
        canvas.picture(thing, area, strength=strength)
