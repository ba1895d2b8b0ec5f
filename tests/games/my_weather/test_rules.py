from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from games import bots
from games.bots import Bot
from games.my_weather import rules
from games.my_weather.content import UNKNOWN, ideas, ideas_at, weathers, weathers_at

# Read before hypothesis takes the time.
IDEAS, WEATHERS = ideas(), weathers()
LEVELS = st.integers(1, 12)
SEEDS = st.integers(0, 10_000)


def after(now: rules.Round, *choices: str) -> rules.Round:
    for choice in choices:
        assert choice in rules.choices(now)
        now, _ = rules.answer(now, choice)
    return now


def begun(level: int = 6, seed: int = 1) -> rules.Round:
    return rules.new_round(level, Random(seed), 1)


@given(LEVELS, SEEDS)
def test_a_deeper_level_knows_more_ideas(level, seed):
    now = begun(level, seed)
    assert {IDEAS[name].level for name in now.ideas} == set(range(1, level + 1))
    assert len(set(now.ideas)) == len(now.ideas)


@given(LEVELS, SEEDS, st.sampled_from([Bot.PERFECT, Bot.NOISY, Bot.RANDOM]))
def test_nothing_is_ever_right_or_wrong(level, seed, bot):
    trial = bots.play(rules, bot, level, seed)
    assert trial.played.over
    assert trial.told == []


def test_not_knowing_is_always_a_choice_until_an_idea_was_chosen():
    now = begun()
    for choice in ("thunder", "belly"):
        assert rules.choices(now)[-1] == UNKNOWN
        now = after(now, choice)
    assert rules.choices(now)[-1] == UNKNOWN
    assert rules.choices(after(now, UNKNOWN)) == [rules.GO_ON]


def test_who_does_not_know_the_weather_is_not_asked_where_it_is():
    now = after(begun(), UNKNOWN)
    assert not rules.asks_place(now)
    assert rules.choices(now) == [*rules.offered(now), UNKNOWN]


@given(LEVELS, SEEDS, st.sampled_from([*WEATHERS]), st.sampled_from([*rules.PLACES, UNKNOWN]))
def test_the_ideas_fit_the_weather_and_are_as_many_as_they_should_be(level, seed, weather, place):
    if weather not in {*weathers_at(level), UNKNOWN}:
        return
    now = after(begun(level, seed), weather)
    now = after(now, place) if rules.asks_place(now) else now
    offered = rules.offered(now)
    assert len(set(offered)) == len(offered) == ideas_at(level)
    assert all(WEATHERS[weather].kind in IDEAS[name].kinds for name in offered)
    assert all(IDEAS[name].level <= level for name in offered)


@given(LEVELS, SEEDS, st.sampled_from(["rain", "thunder", "fog"]), st.sampled_from(rules.PLACES))
def test_where_it_is_heavy_the_teacher_is_always_among_them(level, seed, weather, place):
    if weather in weathers_at(level):
        assert rules.offered(after(begun(level, seed), weather, place)).count(rules.TALK) == 1


def test_the_teacher_is_not_only_for_heavy_weather_and_so_tells_no_weather():
    seen = {
        weather
        for seed, weather in product(range(60), weathers_at(12))
        if rules.TALK in rules.offered(after(begun(4, seed), weather, "throat"))
    }
    assert seen == set(weathers_at(12))


@pytest.mark.parametrize("place", rules.PLACES)
def test_what_fits_the_place_comes_first(place):
    now = after(begun(12), "cloudy", place)
    assert place in IDEAS[rules.offered(now)[0]].places


@given(LEVELS, SEEDS)
def test_no_hand_ever_points_at_a_feeling(level, seed):
    now = begun(level, seed)
    assert rules.hint(now) == UNKNOWN
    assert rules.hint(after(now, "rain")) == UNKNOWN
    assert rules.hint(after(now, "rain", "head")) == rules.offered(after(now, "rain", "head"))[0]


def test_at_the_end_only_the_idea_is_shown():
    now = after(begun(), "rain", "head", rules.TALK)
    assert rules.result(now) is None
    assert rules.result(after(now, rules.GO_ON)) == IDEAS[rules.TALK].pictures
    nothing = after(begun(), "rain", "head", UNKNOWN, rules.GO_ON)
    assert rules.result(nothing) == ()
    assert rules.noisy(nothing, Random(1)) is None
