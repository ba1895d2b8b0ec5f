from itertools import combinations

import pytest

from games.stage.area import GAP, MAIN, SECONDARY, WRISTS, Area, corners
from games.stage.scenes import HowMany
from games.team_pairs import layout
from games.team_pairs.content import levels

PANELS = {"7 inch": (800, 480, 5.2), "7 inch fine": (1024, 600, 6.6), "10 inch": (1280, 800, 5.9)}
SIZES = {name: (w / mm, h / mm) for name, (w, h, mm) in PANELS.items()}
EXACT = 0.001


def apart(one: Area, other: Area) -> float:
    across = max(one.x, other.x) - min(one.x + one.w, other.x + other.w)
    down = max(one.y, other.y) - min(one.y + one.h, other.y + other.h)
    return max(across, down)


def check(main: list[Area], size: tuple[float, float]) -> None:
    secondary = corners(size)
    assert all(min(area.w, area.h) >= MAIN - EXACT for area in main)
    assert all(min(area.w, area.h) >= SECONDARY - EXACT for area in secondary)
    for one, other in combinations([*main, *secondary], 2):
        assert apart(one, other) >= GAP - EXACT
    for area in [*main, *secondary]:
        assert area.x >= 0
        assert area.y >= 0
        assert area.x + area.w <= size[0]
        assert area.y + area.h <= size[1] - WRISTS + EXACT


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("level", range(1, 13))
def test_a_small_hand_can_hit_every_card_and_nothing_lies_under_its_wrist(panel, level):
    cards = layout.table(2 * levels()[level - 1].pairs, SIZES[panel])
    assert len(cards) == 2 * levels()[level - 1].pairs
    check(cards, SIZES[panel])


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("most", [2, 3, 4])
def test_the_children_choose_how_many_they_are_on_cards_as_large(panel, most):
    scene = HowMany(SIZES[panel], 1, most)
    check([target.area for target in scene.targets()], SIZES[panel])


def test_there_are_never_more_than_six_columns_and_three_rows():
    for level in levels():
        cards = layout.table(2 * level.pairs, SIZES["7 inch"])
        assert len({round(card.x, 3) for card in cards if card.y == cards[-1].y}) <= 6
        assert len({round(card.y, 3) for card in cards}) <= 3
