from collections import Counter
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from games.sort_switch import rules

LEVELS = st.integers(1, 12)
SEATS = st.integers(1, 4)
SEEDS = st.integers(0, 10_000)


def matching(now: rules.Round, at: int, way: str) -> list[int]:
    """List the baskets that a card is like in a way."""
    place = rules.WAYS.index(way)
    return [
        basket for basket, face in enumerate(now.baskets) if face[place] == now.cards[at][place]
    ]


@given(LEVELS, SEATS, SEEDS)
def test_every_card_has_exactly_one_basket_and_no_two_baskets_are_alike(level, seats, seed):
    now = rules.new_round(level, Random(seed), seats)
    assert len(set(now.baskets)) == len(now.baskets)
    for at, rule in enumerate(now.rules):
        assert matching(now, at, rule) == [rules.home(now, at)]


@given(LEVELS, SEEDS)
def test_who_sorts_on_by_the_old_rule_puts_the_card_into_another_basket(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    for at, (old, rule) in enumerate(pairwise(now.rules), 1):
        if old != rule:
            assert matching(now, at, old) != [rules.home(now, at)]


@given(LEVELS, SEEDS)
def test_every_basket_gets_its_share_and_every_rule_its_turn(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    homes = Counter(rules.home(now, at) for at in range(rules.CARDS))
    assert set(homes.values()) == {rules.CARDS // len(now.baskets)}
    if not rules.mixed(now):
        assert all(rules.differs(now, rule) for rule in now.rules)
        runs = Counter(now.rules)
        assert max(runs.values()) - min(runs.values()) <= rules.CARDS // 3


@given(LEVELS, SEATS, SEEDS)
def test_children_have_equally_many_cards(level, seats, seed):
    now = rules.new_round(level, Random(seed), seats)
    turns: Counter[int] = Counter()
    while rules.result(now) is None:
        turns[now.seat] += 1
        now, _ = rules.answer(now, rules.home(now, now.at))
    assert len(turns) == seats
    assert set(turns.values()) == {rules.CARDS // seats}


@given(LEVELS, SEEDS)
def test_only_a_first_try_tells_and_after_two_misses_it_is_shown(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    right = rules.home(now, 0)
    wrong = (right + 1) % len(now.baskets)
    told = []
    for choice in (wrong, wrong, right):
        assert rules.needs_help(now) == (now.tries == 2)
        now, attempt = rules.answer(now, choice)
        assert attempt
        told.append(attempt.right)
    assert told == [False, None, None]
    assert (now.at, now.tries) == (1, 0)


@given(LEVELS, SEEDS)
def test_a_card_that_was_shown_goes_where_it_belongs_wherever_it_is_put(level, seed):
    now = rules.new_round(level, Random(seed), 2)
    wrong = (rules.home(now, 0) + 1) % len(now.baskets)
    for _ in range(3):
        now, attempt = rules.answer(now, wrong)
    assert (now.at, now.tries, attempt) == (1, 0, rules.Attempt(0, None))


@given(LEVELS, SEEDS)
def test_a_change_is_told_on_the_first_card_of_it(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    assert not rules.changed(now)
    told = []
    while rules.result(now) is None:
        told.append(rules.changed(now))
        now, _ = rules.answer(now, rules.home(now, now.at))
    assert told == [False, *(old != new for old, new in pairwise(now.rules))]
    assert not rules.changed(now)


@given(SEEDS)
def test_at_mixed_levels_no_rule_comes_three_times_in_a_row(seed):
    for level in (10, 11, 12):
        sorted_by = rules.new_round(level, Random(seed), 1).rules
        assert all(len(set(sorted_by[at : at + 3])) > 1 for at in range(rules.CARDS - 2))
