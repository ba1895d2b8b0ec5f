from hypothesis import given
from hypothesis import strategies as st

from games.stage.area import SLOP, Area, Target, beside, hit

LEFT = Target("left", Area(10, 10, 20, 20))
RIGHT = Target("right", Area(34, 10, 20, 20))
BELOW = Target("below", Area(10, 34, 20, 20))
ALL = [LEFT, RIGHT, BELOW]


def test_a_press_inside_means_that_target():
    assert hit(ALL, (15, 15)) is LEFT


def test_a_press_between_two_means_the_nearer():
    assert hit(ALL, (31.5, 20)) is LEFT
    assert hit(ALL, (32.5, 20)) is RIGHT


def test_a_miss_means_nothing():
    assert hit(ALL, (5, 5)) is None
    assert hit(ALL, (58.1, 20)) is None


@given(st.floats(0, 100), st.floats(0, 100))
def test_nothing_further_than_the_slop_is_ever_hit(x, y):
    target = hit(ALL, (x, y))
    assert target is None or target.area.away((x, y)) <= SLOP


def test_arrow_keys_walk_from_target_to_target():
    assert beside(ALL, LEFT, 1, 0) is RIGHT
    assert beside(ALL, LEFT, 0, 1) is BELOW
    assert beside(ALL, RIGHT, -1, 0) is LEFT
    assert beside(ALL, RIGHT, 1, 0) is RIGHT
