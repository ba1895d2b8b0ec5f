from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from games import bots
from games.bots import Bot
from games.peace_steps import rules
from games.peace_steps.content import moves, scenes
from games.peace_steps.view import Room

# Read before hypothesis takes the time.
SCENES, MOVES = scenes(), moves()
LEVELS = st.integers(1, 12)
SEATS = st.integers(1, 4)
SEEDS = st.integers(0, 10_000)

OFFERS = ("hit", "count", "run"), (2, 0, 1), (1, 2, 0)
TOLD = rules.Round(level=5, seats=2, scene="nickname", offers=OFFERS)


def after(now: rules.Round, *choices: int | str) -> rules.Round:
    for choice in choices:
        now, _ = rules.answer(now, choice)
    return now


@given(LEVELS, SEEDS)
def test_a_scene_of_the_level_or_its_neighbour_is_told(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    assert SCENES[now.scene].level in {level, level - 1 if level > 1 else 2}
    assert rules.told(now) == (now.scene,)


@given(LEVELS, SEEDS)
def test_every_step_offers_something_good_and_something_that_is_not(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    count = 2 if SCENES[now.scene].level < rules.THREE else 3
    for step, offered in enumerate(now.offers):
        assert len(set(offered)) == len(offered) == count
        assert {rules.deed(now, step, one).good for one in offered} == {True, False}


@given(SEEDS)
def test_older_children_choose_between_two_ways_to_grow_calm(seed):
    now = rules.new_round(12, Random(seed), 1)
    scene = SCENES[now.scene]
    calm = sum(MOVES[str(one)].good for one in now.offers[rules.STOP])
    assert calm == min(2, len(scene.calm))


@given(LEVELS, SEEDS, SEATS, st.sampled_from([Bot.PERFECT, Bot.NOISY, Bot.RANDOM]))
def test_nothing_is_ever_right_or_wrong(level, seed, seats, bot):
    trial = bots.play(rules, bot, level, seed, seats)
    assert trial.played.over
    assert trial.told == []


def test_what_helps_nobody_is_put_aside_and_another_can_be_chosen():
    now = after(TOLD, "hit")
    assert (now.step, now.aside) == (rules.STOP, ("hit",))
    assert rules.choices(now) == ["count", "run"]
    assert rules.answer(now, "hit") == (now, None)
    assert after(now, "run", "count").step == rules.SAY


def test_what_was_put_aside_in_one_step_is_forgotten_in_the_next():
    now = after(TOLD, "hit", "count", 2, 0)
    assert (now.step, now.aside, now.done) == (rules.SOLVE, (), ("count", 0))
    assert rules.choices(now) == [1, 2, 0]


@pytest.mark.parametrize("way", [0, 2])
def test_each_way_that_is_good_for_both_brings_peace(way):
    now = after(TOLD, "count", 0, way)
    assert now.step == rules.SEE
    assert rules.choices(now) == [rules.GO_ON]
    over = after(now, rules.GO_ON)
    assert rules.result(now) is None
    assert rules.result(over) == SCENES["nickname"].ways[way].pictures[:1]
    assert rules.choices(over) == []
    assert rules.noisy(over, Random(1)) is None


def test_each_step_is_another_child_s_and_a_second_try_is_the_same_one_s():
    seats = []
    now = TOLD
    for choice in ("hit", "count", 2, 0, 1, 0):
        now, attempt = rules.answer(now, choice)
        assert attempt and attempt.right is None
        seats.append(attempt.seat)
    assert seats == [0, 0, 1, 1, 0, 0]
    assert now.seat == 0


@given(SEATS, LEVELS)
def test_in_a_sitting_all_children_have_equally_many_turns(seats, level):
    turns: Counter[int] = Counter()
    for number in range(Room.rounds):
        now = rules.new_round(level, Random(number), seats, number % seats)
        while (hint := rules.hint(now)) is not None:
            now, attempt = rules.answer(now, hint)
            turns.update([attempt.seat] if attempt else [])
    assert len(turns) == seats
    assert len(set(turns.values())) == 1
