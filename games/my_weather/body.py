"""A friendly body as SVG, which is nobody's in particular; the part where it is felt is tinted."""

from functools import cache

from games.stage.area import Area, Point

# Width and height of the drawing, in whose units the spots are.
_WIDE, _HIGH = 100, 128
_LINE = 'stroke="#000000" stroke-width="2.2" stroke-linecap="round"'
_PLAIN, _SHIRT, _SHORTS, _TINTED = "#FCE9C8", "#92D3F5", "#5E7FA6", "#F4A58A"
# What each part is made of: one outline runs around all of them.
_PARTS = (
    ("legs", "M35 86 C35 98 34 110 34 119 C34 124 46 124 47 119 L50 98 L53 119 C54 124 66 124 66"
     " 119 C66 110 65 98 65 86 Z"),
    ("arms", "M35 49 C24 54 15 66 10 79 C13 84 18 85 21 84 C25 75 31 69 37 66 Z"),
    ("arms", "M65 49 C76 54 85 66 90 79 C87 84 82 85 79 84 C75 75 69 69 63 66 Z"),
    ("hands", "M10 78 C4 84 6 94 14 94 C22 94 24 87 22 82 Z"),
    ("hands", "M90 78 C96 84 94 94 86 94 C78 94 76 87 78 82 Z"),
    ("throat", "M42 30 L42 49 L58 49 L58 30 Z"),
    ("chest", "M34 50 C38 46 62 46 66 50 L67 70 L33 70 Z"),
    ("belly", "M33 66 L67 66 C69 80 68 88 65 92 C56 96 44 96 35 92 C32 88 31 80 33 66 Z"),
    ("head", "M50 2 C61 2 69 10 69 20 C69 31 60 38 50 38 C40 38 31 31 31 20 C31 10 39 2 50 2 Z"),
)  # fmt: skip
# It has clothes on: nothing on it is bare that is a child's own.
_DRESSED = {"chest", "belly"}
_TROUSERS = (
    '<path d="M34 84 C44 86 56 86 66 84 C66.2 92 65.4 102 65 106 L51 106 L50 99 L49 106 L35 106'
    f' C34.6 102 33.8 92 34 84 Z" fill="{_SHORTS}"/>'
)
_FACE = (
    '<circle cx="42" cy="22" r="2.3"/><circle cx="58" cy="22" r="2.3"/>'
    f'<path d="M45 30 C48 30.8 52 30.8 55 30" fill="none" {_LINE}/>'
)
# Where the weather stands at each part: its middle, and how large it is there.
_SPOTS: dict[str, tuple[tuple[Point, float], ...]] = {
    "head": (((50, 9), 27),),
    "throat": (((50, 43), 25),),
    "chest": (((50, 59), 29),),
    "belly": (((50, 77), 29),),
    "hands": (((13, 87), 27), ((87, 87), 27)),
    "legs": (((36, 109), 26), ((64, 109), 26)),
}


@cache
def body(tinted: str) -> str:
    """Draw it with one part tinted."""
    around = "".join(
        f'<path d="{path}" fill="#000000" stroke="#000000" stroke-width="4.4"'
        ' stroke-linejoin="round"/>'
        for _, path in _PARTS
    )
    within = "".join(
        f'<path d="{path}" fill="{_colour(part, tinted)}"/>'
        for part, path in sorted(_PARTS, key=lambda one: one[0] == tinted)
    )
    view = f'viewBox="0 0 {_WIDE} {_HIGH}"'
    dressed = f"{within}{_TROUSERS}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {view}>{around}{dressed}{_FACE}</svg>'


def _colour(part: str, tinted: str) -> str:
    if part == tinted:
        return _TINTED
    return _SHIRT if part in _DRESSED else _PLAIN


def place(within: Area) -> Area:
    """Place the body in the middle of an area, as high as it goes."""
    wide = within.h * _WIDE / _HIGH
    return Area(within.x + (within.w - wide) / 2, within.y, wide, within.h)


def spots(part: str, drawn: Area) -> list[Area]:
    """Place the weather on a part of the body that is drawn in an area."""
    unit = drawn.h / _HIGH
    return [
        Area(drawn.x + (x - side / 2) * unit, drawn.y + (y - side / 2) * unit, *[side * unit] * 2)
        for (x, y), side in _SPOTS[part]
    ]
