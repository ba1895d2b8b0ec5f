"""The rules of ratings, and what comes of them for four hundred children."""

from functools import partial
from itertools import pairwise
from math import log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from games.learning import (
    AWAY,
    FASTEST,
    HIGHEST,
    JUDGED_ANEW,
    LEAST,
    LOST,
    LOWEST,
    MOST,
    SETTLING,
    SLOWEST,
    START,
    STEP,
    TARGET,
    TARGET_CHEERING,
    TARGET_YOUNG,
    Standing,
    answered,
    difficulty,
    k_after,
    level_for,
    likely,
    returned,
    target,
    together,
)
from tests.games.learners import Elo, Staircase, simulate

LEVELS, GUESSES = st.integers(LOWEST, HIGHEST), st.floats(0, 0.5)
STANDINGS = st.builds(Standing, st.floats(LEAST, MOST), st.integers(0, 500), st.integers(0, 9))
ANSWERS = st.lists(st.tuples(LEVELS, st.booleans()), max_size=60)


def test_a_new_child_begins_at_the_lowest_level():
    assert {level_for(Standing(), Random(seed), guess=0.25) for seed in range(50)} == {LOWEST}


def test_a_level_is_as_hard_as_a_child_that_has_its_rating_is_able():
    assert likely(difficulty(7), 7) == pytest.approx(0.5)
    assert likely(difficulty(7), 7, guess=0.25) == pytest.approx(0.625)
    assert likely(difficulty(7) + log(4), 7) == pytest.approx(0.8)
    assert likely(difficulty(7) - log(4), 7) == pytest.approx(0.2)


def test_levels_lie_a_step_apart_around_the_middle_and_none_lies_outside():
    steps = [one - other for other, one in pairwise(map(difficulty, range(LOWEST, HIGHEST + 1)))]
    assert steps == pytest.approx([STEP] * (HIGHEST - LOWEST))
    assert difficulty(LOWEST) == -difficulty(HIGHEST) == difficulty(LOWEST - 1)
    assert difficulty(HIGHEST + 1) == difficulty(HIGHEST)


@pytest.mark.parametrize(
    ("rating", "young", "guess", "level"),
    [
        # Four of five are right of a level that lies log(4) below the rating.
        (difficulty(8) + log(4), False, 0.0, 8),
        (difficulty(8) + log(4) + 0.29, False, 0.0, 8),
        (difficulty(8) + log(4) + 0.31, False, 0.0, 9),
        (difficulty(8) + log(17 / 3), True, 0.0, 8),
        # Where one of five blind answers is right, three of four must not be blind.
        (difficulty(8) + log(3), False, 0.2, 8),
        (LEAST, False, 0.0, LOWEST),
        (MOST + 1, False, 0.0, HIGHEST),
    ],
)
def test_a_level_is_chosen_for_a_rating(rating, young, guess, level):
    assert level_for(Standing(rating, answers=1), young=young, guess=guess) == level


def test_chance_moves_a_level_both_ways():
    standing = Standing(difficulty(8) + log(4), answers=1)
    found = {level_for(standing, Random(seed)) for seed in range(20)}
    assert found == {8}
    between = Standing(standing.rating + STEP / 2, answers=1)
    assert {level_for(between, Random(seed)) for seed in range(20)} == {8, 9}


@pytest.mark.parametrize(
    ("right", "guess", "moved", "misses"),
    [(True, 0.0, 0.5, 0), (False, 0.0, -0.5, 2), (True, 0.5, 0.25, 0), (False, 0.5, -0.75, 2)],
)
def test_a_first_answer_moves_a_rating_by_all_that_it_surprises(right, guess, moved, misses):
    before = Standing(difficulty(7), answers=0, misses=1)
    after = answered(before, 7, right, guess)
    assert after.rating - before.rating == pytest.approx(moved)
    assert (after.answers, after.misses) == (1, misses)


def test_who_is_new_has_answered_nothing():
    assert Standing() == Standing(START, 0, 0)


@pytest.mark.parametrize("young", [False, True])
@pytest.mark.parametrize("guess", [0.0, 0.25])
@pytest.mark.parametrize("rating", [-1.0, 0.0, 1.5])
def test_the_level_is_the_one_whose_answers_are_most_nearly_as_often_right_as_wanted(
    rating, guess, young
):
    standing = Standing(rating, answers=50)
    level = level_for(standing, young=young, guess=guess)
    wanted = TARGET_YOUNG if young else TARGET
    # A step either way is at most half a level of 0.6 logits.
    assert abs(likely(rating, level, guess) - wanted) < 0.07


def test_after_two_misses_in_a_row_it_becomes_easy_until_one_is_right():
    standing = Standing(1.0, answers=50)
    missed = answered(answered(standing, 6, False), 6, False)
    assert target(missed, young=False) == target(missed, young=True) == TARGET_CHEERING
    assert level_for(missed) <= level_for(standing) - 3
    assert target(answered(missed, 3, True), young=False) == TARGET


def test_a_guess_that_may_have_been_blind_tells_less():
    standing = Standing(0.0, answers=10)
    sure, lucky = answered(standing, 6, True), answered(standing, 6, True, guess=0.5)
    assert standing.rating < lucky.rating < sure.rating


def test_who_was_away_comes_back_a_bit_easier_and_learns_faster():
    before = Standing(1.0, answers=200)
    assert returned(before, AWAY - 1) == before
    back = returned(before, AWAY)
    assert level_for(back) < level_for(before)
    assert k_after(back.answers) > k_after(before.answers)
    assert back == Standing(1.0 - LOST, JUDGED_ANEW)
    new = Standing(LEAST + LOST / 2, answers=JUDGED_ANEW - 1, misses=2)
    assert returned(new, AWAY) == Standing(LEAST, JUDGED_ANEW - 1, misses=2)


@given(STANDINGS, ANSWERS, GUESSES)
def test_a_rating_stays_within_its_bounds(standing, answers, guess):
    for level, right in answers:
        standing = answered(standing, level, right, guess)
        assert LEAST <= standing.rating <= MOST


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_k_falls_and_never_rises(few, more):
    few, more = sorted((few, more))
    assert FASTEST >= k_after(few) >= k_after(more) >= SLOWEST
    assert (k_after(0), k_after(1000)) == (FASTEST, pytest.approx(SLOWEST))
    assert k_after(SETTLING) == pytest.approx(SLOWEST)
    assert k_after(SETTLING - 1) > k_after(SETTLING)
    assert 3 * k_after(SETTLING // 3) == pytest.approx(2 * FASTEST + SLOWEST)


@given(STANDINGS, st.integers(), st.booleans(), GUESSES)
def test_a_chosen_level_is_one_of_the_game_and_chance_moves_it_by_one_at_most(
    standing, seed, young, guess
):
    level = level_for(standing, Random(seed), young=young, guess=guess)
    assert LOWEST <= level <= HIGHEST
    assert abs(level - level_for(standing, young=young, guess=guess)) <= 1


@given(STANDINGS, LEVELS, GUESSES, st.booleans())
def test_a_right_answer_never_lowers_the_next_level_and_a_wrong_one_never_raises_it(
    standing, level, guess, young
):
    if not standing.answers:
        standing = Standing(standing.rating, 1, standing.misses)
    now = level_for(standing, young=young, guess=guess)
    for right in (True, False):
        then = level_for(answered(standing, level, right, guess), young=young, guess=guess)
        assert (then >= now) if right else (then <= now)


@given(ANSWERS, st.integers(0, 59))
def test_one_more_right_answer_is_never_a_lower_rating(answers, place):
    """Whatever came before and after, up to where K falls: a right one in place of a wrong one."""
    ratings = []
    for instead in (False, True):
        standing = Standing()
        for at, (level, right) in enumerate(answers):
            standing = answered(standing, level, instead if at == place else right)
        ratings.append(standing.rating)
    assert ratings[0] <= ratings[1]


@given(st.lists(STANDINGS, min_size=1, max_size=4))
def test_together_it_is_for_whoever_has_the_lowest_rating(present):
    assert together(present).rating == min(one.rating for one in present)
    assert together(present) in present


@given(STANDINGS, st.integers(-400, 4000))
def test_who_comes_back_is_never_thought_to_be_better(standing, days):
    back = returned(standing, days)
    assert LEAST <= back.rating <= standing.rating
    assert back.answers <= standing.answers


@pytest.mark.parametrize(
    ("young", "guess", "least", "most"),
    [(False, 0.0, 0.78, 0.82), (False, 0.25, 0.78, 0.82), (True, 0.0, 0.83, 0.87)],
)
def test_four_hundred_children_succeed_as_often_as_they_should(young, guess, least, most):
    elo = simulate(400, 7, partial(Elo, young=young, guess=guess), guess)
    stairs = simulate(400, 7, Staircase, guess)
    print(f"\nyoung {young}, guess {guess}:\n  Elo    {elo}\n  stairs {stairs}")
    assert least <= elo.success <= most
    assert elo.error <= 0.5
    assert elo.threes <= 0.2 < stairs.threes
