from itertools import combinations

import pytest

from games.firefly_path import layout, rules
from games.stage.area import corners
from tests.games.panels import EXACT, PANELS, SIZES, apart


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("count", [5, 6, 8, 9])
def test_no_bush_hides_a_light_or_the_sign_of_the_way_back(panel, count):
    size = SIZES[panel]
    shown = [*layout.lights(rules.WAYS, size), *layout.sign(size)]
    for one, other in combinations(shown, 2):
        assert apart(one, other) >= -EXACT
    for one in shown:
        assert min(one.w, one.h) >= 6
        for other in [*layout.bushes(count, size), *corners(size)]:
            assert apart(one, other) >= -EXACT
