"""The fence and its gate as SVG, in millimetres."""

from functools import cache

from games.palette import palette
from games.stage.area import Area

_WOOD = "#C98F52"


def _svg(area: Area, inner: str) -> str:
    view = f"0 0 {area.w:.2f} {area.h:.2f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{inner}</svg>'


def _beam(x: float, y: float, w: float, h: float) -> str:
    look = f'fill="{_WOOD}" stroke="{palette()["ink"]}" stroke-width="0.4" stroke-opacity="0.7"'
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}" rx="0.8" {look}/>'


@cache
def fence(area: Area, bars: Area) -> str:
    """Draw posts and two rails along an area, with room for the gate."""
    left, right = bars.x - area.x, bars.x + bars.w - area.x
    rails = [
        _beam(start, area.h * share, end - start, area.h * 0.13)
        for share in (0.28, 0.62)
        for start, end in ((-2, left), (right, area.w + 2))
    ]
    step = 9.0
    posts = [
        _beam(x, 0.4, 2.6, area.h - 0.8)
        for at in range(int(left / step) + 1)
        for x in (left - 3 - at * step, right + 0.4 + at * step)
    ]
    return _svg(area, "".join(rails + posts))


@cache
def gate(area: Area, *, is_open: bool) -> str:
    """Draw the gate between its two posts: its two wings closed, or turned inwards."""
    posts = _beam(0.2, 0.2, 3.4, area.h - 0.4) + _beam(area.w - 3.6, 0.2, 3.4, area.h - 0.4)
    inner = area.w - 7.2
    wing = inner * (0.13 if is_open else 0.49)
    wings = "".join(_wing(x, area.h, wing) for x in (3.6, area.w - 3.6 - wing))
    return _svg(area, wings + posts)


def _wing(x: float, height: float, wide: float) -> str:
    rails = "".join(_beam(x, height * share, wide, height * 0.11) for share in (0.3, 0.6, 0.82))
    ends = _beam(x, height * 0.22, 1.6, height * 0.75)
    return rails + ends + _beam(x + wide - 1.6, height * 0.22, 1.6, height * 0.75)
