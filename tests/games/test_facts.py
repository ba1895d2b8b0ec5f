"""Which facts are asked next."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from games.facts import DUE, FIRST, LONGEST, SHORTEST, Memory, asked, in_order, recall, to_ask

FACTS = ("人", "口", "手")
EASIER = ("一", "二", "三")
LIKELIHOODS = st.floats(0, 1)
DAYS = st.floats(0, 3000)
MEMORIES = st.builds(Memory, st.floats(SHORTEST, LONGEST), DAYS)


def test_after_its_half_life_half_is_forgotten():
    assert recall(Memory(3.0, asked=10.0), 13.0) == pytest.approx(0.5)


def test_nothing_is_asked_where_there_is_nothing():
    assert in_order((), {}) == []


def test_new_facts_come_in_their_order_while_nothing_is_due():
    assert in_order(FACTS, {}) == ["人", "口", "手"]
    assert in_order(FACTS, {"人": 0.99}) == ["口", "手", "人"]


def test_what_is_being_forgotten_comes_before_what_is_new():
    assert in_order(FACTS, {"人": 0.7, "口": 0.06}) == ["口", "人", "手"]


def test_where_nothing_is_due_or_new_the_one_least_well_remembered_comes():
    assert in_order(FACTS, {"人": 0.97, "口": 0.93, "手": 0.95}) == ["口", "手", "人"]


def test_a_fact_of_another_list_is_not_asked():
    assert in_order(("手",), {"人": 0.1}) == ["手"]


def test_a_round_asks_what_is_due_of_easier_levels_too_and_one_fact_of_its_own():
    recalled = {"一": 0.2, "二": 0.99, "人": 0.5, "口": 0.9}
    asked_now = to_ask(3, FACTS, EASIER, recalled, Random(1))
    assert asked_now == ["一", "人", "手"]
    assert to_ask(2, FACTS, EASIER, recalled, Random(1)) == ["一", "人"]
    due_below = {"一": 0.2, "二": 0.1, "三": 0.3}
    assert to_ask(3, ("手",), EASIER, due_below, Random(1)) == ["二", "一", "手"]


def test_what_is_easier_and_not_due_is_not_asked():
    assert set(to_ask(3, FACTS, EASIER, {"一": 0.9}, Random(1))) == set(FACTS)


def test_of_what_is_new_chance_says_what_comes_first():
    firsts = {to_ask(2, FACTS, (), {}, Random(seed))[0] for seed in range(30)}
    assert firsts == set(FACTS)


def test_a_first_answer_says_where_it_begins():
    assert asked(None, True, 3.0) == Memory(FIRST, 3.0)
    assert asked(None, False, 3.0) == Memory(SHORTEST, 3.0)


def test_asked_again_at_once_nothing_was_learned():
    before = Memory(2.0, asked=3.0)
    assert asked(before, True, 3.0) == before


def test_what_is_asked_when_due_and_known_is_asked_less_and_less_often():
    memory, now, waits = asked(None, True, 0.0), 0.0, []
    for _ in range(6):
        wait = 0.0
        while recall(memory, now + wait) >= DUE:
            wait += 0.05
        now += wait
        waits.append(wait)
        memory = asked(memory, True, now)
    assert waits == sorted(waits)
    assert waits[-1] > 3 * waits[0]


@given(MEMORIES, DAYS, st.booleans())
def test_a_half_life_stays_within_its_bounds_and_right_is_never_shorter(memory, now, right):
    after = asked(memory, right, now)
    assert SHORTEST <= after.half_life <= LONGEST
    assert 0 <= recall(memory, now) <= 1
    assert (after.half_life >= memory.half_life) if right else (after.half_life <= memory.half_life)


@given(st.dictionaries(st.sampled_from(FACTS), LIKELIHOODS))
def test_every_fact_has_its_place_and_none_waits_for_one_that_is_better_remembered(recalled):
    ordered = in_order(FACTS, recalled)
    assert sorted(ordered) == sorted(FACTS)
    met = [recalled[fact] for fact in ordered if fact in recalled]
    assert met == sorted(met)


@given(
    st.dictionaries(st.sampled_from((*FACTS, *EASIER)), LIKELIHOODS),
    st.integers(1, 3),
    st.integers(0, 99),
)
def test_a_round_never_asks_twice_nor_too_little_nor_nothing_of_its_level(recalled, count, seed):
    asked_now = to_ask(count, FACTS, EASIER, recalled, Random(seed))
    assert len(asked_now) == len(set(asked_now)) == count
    assert set(asked_now) & set(FACTS)
