from itertools import combinations

import pytest

from games.peace_steps import layout
from games.stage import storybook
from games.stage.area import Area, corners
from tests.games.panels import PANELS, SIZES, apart, check

every_panel = pytest.mark.parametrize("panel", PANELS)


@every_panel
def test_the_light_stands_clear_of_the_door_the_window_and_the_cards(panel):
    size = SIZES[panel]
    others = [*storybook.cards(3, size), storybook.window(size), corners(size)[0]]
    assert all(apart(layout.light(size), one) >= 1 for one in others)


@every_panel
def test_the_lamps_are_inside_the_light_and_apart(panel):
    size = SIZES[panel]
    light, lamps = layout.light(size), layout.lamps(size)
    assert len(lamps) == layout.STEPS
    assert all(one.w == one.h >= 9 for one in lamps)
    assert all(apart(one, other) > 0 for one, other in combinations(lamps, 2))
    assert all(light.away(one.centre) == 0 for one in lamps)
    assert all(light.y <= one.y and one.y + one.h <= light.y + light.h for one in lamps)


@every_panel
def test_the_words_stand_between_window_and_cards_and_beside_the_light(panel):
    size = SIZES[panel]
    (x, y), room = layout.words(size)
    window, light = storybook.window(size), layout.light(size)
    lines = 2.3 * storybook.letters(size)
    assert window.y + window.h <= y - lines / 2
    assert y + lines / 2 <= storybook.cards(2, size)[0].y
    assert x - room / 2 > light.x + light.w


@every_panel
def test_the_way_on_stands_beside_what_was_found(panel):
    found, on = storybook.found(SIZES[panel])
    check([found, on], SIZES[panel])


@pytest.mark.parametrize("count", [1, 2])
def test_pictures_stay_on_their_card(count):
    card = Area(10, 20, 40, 23)
    for one in storybook.on_card(count, card):
        assert card.x <= one.x and one.x + one.w <= card.x + card.w + 0.001
        assert card.y <= one.y and one.y + one.h <= card.y + card.h
        for half in layout.both(one):
            assert card.x <= half.x and half.x + half.w <= card.x + card.w + 0.001


def test_a_badge_stays_near_its_face_and_the_tail_on_its_card():
    face, card = Area(0, 0, 30, 30), Area(10, 20, 40, 23)
    badge, tail = layout.badge(face), layout.tail(card)
    assert badge.y + badge.h == face.h
    assert badge.x + badge.w < face.w * 1.15
    assert tail.y < card.y < tail.y + tail.h
