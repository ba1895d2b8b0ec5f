"""What cards, signs and baskets show, as SVG: known by form and pattern, not by colour alone."""

from functools import cache

from games.palette import palette
from games.stage.area import Area

_PATHS = {
    "ball": "M50 6 A44 44 0 1 1 49.9 6 Z",
    "star": "M50 5 L63 36 L96 39 L71 61 L79 94 L50 76 L21 94 L29 61 L4 39 L37 36 Z",
    "house": "M50 6 L96 46 L84 46 L84 93 L16 93 L16 46 L4 46 Z",
    "heart": "M50 92 C18 66 5 48 5 32 C5 18 15 9 28 9 C37 9 45 14 50 23"
    " C55 14 63 9 72 9 C85 9 95 18 95 32 C95 48 82 66 50 92 Z",
}  # fmt: skip
# Where stripes lie within each: how far down, from, to.
_STRIPES = {
    "ball": ((28, 16, 84), (50, 9, 91), (72, 16, 84)),
    "star": ((42, 16, 84), (56, 34, 66), (70, 31, 69)),
    "house": ((38, 20, 80), (57, 20, 80), (76, 20, 80)),
    "heart": ((26, 12, 88), (46, 14, 86), (66, 30, 70)),
}
_MIDDLES = {"ball": 50, "star": 53, "house": 58, "heart": 42}
_DOTS = ((50, 30), (34, 46), (66, 46), (50, 52), (38, 66), (62, 66))
_COLOURS = {"plain": "berry", "dots": "sun", "stripes": "sky", "ring": "leaf"}
# The middles of so many things, in shares of a card.
_PLACES: dict[int, tuple[tuple[float, float], ...]] = {
    1: ((0.5, 0.5),),
    2: ((0.28, 0.5), (0.72, 0.5)),
    3: ((0.5, 0.28), (0.28, 0.72), (0.72, 0.72)),
    4: ((0.28, 0.28), (0.72, 0.28), (0.28, 0.72), (0.72, 0.72)),
}
_ALONE, _SEVERAL, _SMALL = 0.74, 0.42, 0.5
_WICKER, _DARK = "#D9A866", "#9A6B33"


def _svg(inner: str, width: float = 100, height: float = 100) -> str:
    view = f"0 0 {width:.2f} {height:.2f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{inner}</svg>'


def _at(thing: str, x: float, y: float, side: float) -> str:
    """Place a thing of 100 by 100 around a point in shares of a card."""
    left, top, scale = 100 * (x - side / 2), 100 * (y - side / 2), side
    return f'<g transform="translate({left:.2f} {top:.2f}) scale({scale:.3f})">{thing}</g>'


def thing(kind: str, look: str | None) -> str:
    """Draw one thing; without a look only its form counts."""
    colour = palette()[_COLOURS[look]] if look else palette()["line"]
    edge = f'stroke="{palette()["ink"]}" stroke-width="5" stroke-linejoin="round"'
    path = _PATHS[kind]
    inside = _pattern(kind, look) if look else ""
    return f'<path d="{path}" fill="{colour}"/>{inside}<path d="{path}" fill="none" {edge}/>'


def _pattern(kind: str, look: str) -> str:
    white = palette()["card"]
    if look == "dots":
        dark = palette()["ink"]
        return "".join(f'<circle cx="{x}" cy="{y}" r="6" fill="{dark}"/>' for x, y in _DOTS)
    if look == "stripes":
        return "".join(
            f'<path d="M{left} {y} L{right} {y}" stroke="{white}" stroke-width="9"/>'
            for y, left, right in _STRIPES[kind]
        )
    if look == "ring":
        middle = _MIDDLES[kind]
        return (
            f'<circle cx="50" cy="{middle}" r="17" fill="none" stroke="{white}" stroke-width="9"/>'
        )
    return ""


@cache
def face(kind: str, look: str, count: int, size: str, *, counts: bool) -> str:
    """Draw what a card shows; where `counts` matter, one thing is no larger than several."""
    side = (_SEVERAL if counts else _ALONE) * (_SMALL if size == "small" else 1)
    one = thing(kind, look)
    return _svg("".join(_at(one, x, y, side) for x, y in _PLACES[count]))


@cache
def sign(rule: str) -> str:
    """Draw by what cards are sorted: forms, looks, how many, or how large."""
    return _svg({"kind": _forms, "look": _looks, "count": _counts, "size": _sizes}[rule]())


def _forms() -> str:
    shown = zip(("star", "ball", "house"), _PLACES[3], strict=True)
    return "".join(_at(thing(kind, None), x, y, 0.42) for kind, (x, y) in shown)


def _looks() -> str:
    shown = zip(("plain", "dots", "stripes"), _PLACES[3], strict=True)
    return "".join(_at(_patch(look), x, y, 0.42) for look, (x, y) in shown)


def _patch(look: str) -> str:
    """Draw a piece of cloth in a look: no thing at all."""
    edge = f'stroke="{palette()["ink"]}" stroke-width="3"'
    colour = palette()[_COLOURS[look]]
    cloth = f'<rect x="4" y="4" width="92" height="92" rx="22" fill="{colour}" {edge}/>'
    return cloth + _pattern("house", look)


def _counts() -> str:
    """Draw one, two and three points, line by line."""
    dark = palette()["ink"]
    return "".join(
        f'<circle cx="{22 + 28 * x}" cy="{22 + 28 * y}" r="10" fill="{dark}"/>'
        for y in range(3)
        for x in range(y + 1)
    )


def _sizes() -> str:
    one = thing("ball", None)
    return _at(one, 0.34, 0.56, 0.6) + _at(one, 0.82, 0.74, 0.24)


@cache
def basket(area: Area) -> str:
    """Draw the woven front of a basket, as wide and high as an area."""
    w, h = area.w, area.h
    edge = f'stroke="{_DARK}" stroke-width="0.7" stroke-linejoin="round"'
    body = f"M1 {h * 0.2:.2f} L{w - 1:.2f} {h * 0.2:.2f} L{w * 0.9:.2f} {h - 0.6:.2f}"
    body += f" L{w * 0.1:.2f} {h - 0.6:.2f} Z"
    weave = "".join(
        f'<path d="M{w * (0.07 + share * 0.06):.2f} {h * (0.2 + share * 0.27):.2f}'
        f' L{w * (0.93 - share * 0.06):.2f} {h * (0.2 + share * 0.27):.2f}"'
        f' stroke="{_DARK}" stroke-opacity="0.55" stroke-width="0.6"'
        f' stroke-dasharray="3 1.6" fill="none"/>'
        for share in (1.0, 2.0)
    )
    rim = f'<rect x="0.4" y="0.4" width="{w - 0.8:.2f}" height="{h * 0.26:.2f}" rx="1.6"'
    return _svg(
        f'<path d="{body}" fill="{_WICKER}" {edge}/>{weave}{rim} fill="{_WICKER}" {edge}/>', w, h
    )
