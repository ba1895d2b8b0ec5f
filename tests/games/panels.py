"""The panels that we know, and what a small hand needs on them, in millimetres."""

from itertools import combinations

from games.stage.area import GAP, MAIN, SECONDARY, WRISTS, Area, corners

PANELS = {"7 inch": (800, 480, 5.2), "7 inch fine": (1024, 600, 6.6), "10 inch": (1280, 800, 5.9)}
SIZES = {name: (w / mm, h / mm) for name, (w, h, mm) in PANELS.items()}
EXACT = 0.001


def apart(one: Area, other: Area) -> float:
    across = max(one.x, other.x) - min(one.x + one.w, other.x + other.w)
    down = max(one.y, other.y) - min(one.y + one.h, other.y + other.h)
    return max(across, down)


def check(main: list[Area], size: tuple[float, float]) -> None:
    """Refuse targets that are too small, too near, under a wrist, or off the panel."""
    secondary = corners(size)
    assert all(min(area.w, area.h) >= MAIN - EXACT for area in main)
    assert all(min(area.w, area.h) >= SECONDARY - EXACT for area in secondary)
    for one, other in combinations([*main, *secondary], 2):
        assert apart(one, other) >= GAP - EXACT
    for area in [*main, *secondary]:
        assert area.x >= 0
        assert area.y >= 0
        assert area.x + area.w <= size[0] + EXACT
        assert area.y + area.h <= size[1] - WRISTS + EXACT
