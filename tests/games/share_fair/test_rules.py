from functools import partial
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from games.share_fair import rules
from games.share_fair.content import scenes
from tests.games import choosing

# Read before hypothesis takes the time.
SCENES = scenes()
LEVELS = st.integers(1, 12)
SEEDS = st.integers(0, 10_000)

# A girl and a boy with five oranges and a bowl; then Grandma in the cold and a boy in his coat.
ORANGES = rules.Round(level=3, seats=2, scenes=("oranges", "cold_night"), people=((1, 0), (0, 1)))
GIRL, BOY = 0, 1
# A tall father, a girl who needs one box, a small boy who needs two.
WALL = rules.Round(level=12, seats=1, scenes=("wall",), people=((0, 1, 2),))
FATHER, MIDDLE, SMALL = 0, 1, 2


after = partial(choosing.after, rules)


@given(LEVELS, SEEDS)
def test_two_scenes_are_shown_of_the_level_and_its_neighbour(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    levels = {SCENES[name].level for name in now.scenes}
    assert len(set(now.scenes)) == rules.SCENES
    assert levels <= {level, level - 1 if level > 1 else 2}
    assert rules.told(now) == now.scenes


@given(LEVELS, SEEDS)
def test_everybody_stands_there_once(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    for name, people in zip(now.scenes, now.people, strict=True):
        assert sorted(people) == list(range(len(SCENES[name].people)))


def test_who_has_fewest_gets_the_next_one():
    assert rules.fitting(ORANGES) == [BOY, GIRL]
    now, _ = after(ORANGES, GIRL)
    assert rules.fitting(now) == [BOY]
    assert rules.held(now, GIRL) == ["1F34A"]


def test_whoever_has_some_already_comes_later():
    now = rules.Round(level=4, seats=1, scenes=("sweets",), people=((0, 1),))
    assert [rules.fitting(now)] == [[1]]
    assert rules.fitting(after(now, 1, 1)[0]) == [0, 1]


def test_what_is_not_enough_for_all_goes_to_the_rest_and_nothing_before():
    assert after(ORANGES, rules.REST)[1] == rules.Attempt(seat=0, right=False)
    now, _ = after(ORANGES, GIRL, BOY, GIRL, BOY)
    assert rules.fitting(now) == [rules.REST]
    assert after(now, GIRL)[1] == rules.Attempt(seat=0, right=False)
    done, attempt = after(now, rules.REST)
    assert attempt == rules.Attempt(seat=0, right=True)
    assert rules.is_done(done)


def test_where_everybody_may_get_it_there_is_nothing_to_know():
    now = rules.Round(level=1, seats=1, scenes=("apples",), people=((0, 1),))
    assert after(now, 1)[1] == rules.Attempt(seat=0, right=None)
    assert after(now, 1, 0)[1] == rules.Attempt(seat=0, right=True)


def test_who_needs_more_gets_more_and_who_needs_nothing_gets_nothing():
    assert rules.fitting(WALL) == [MIDDLE, SMALL]
    assert after(WALL, FATHER)[1] == rules.Attempt(seat=0, right=False)
    now, _ = after(WALL, SMALL, MIDDLE)
    assert rules.fitting(now) == [SMALL]
    assert rules.is_done(after(now, SMALL)[0])


def test_each_gets_the_kind_of_thing_it_needs():
    now = rules.Round(level=9, seats=1, scenes=("hungry",), people=((2, 1, 0),))
    given_to = []
    while not rules.is_done(now):
        (to,) = rules.fitting(now)
        given_to.append(to)
        now, _ = after(now, to)
    assert given_to == [0, 1, 2]


def test_only_the_first_try_of_a_thing_tells():
    assert after(ORANGES, rules.REST, GIRL)[1] == rules.Attempt(seat=0, right=None)
    now, _ = after(ORANGES, GIRL, GIRL, rules.REST)
    assert now.tried == (GIRL, rules.REST)
    assert after(now, BOY)[1] == rules.Attempt(seat=1, right=None)


def test_what_was_tried_is_put_aside_until_the_next_thing():
    now, _ = after(ORANGES, rules.REST)
    assert rules.choices(now) == [BOY, GIRL]
    assert after(now, rules.REST) == (now, None)
    assert rules.REST in rules.choices(after(now, GIRL)[0])


def test_after_two_misses_or_when_nothing_else_is_left_it_is_seen_together():
    now, _ = after(ORANGES, GIRL)
    once, _ = after(now, GIRL)
    assert not rules.needs_help(once)
    assert rules.needs_help(after(once, rules.REST)[0])
    assert rules.needs_help(after(WALL, FATHER)[0])


def test_the_turn_passes_with_everything_given_and_not_with_a_miss():
    assert after(ORANGES, rules.REST)[0].seat == 0
    assert after(ORANGES, GIRL)[0].seat == 1
    assert after(ORANGES, GIRL, BOY)[0].seat == 0


def test_after_a_scene_one_goes_on_and_at_the_end_sees_with_whom_was_shared():
    now, _ = after(ORANGES, GIRL, BOY, GIRL, BOY, rules.REST)
    assert rules.choices(now) == [rules.GO_ON]
    assert rules.result(now) is None
    over, attempt = after(now, rules.GO_ON, 0, rules.GO_ON)
    assert attempt is None
    assert rules.result(over) == ("1F467", "1F466", "1F475")
    assert rules.noisy(over, Random(1)) is None
    assert rules.left(over) == ()
    assert rules.fitting(over) == rules.held(over, GIRL) == []
    assert not rules.lacks(over, GIRL)
