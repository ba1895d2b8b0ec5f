from functools import partial
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from games.number_road import rules, walks
from games.words import speaker
from tests.games import choosing

# Read before hypothesis takes the time.
rules.spoken(1)
LEVELS = st.integers(1, 12)
SEEDS = st.integers(0, 10_000)

WALK = rules.Round(1, 2, "1F425", start=0, stops=(2, 3, 5), firsts=(1, 1, 1))


after = partial(choosing.after, rules)


def walk_of(level: int, seed: int) -> list[rules.Round]:
    """Walk home without a miss; tell each moment before the last."""
    seen = [rules.new_round(level, Random(seed), 1)]
    while (hint := rules.hint(seen[-1])) is not None:
        seen.append(rules.answer(seen[-1], hint)[0])
    return seen[:-1]


@given(LEVELS, SEEDS)
def test_where_to_go_is_always_in_sight_and_no_number_is_below_one_or_above_the_last(level, seed):
    for now in walk_of(level, seed):
        stones = rules.stones(now)
        assert now.stops[now.done] in stones
        assert len(stones) == len(set(stones)) <= 6 * 3
        assert 1 <= min(stones) <= max(stones) <= rules.how(now)["to"]


@given(st.sampled_from([1, 2, 3, 5, 6, 7]), SEEDS)
def test_steps_lead_to_the_last_stone_and_both_ends_of_each_are_in_sight(level, seed):
    moments = walk_of(level, seed)
    assert moments[-1].stops[-1] == rules.how(moments[0])["to"]
    for now in moments:
        assert rules.step(now) in rules.how(now)["by"]
        assert rules.at(now) in {0, *rules.stones(now)}


@given(st.sampled_from([10, 11, 12]), SEEDS)
def test_more_and_less_stay_in_sight_lead_up_and_never_just_back(level, seed):
    moments = walk_of(level, seed)
    for now in moments:
        assert rules.step(now) in rules.how(now)["by"]
        assert rules.at(now) in rules.stones(now)
    walk = [moments[0].start, *moments[0].stops]
    assert walk[-1] > walk[0]
    assert all(a != c for (a, _), (_, c) in pairwise(pairwise(walk)))


@given(st.sampled_from([4, 8, 9]), SEEDS)
def test_numbers_to_be_found_grow(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    assert list(now.stops) == sorted({*now.stops})
    assert all(now.start < stop for stop in now.stops)


@given(SEEDS)
def test_what_is_to_be_found_between_few_numbers_is_not_one_of_these(seed):
    for now in walk_of(9, seed):
        assert not rules.marked(now, now.stops[now.done])
        assert any(rules.marked(now, stone) for stone in rules.stones(now))


@given(SEEDS)
def test_who_missed_twice_sees_every_number_and_who_missed_once_the_one_it_touched(seed):
    now = walk_of(9, seed)[0]
    first, second, *_ = (one for one in rules.choices(now) if one != rules.hint(now))
    once, _ = after(now, first)
    assert rules.marked(once, first) and not rules.marked(once, rules.hint(once))
    twice, _ = after(once, second)
    assert all(rules.marked(twice, stone) for stone in rules.stones(twice))


def test_a_walk_takes_few_stops_at_every_level():
    for level in range(1, 13):
        for seed in range(50):
            assert walks.FEWEST <= len(walk_of(level, seed)) <= walks.MOST


def test_the_first_try_tells_and_what_is_tried_later_does_not():
    assert after(WALK, 2)[1] == rules.Attempt(seat=0, right=True)
    assert after(WALK, 4)[1] == rules.Attempt(seat=0, right=False)
    assert after(WALK, 4, 1)[1] == rules.Attempt(seat=0, right=None)
    assert after(WALK, 4, 1, 2)[1] == rules.Attempt(seat=0, right=None)


def test_the_stone_on_which_it_stands_can_be_tapped_and_is_not_counted():
    now, _ = after(WALK, 2)
    assert 2 in rules.choices(now)
    assert after(now, 2)[1] == rules.Attempt(seat=1, right=False)


def test_a_stone_that_was_tried_is_offered_no_more_until_the_next_stop():
    now, _ = after(WALK, 4)
    assert 4 not in rules.choices(now)
    assert after(now, 4) == (now, None)
    assert 4 in rules.choices(after(now, 2)[0])


def test_after_two_misses_it_is_counted_together():
    once, _ = after(WALK, 4)
    twice, _ = after(once, 5)
    assert not rules.needs_help(once)
    assert rules.needs_help(twice)
    assert not rules.needs_help(after(twice, 2)[0])


def test_every_miss_brings_the_rain_nearer_and_walking_on_leaves_it_behind():
    assert rules.rain(WALK) == -rules.AHEAD
    once, _ = after(WALK, 4)
    assert (rules.rain(once), rules.in_rain(once)) == (-1, False)
    twice, _ = after(once, 5)
    assert (rules.rain(twice), rules.in_rain(twice)) == (0, True)
    assert not rules.in_rain(after(twice, 2)[0])


def test_however_often_it_was_missed_it_comes_home_under_an_umbrella():
    now = WALK
    for stop in now.stops:
        now, _ = after(now, *(one for one in (1, 2, 3, 4, 5) if one != stop), stop)
    assert rules.in_rain(now)
    assert rules.result(now) == ("1F425", rules.HOME, rules.UMBRELLA)
    assert rules.result(after(WALK, 2, 3, 5)[0]) == ("1F425", rules.HOME)


def test_the_turn_passes_with_every_stop_and_not_with_a_miss():
    assert after(WALK, 4)[0].seat == 0
    assert after(WALK, 4, 2)[0].seat == 1
    assert after(WALK, 2, 3)[0].seat == 0


@given(LEVELS, SEEDS)
def test_everything_that_is_asked_is_said_in_mandarin(level, seed):
    say = speaker("zh_Hans")
    for now in walk_of(level, seed):
        assert rules.asks(now)
        assert all(say(text) != text for text in rules.asks(now))
    home, _ = after(now, rules.hint(now))
    assert rules.asks(home) == ()


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (12, "十二"), (47, "四十七"), (100, "一百")]
)
def test_a_number_is_said_as_one_counts(number, said):
    assert speaker("zh_Hans")(rules.spoken(number)) == said
