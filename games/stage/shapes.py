"""Our own drawings as SVG, in millimetres: cards with a soft shadow, backs, seats, the frame."""

from functools import cache

from games.palette import palette
from games.stage.area import Area

RADIUS = 4.0
SHADOW = 2.0

# A seat is known by its colour, its shape and its place in the row.
SEAT_COLOURS = ("sun", "leaf", "plum", "berry")
_SEAT_SHAPES = (
    '<circle cx="50" cy="50" r="43"{style}/>',
    '<rect x="10" y="10" width="80" height="80" rx="14"{style}/>',
    '<path d="M50 10 L93 86 L7 86 Z"{style}/>',
    '<path d="M50 5 L63 36 L96 39 L71 61 L79 94 L50 76 L21 94 L29 61 L4 39 L37 36 Z"{style}/>',
)
CHILDREN = ("1F467", "1F466", "1F9D2", "1F467-1F3FD")

_HEART = (
    "M12 21 C5 15 2 11.5 2 8 C2 5 4.3 3 7 3 C9 3 11 4.2 12 6 "
    "C13 4.2 15 3 17 3 C19.7 3 22 5 22 8 C22 11.5 19 15 12 21 Z"
)


def _svg(x: float, y: float, w: float, h: float, inner: str) -> str:
    view = f"{x:.2f} {y:.2f} {w:.2f} {h:.2f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{inner}</svg>'


def _box(x: float, y: float, w: float, h: float, look: str, radius: float = RADIUS) -> str:
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}" rx="{radius:.2f}" {look}/>'
    )


def around(area: Area) -> Area:
    """Widen an area by what the shadow of its panel needs."""
    return area.inset(-SHADOW)


@cache
def panel(w: float, h: float, fill: str = "card", edge: str = "line", inner: str = "") -> str:
    """Draw a card of paper with a soft shadow; it fills `around(area)`."""
    # SDL's SVG has no blur: many faint layers make the shadow soft.
    shadow = "".join(
        _box(
            -s,
            0.7 - s,
            w + 2 * s,
            h + 2 * s,
            f'fill="{palette()["ink"]}" fill-opacity="0.05"',
            RADIUS + s,
        )
        for s in (1.2, 0.8, 0.4, 0.1)
    )
    look = f'fill="{palette()[fill]}" stroke="{palette()[edge]}" stroke-width="0.5"'
    face = _box(0.25, 0.25, w - 0.5, h - 0.5, look)
    sides = -SHADOW, -SHADOW, w + 2 * SHADOW, h + 2 * SHADOW
    return _svg(*sides, shadow + face + inner)


@cache
def card_back(w: float, h: float) -> str:
    """Draw the back of a card: dots, a white frame and a heart."""
    white = 'fill="#FFFFFF" fill-opacity="0.35"'
    rows = range(int(h // 3))
    dots = "".join(
        f'<circle cx="{2.6 + 3 * x + 1.5 * (y % 2):.2f}" cy="{2.9 + 3 * y:.2f}" r="0.55" {white}/>'
        for y in rows
        for x in range(int((w - 4 - 1.5 * (y % 2)) // 3) + 1)
        if 2.9 + 3 * y < h - 2
    )
    frame = _box(1.5, 1.5, w - 3, h - 3, 'fill="none" stroke="#FFFFFF" stroke-width="0.7"', 3)
    size = min(w, h) * 0.46
    plate = f'<circle cx="{w / 2:.2f}" cy="{h / 2:.2f}" r="{size * 0.62:.2f}" fill="#FFF8EC"/>'
    place = f"translate({w / 2 - size / 2:.2f} {h / 2 - size / 2:.2f}) scale({size / 24:.3f})"
    heart = f'<path transform="{place}" d="{_HEART}" fill="{palette()["berry"]}"/>'
    return panel(w, h, "sky_deep", "sky_deep", dots + frame + plate + heart)


@cache
def frame(w: float, h: float, colour: str, width: float) -> str:
    """Draw a rounded frame that lies inside its area."""
    look = f'fill="none" stroke="{palette()[colour]}" stroke-width="{width}"'
    return _svg(0, 0, w, h, _box(width / 2, width / 2, w - width, h - width, look))


@cache
def seat(place: int) -> str:
    """Draw the shape of a seat, in its colour."""
    colour = SEAT_COLOURS[place]
    style = (
        f' fill="{palette()[colour]}" stroke="{palette()[colour + "_deep"]}"'
        ' stroke-width="7" stroke-linejoin="round"'
    )
    return _svg(0, 0, 100, 100, _SEAT_SHAPES[place].format(style=style))
