from itertools import combinations

import pytest

from games.share_fair import layout
from games.stage import storybook
from games.stage.area import Area, corners
from tests.games.panels import EXACT, PANELS, SIZES, apart, check


def inside(one: Area, other: Area) -> bool:
    return (
        one.x >= other.x - EXACT
        and one.y >= other.y - EXACT
        and one.x + one.w <= other.x + other.w + EXACT
        and one.y + one.h <= other.y + other.h + EXACT
    )


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_a_small_hand_can_hit_everybody_and_how_to_go_on(panel, count):
    cards = layout.cards(count, SIZES[panel])
    check([*(card.area for card in cards), layout.go_on(SIZES[panel])], SIZES[panel])


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_everything_of_somebody_is_on_its_card_and_large_enough_to_be_seen(panel, count):
    for card in layout.cards(count, SIZES[panel]):
        things = layout.row(layout.ACROSS, card.things)
        assert all(inside(one, card.area) for one in (card.who, card.sign, *things))
        assert all(apart(one, card.who) >= -EXACT for one in things)
        assert min(one.w for one in things) >= 6
        assert card.sign.w >= 10


@pytest.mark.parametrize("panel", PANELS)
def test_nine_things_lie_between_the_corners_and_words_fit_below(panel):
    size = SIZES[panel]
    shown = [*layout.things(9, size), *corners(size)]
    assert all(apart(one, other) >= -EXACT for one, other in combinations(shown, 2))
    assert all(inside(one, layout.heap(size)) for one in shown[:-2])
    lines = 2.3 * storybook.letters(size)
    x, y = layout.words(size)
    above, people = layout.heap(size), layout.cards(4, size)[0].area
    assert y - lines / 2 >= above.y + above.h
    assert y + lines / 2 <= people.y
    assert x == size[0] / 2
