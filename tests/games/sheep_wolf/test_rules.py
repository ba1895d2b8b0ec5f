from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from games.sheep_wolf import rules

LEVELS = st.integers(1, 12)
SEATS = st.integers(1, 4)
SEEDS = st.integers(0, 10_000)
# What a child does each moment: it taps, or so many milliseconds pass.
MOVES = st.lists(st.one_of(st.just("gate"), st.integers(0, 5000)), max_size=200)


def until_somebody_stands(now: rules.Round) -> rules.Round:
    return rules.tick(now, rules.wait(now))[0]


def to_the_end(now: rules.Round) -> tuple[list[rules.Round], int]:
    """Let everybody in who may; tell each animal's round and how long all of it took (ms)."""
    seen, ms = [], 0
    while rules.result(now) is None:
        ms += rules.wait(now)
        now = until_somebody_stands(now)
        seen.append(now)
        if rules.hint(now):
            now, _ = rules.answer(now, rules.GATE)
        else:
            ms += rules.wait(now)
            now, _ = rules.tick(now, rules.wait(now))
    return seen, ms


@given(LEVELS, SEATS, SEEDS)
def test_a_fifth_to_a_third_stay_outside_and_never_three_in_a_row(level, seats, seed):
    now = rules.new_round(level, Random(seed), seats)
    stops = [not rules.welcome(now, at) for at in range(len(now.animals))]
    assert 0.2 <= sum(stops) / len(stops) <= 0.35
    assert not stops[0]
    for walk in range(0, len(stops), rules.WALK):
        of_walk = stops[walk : walk + rules.WALK]
        assert not any(all(of_walk[at : at + 3]) for at in range(rules.WALK - 2))


@given(LEVELS, SEATS, SEEDS)
def test_children_have_equally_many_turns_some_animals_in_a_row(level, seats, seed):
    seen, _ = to_the_end(rules.new_round(level, Random(seed), seats))
    turns = Counter(now.seat for now in seen)
    assert len(turns) == seats
    assert len(set(turns.values())) == 1


@given(LEVELS, SEATS, SEEDS)
def test_a_round_is_over_within_ninety_seconds(level, seats, seed):
    now = rules.new_round(level, Random(seed), seats)
    longest = 0
    while rules.result(now) is None:
        longest += rules.wait(now)
        now, _ = rules.tick(now, rules.wait(now))
    assert longest <= 90_000


@given(LEVELS, SEATS, SEEDS, MOVES)
def test_no_animal_comes_and_goes_unseen_however_long_the_machine_slept(level, seats, seed, moves):
    now = rules.new_round(level, Random(seed), seats)
    for move in moves:
        before = now
        answered = move == "gate"
        now, attempt = rules.answer(now, "gate") if answered else rules.tick(now, move)
        assert now.at - before.at == (attempt is not None)
        assert attempt is None or rules.stands(before)
        assert 0 <= now.since <= rules.gap(now) + now.stay


@given(LEVELS, SEEDS)
def test_letting_in_is_right_for_the_sheep_and_letting_by_for_the_wolf(level, seed):
    seen, _ = to_the_end(rules.new_round(level, Random(seed), 1))
    for now in seen:
        welcome = rules.welcome(now, now.at)
        _, let_in = rules.answer(now, rules.GATE)
        _, let_by = rules.tick(now, now.stay)
        assert let_in and let_by
        assert (let_in.right, let_by.right) == (welcome, not welcome)


@given(LEVELS, SEEDS)
def test_while_nobody_stands_there_the_gate_stays_closed(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    assert rules.choices(now) == []
    assert rules.answer(now, rules.GATE) == (now, None)


def test_small_children_have_time_and_later_ones_less():
    stays = [rules.new_round(level, Random(1), 1).stay for level in range(1, 13)]
    assert stays == sorted(stays, reverse=True)
    assert min(stays[:4]) >= 2000
    assert min(stays) >= 1200


def test_at_the_last_levels_other_animals_come_in_from_the_second_walk_on():
    for level in (11, 12):
        seen, _ = to_the_end(rules.new_round(level, Random(level), 2))
        first, second = seen[0], seen[rules.WALK]
        assert set(rules.come(first)) <= set(rules.keep(second))
        assert rules.gap(second) == rules.CHANGE
        assert rules.asks(first) != rules.asks(second)


@given(LEVELS, SEATS, SEEDS)
def test_one_who_may_come_in_is_nowhere_among_those_who_may_not(level, seats, seed):
    seen, _ = to_the_end(rules.new_round(level, Random(seed), seats))
    for now in seen:
        assert not set(rules.come(now)) & set(rules.keep(now))
        assert now.animals[now.at] in (*rules.come(now), *rules.keep(now))
