from functools import partial
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from games.safe_kids import rules
from games.safe_kids.content import scenes
from tests.games import choosing

# Read before hypothesis takes the time.
SCENES = scenes()
LEVELS = st.integers(1, 12)
SEEDS = st.integers(0, 10_000)

SHOWN = rules.Round(level=7, seats=2, scenes=("wire", "ball"), ways=((2, 0, 1), (1, 0)))


after = partial(choosing.after, rules)


@given(LEVELS, SEEDS)
def test_three_scenes_are_shown_of_the_level_and_its_neighbour(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    levels = {SCENES[name].level for name in now.scenes}
    assert len(set(now.scenes)) == rules.SCENES
    assert levels <= {level, level - 1 if level > 1 else 2}
    assert rules.told(now) == now.scenes


@given(LEVELS, SEEDS)
def test_every_way_of_a_scene_is_offered_once_and_one_of_them_is_safe(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    for name, ways in zip(now.scenes, now.ways, strict=True):
        assert sorted(ways) == list(range(len(SCENES[name].ways)))
        assert ways.count(rules.SAFE) == 1


def test_the_first_try_tells_and_what_is_tried_later_does_not():
    assert after(SHOWN, 0)[1] == rules.Attempt(seat=0, right=True)
    assert after(SHOWN, 1)[1] == rules.Attempt(seat=0, right=False)
    assert after(SHOWN, 1, 2)[1] == rules.Attempt(seat=0, right=None)
    assert after(SHOWN, 1, 2, 0)[1] == rules.Attempt(seat=0, right=None)


def test_what_is_not_safe_is_put_aside_until_the_safe_way_is_left():
    now, _ = after(SHOWN, 1)
    assert rules.choices(now) == [2, 0]
    now, _ = after(now, 2)
    assert rules.choices(now) == [rules.SAFE]
    assert rules.hint(now) == rules.SAFE


def test_after_the_safe_way_one_goes_on_and_the_turn_passes():
    now, _ = after(SHOWN, 1, 0)
    assert rules.choices(now) == [rules.GO_ON]
    now, attempt = after(now, rules.GO_ON)
    assert attempt is None
    assert (now.scene, now.aside, now.done, now.seat) == (1, (), False, 1)


def test_at_the_end_what_was_done_to_be_safe_is_remembered():
    over, _ = after(SHOWN, 0, rules.GO_ON, 0, rules.GO_ON)
    assert rules.result(SHOWN) is None
    assert rules.result(over) == tuple(SCENES[name].ways[0].pictures[-1] for name in SHOWN.scenes)
    assert rules.now_shown(over) is None
    assert rules.noisy(over, Random(1)) is None
