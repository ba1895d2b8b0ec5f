from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from games.carry_together import rules
from games.content import content

# Read before hypothesis takes the time.
HOW = content(rules.__file__)["levels"]
LEVELS = st.integers(1, 12)
SEATS = st.integers(2, 4)
SEEDS = st.integers(0, 10_000)
# What hands do: each takes hold or lets go, or so many milliseconds pass (from 10 on).
MOVES = st.lists(st.one_of(st.integers(0, 3), st.integers(10, 5000)), max_size=120)


def a_way(*stops: str, seats: int = 2, swaps: int = 0) -> rules.Round:
    places = (tuple(range(seats)), tuple(reversed(range(seats))))[: swaps + 1]
    return rules.Round(1, seats, "1F33B", ("1F33F",) * 4, ("", *stops, ""), places)


def after(now: rules.Round, *moves: int) -> rules.Round:
    """Play moves: seats take hold or let go; more than so many are milliseconds."""
    for move in moves:
        play = rules.answer if move < rules.PLACES else rules.tick
        now, attempt = play(now, move)
        assert attempt is None
    return now


def test_the_bucket_moves_only_while_all_hold():
    alone = after(a_way("", ""), 0)
    assert not rules.carried(alone)
    assert after(alone, 5000).stone == 0
    both = after(alone, 1)
    assert rules.carried(both)
    assert after(both, rules.STRIDE).stone == 1
    assert after(both, rules.STRIDE, rules.STRIDE).stone == 2


def test_when_one_lets_go_it_comes_down_on_the_next_stone_and_waits_for_all():
    set_down = after(a_way("", "", ""), 0, 1, rules.STRIDE, 400, 1)
    assert (set_down.stone, set_down.walked, set_down.held) == (2, 0, (0,))
    assert after(set_down, 9000).stone == 2
    assert rules.carried(after(set_down, 1))


def test_who_lets_go_on_a_stone_stays_on_it_but_no_lift_is_in_vain():
    on_a_stone = after(a_way("", "", ""), 0, 1, rules.STRIDE)
    assert after(on_a_stone, 0).stone == 1
    just_lifted = after(on_a_stone, 0, 0)
    assert after(just_lifted, 0).stone == 2


def test_at_a_rest_all_let_go_and_only_then_take_hold_again():
    rest = after(a_way("rest", ""), 0, 1, rules.STRIDE)
    assert rules.stop(rest) == rules.REST
    assert (rules.choices(rest), rules.hint(rest)) == ([0, 1], 0)
    assert not rules.carried(rest)
    one_still_holds = after(rest, 0)
    assert rules.choices(one_still_holds) == [1]
    free = after(one_still_holds, 1)
    assert (rules.stop(free), rules.choices(free)) == ("", [0, 1])
    assert rules.carried(after(free, 0, 1))


def test_a_bridge_is_three_planks_and_a_rest_after_each():
    now = after(a_way("plank", "plank", "plank"), 0, 1, rules.STRIDE)
    for plank in (1, 2, 3):
        assert (now.stone, rules.stop(now)) == (plank, rules.PLANK)
        now = after(now, 0, 1, 0, 1, rules.STRIDE)
    assert rules.result(now) == ("1FAA3", "1F33B")


def test_a_goose_crosses_when_the_last_has_let_go_and_is_waited_for():
    goose = after(a_way("goose", ""), 0, 1, rules.STRIDE)
    assert not rules.crosses(after(goose, 0, 9000))
    crossing = after(goose, 0, 1)
    assert rules.crosses(crossing)
    assert (rules.choices(crossing), rules.hint(crossing)) == ([], None)
    assert rules.wait(crossing) == rules.GOOSE
    assert rules.crosses(after(crossing, rules.GOOSE - 10))
    gone = after(crossing, rules.GOOSE)
    assert (rules.stop(gone), rules.choices(gone)) == ("", [0, 1])


def test_a_goose_crosses_also_where_everybody_has_let_go_before():
    came = after(a_way("goose", ""), 0, 1, 0)
    assert rules.stop(came) == rules.GOOSE_STOP
    assert rules.crosses(after(came, 1))


def test_where_the_pads_move_nobody_holds_any_more():
    moved = after(a_way("swap", "", swaps=1), 0, 1, rules.STRIDE)
    assert (moved.held, moved.swaps, rules.stop(moved)) == ((), 1, "")
    assert rules.carried(after(moved, 0, 1))


def test_after_long_somebody_helps_and_the_water_comes_all_the_same():
    late = after(a_way("", ""), 0, rules.LONG - 1, 10)
    assert rules.helped(late)
    assert rules.result(late) == ("1FAA3", "1F33B")
    assert not rules.helped(after(a_way(), 0, 1, rules.STRIDE))


@given(LEVELS, SEATS, SEEDS)
def test_a_way_has_the_stones_and_the_stops_of_its_level_with_room_before_each(level, seats, seed):
    now = rules.new_round(level, Random(seed), seats)
    how = HOW[level - 1]
    expected = [kind if kind != "bridge" else rules.PLANK for kind in how["stops"]]
    runs = [
        kind
        for before, kind in zip(("", *now.stops), now.stops, strict=False)
        if kind and kind != before
    ]
    assert now.last == how["stones"]
    assert sorted(runs) == sorted(expected)
    assert now.stops.count(rules.PLANK) == rules.PLANKS * how["stops"].count("bridge")
    assert now.stops[0] == now.stops[1] == now.stops[-1] == ""


@given(LEVELS, SEATS, SEEDS)
def test_at_each_swap_every_pad_moves_to_a_place_of_its_own(level, seats, seed):
    now = rules.new_round(level, Random(seed), seats)
    assert len(now.places) == 1 + now.stops.count(rules.SWAP)
    assert all(len(set(places)) == seats for places in now.places)
    for before, places in zip(now.places, now.places[1:], strict=False):
        assert all(one != other for one, other in zip(before, places, strict=True))


@given(LEVELS, SEATS, SEEDS, MOVES)
def test_nothing_hands_do_brings_the_bucket_back_or_two_stones_on_at_once(
    level, seats, seed, moves
):
    now = rules.new_round(level, Random(seed), seats)
    for move in moves:
        later = after(now, move)
        assert now.stone <= later.stone <= now.stone + 1
        assert set(later.held) <= set(range(seats))
        assert later.ms <= rules.LONG
        now = later


def test_ways_become_longer_and_the_first_ones_have_no_stops():
    stones = [how["stones"] for how in HOW]
    assert stones == sorted(stones)
    assert stones[0] < stones[-1]
    assert not HOW[0]["stops"] and not HOW[1]["stops"]


@pytest.mark.parametrize("seats", [2, 3, 4])
@pytest.mark.parametrize("level", range(1, 13))
def test_children_who_hold_are_there_within_a_minute(level, seats):
    now, ms = rules.new_round(level, Random(level), seats), 0
    while not rules.is_over(now):
        hint = rules.hint(now)
        # Each hand takes half a second.
        passes = 500 if hint is not None else rules.wait(now)
        ms += passes
        now = after(now, passes) if hint is None else after(rules.tick(now, passes)[0], hint)
    assert not rules.helped(now)
    assert ms < 60_000
