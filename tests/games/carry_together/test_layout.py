from itertools import pairwise
from math import hypot

import pytest

from games.carry_together import layout, rules
from games.content import content
from games.stage.area import GAP, SLOP, Area, corners
from tests.games.panels import PANELS, SIZES, apart, check

every_panel = pytest.mark.parametrize("panel", PANELS)
STONES = sorted({how["stones"] for how in content(rules.__file__)["levels"]})


@every_panel
def test_four_small_hands_have_room_on_pads_well_apart(panel):
    pads = layout.pads(SIZES[panel])
    assert len(pads) == rules.PLACES
    check(list(pads), SIZES[panel])
    for at, one in enumerate(pads):
        assert all(apart(one, other) > 2 * SLOP + GAP for other in pads[at + 1 :])


@every_panel
@pytest.mark.parametrize("stones", STONES)
def test_a_way_lies_between_the_pads_with_stones_at_one_distance(panel, stones):
    size = SIZES[panel]
    way = layout.way(stones, size)
    places = [way.at(stone) for stone in range(stones + 1)]
    assert places[0] == way.turns[0]
    assert places[-1] == pytest.approx(way.turns[-1])
    aside = 17 * way.scale
    for x, y in places:
        carriers = Area(x - aside, y - 14 * way.scale, 2 * aside, 14 * way.scale)
        assert way.meadow.x <= carriers.x
        assert carriers.x + carriers.w <= way.meadow.x + way.meadow.w
        assert carriers.y >= 0
    for (x, y), (to_x, to_y) in pairwise(places):
        # Around a corner it is nearer as the crow flies.
        assert hypot(to_x - x, to_y - y) <= way.pace / 0.88 + 0.001
    assert all(apart(way.meadow, pad) >= 0 for pad in layout.pads(size))


@every_panel
@pytest.mark.parametrize("stones", STONES)
def test_the_well_and_what_needs_water_are_on_the_panel(panel, stones):
    width, height = SIZES[panel]
    way = layout.way(stones, SIZES[panel])
    ends = (way.end(far) for far in (layout.GOAL, layout.WATERED))
    for place, side in ((way.begin, 17 * way.scale), *((end, 16 * way.scale) for end in ends)):
        area = layout.upright(place, side)
        assert all(apart(area, one) > 0 for one in corners(SIZES[panel]))
        assert 0 <= area.x <= area.x + area.w <= width
        assert 0 <= area.y <= area.y + area.h <= height
