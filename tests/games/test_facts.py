"""Which fact is asked next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from games.facts import DUE, FIRST, LONGEST, SHORTEST, Memory, asked, due, recall

FACTS = ("人", "口", "手")
DAYS = st.floats(0, 3000)
MEMORIES = st.builds(Memory, st.floats(SHORTEST, LONGEST), DAYS)


def test_after_its_half_life_half_is_forgotten():
    assert recall(Memory(3.0, asked=10.0), 13.0) == pytest.approx(0.5)


def test_nothing_is_due_where_there_is_nothing():
    assert due((), {}, 1.0) is None


def test_new_facts_come_in_their_order_while_nothing_is_due():
    known = {"人": Memory(10.0, asked=5.0)}
    assert due(FACTS, {}, 5.0) == "人"
    assert due(FACTS, known, 5.1) == "口"


def test_what_is_being_forgotten_comes_before_what_is_new():
    known = {"人": Memory(10.0, asked=0.0), "口": Memory(1.0, asked=0.0)}
    assert due(FACTS, known, 4.0) == "口"


def test_where_nothing_is_due_or_new_the_one_least_well_remembered_comes():
    known = {"人": Memory(10.0, 5.0), "口": Memory(4.0, 5.0), "手": Memory(9.0, 5.0)}
    assert due(FACTS, known, 5.01) == "口"


def test_a_fact_of_another_list_is_not_asked():
    assert due(("手",), {"人": Memory(1.0, asked=0.0)}, 9.0) == "手"


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


@given(st.dictionaries(st.sampled_from(FACTS), MEMORIES), DAYS)
def test_there_is_always_a_fact_to_ask_and_never_one_that_waits_longer(known, now):
    chosen = due(FACTS, known, now)
    assert chosen in FACTS
    if chosen in known:
        assert recall(known[chosen], now) == min(recall(one, now) for one in known.values())
