from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from games.calm_breath import rules
from games.calm_breath.content import any_light, pace_at, scenes

# Read before hypothesis takes the time.
SCENES = scenes()
LEVELS = range(1, 13)
# The longest that a round may take, and a minute (milliseconds).
LONGEST, MINUTE = 90_000, 60_000

CALM = rules.Round(1, "candle", "1F431", "noon", breaths=5, take=3000, give=4000)


def at(breath: int, ms: int) -> rules.Moment:
    return rules.moment(CALM, rules.BEGIN + breath * 7000 + ms)


@pytest.mark.parametrize("level", LEVELS)
def test_a_round_is_slow_breaths_for_about_a_minute(level):
    pace = pace_at(level)
    assert 6 <= MINUTE / (pace.take + pace.give) <= 9
    assert pace.take < pace.give
    assert 40_000 < rules.length(rules.new_round(level, Random(1), 1)) < LONGEST - 8000


def test_the_higher_the_level_the_slower_the_breath():
    lengths = [pace_at(level).take + pace_at(level).give for level in LEVELS]
    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[-1]


@given(st.sampled_from(LEVELS), st.integers(0, 10_000))
def test_a_scene_comes_from_its_level_on_and_in_its_own_light(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    scene = SCENES[now.scene]
    assert scene.level <= level
    assert now.light == scene.light or (not scene.light and now.light in any_light())


def test_breath_comes_and_goes():
    assert rules.moment(CALM) == rules.Moment(-1, taking=True)
    assert at(0, 0) == rules.Moment(0, taking=True)
    assert at(0, 2999).full == pytest.approx(1)
    assert at(0, 3000).full == pytest.approx(1)
    assert not at(0, 3000).taking
    assert at(2, 5000).breeze == 1
    assert at(2, 6999).full == pytest.approx(0, abs=0.001)
    assert at(5, 0) == rules.Moment(5, taking=True, along=1)


@given(st.integers(0, 50_000))
def test_nothing_ever_jumps(ms):
    one, other = rules.moment(CALM, ms), rules.moment(CALM, ms + 125)
    assert abs(one.full - other.full) < 0.1
    assert abs(one.breeze - other.breeze) < 0.25
    assert 0 <= other.along - one.along < 0.1


@given(st.lists(st.integers(1, 4000), max_size=40))
def test_the_breath_turns_after_as_long_as_it_is_told(steps):
    now = CALM
    for ms in steps:
        now, _ = rules.tick(now, ms)
    if rules.result(now) is not None:
        return
    here, left = rules.moment(now), rules.wait(now)
    assert (rules.moment(now, left - 1).breath, rules.moment(now, left - 1).taking) == (
        here.breath,
        here.taking,
    )
    after = rules.moment(now, left)
    assert (after.breath, after.taking) != (here.breath, here.taking)


def test_it_ends_with_the_last_breath_and_remembers_who_breathed_along():
    now, _ = rules.tick(CALM, rules.length(CALM) - 1)
    assert rules.result(now) is None
    now, attempt = rules.tick(now, 5000)
    assert rules.result(now) == ("1F56F", "1F431")
    assert attempt is None
