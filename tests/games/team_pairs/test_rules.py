from random import Random

from hypothesis import given
from hypothesis import strategies as st

from games.team_pairs import rules
from games.team_pairs.content import levels

LEVELS = st.integers(1, 12)
SEATS = st.integers(1, 4)
SEEDS = st.integers(0, 10_000)


def play(now: rules.Round, choose, most: int = 20_000) -> list[rules.Attempt]:
    attempts = []
    for _ in range(most):
        if rules.result(now):
            return attempts
        now, attempt = rules.answer(now, choose(now))
        attempts += [attempt] if attempt else []
    raise AssertionError("the round did not end")


@given(LEVELS, SEATS, SEEDS)
def test_every_picture_lies_there_exactly_twice(level, seats, seed):
    cards = rules.new_round(level, Random(seed), seats).cards
    assert len(cards) == 2 * levels()[level - 1].pairs
    assert all(cards.count(card) == 2 for card in cards)


@given(LEVELS, SEATS, SEEDS)
def test_who_follows_the_hint_finds_every_pair_at_the_first_try(level, seats, seed):
    start = rules.new_round(level, Random(seed), seats)
    attempts = play(start, rules.hint)
    assert len(attempts) == len(start.cards) // 2
    assert all(attempt.matched and attempt.right for attempt in attempts)
    assert [attempt.seat for attempt in attempts] == [at % seats for at in range(len(attempts))]


@given(LEVELS, SEATS, SEEDS)
def test_who_chooses_blindly_comes_to_the_end_too(level, seats, seed):
    rng = Random(seed + 1)
    start = rules.new_round(level, Random(seed), seats)
    attempts = play(start, lambda now: rng.randrange(len(now.cards)))
    assert sum(attempt.matched for attempt in attempts) == len(start.cards) // 2


@given(LEVELS, SEATS, SEEDS, st.lists(st.integers(0, 17), max_size=60))
def test_seats_have_equal_chances_to_act(level, seats, seed, choices):
    now = rules.new_round(level, Random(seed), seats)
    turns = [0] * seats
    for choice in choices:
        now, attempt = rules.answer(now, choice)
        if attempt:
            turns[attempt.seat] += 1
    assert max(turns) - min(turns) <= 1


TABLE = rules.Round(level=1, seats=2, cards=("A", "B", "A", "B"))


def turn(now: rules.Round, *choices: int) -> tuple[rules.Round, rules.Attempt | None]:
    attempt = None
    for choice in choices:
        now, attempt = rules.answer(now, choice)
    return now, attempt


def test_a_first_look_is_no_wrong_answer():
    _, attempt = turn(TABLE, 0, 1)
    assert attempt == rules.Attempt(seat=0, matched=False, right=None)


def test_forgetting_what_was_seen_is_an_answer_that_was_not_right():
    _, attempt = turn(TABLE, 0, 1, 2, 3)
    assert attempt == rules.Attempt(seat=1, matched=False, right=False)


def test_two_that_differ_turn_back_and_the_turn_passes_on():
    now, _ = turn(TABLE, 0, 1)
    assert rules.close(now).turned == ()
    assert rules.close(now).seat == 1


def test_a_card_that_is_open_or_found_or_not_there_changes_nothing():
    opened, _ = turn(TABLE, 0)
    assert rules.answer(opened, 0) == (opened, None)
    found, _ = turn(TABLE, 0, 2)
    assert rules.answer(found, 2) == (found, None)
    assert rules.answer(found, 9) == (found, None)


def test_who_taps_a_found_card_while_two_that_differ_lie_open_takes_nobodys_turn():
    table = rules.Round(level=2, seats=2, cards=("A", "B", "A", "B", "C", "C"))
    differ, _ = turn(table, 0, 2, 1, 4)
    assert differ.turned == (1, 4)
    assert rules.answer(differ, 2) == (differ, None)


def test_after_two_misses_the_pair_is_found_together_and_not_counted_as_remembered():
    now, _ = turn(TABLE, 0, 1, 2, 3, 0, 1, 0)
    assert rules.needs_help(now)
    now = rules.help_along(now)
    after, attempt = rules.answer(now, rules.hint(now))
    assert attempt.matched
    assert attempt.right is False
    assert after.misses == 0


def test_who_was_shown_the_partner_and_turns_another_card_finds_the_pair_all_the_same():
    now, _ = turn(TABLE, 0, 1, 2, 3, 0, 1, 0)
    assert rules.needs_help(now)
    after, attempt = rules.answer(rules.help_along(now), 1)
    assert attempt == rules.Attempt(now.seat, None, matched=True)
    assert (after.found, after.turned, after.helped) == ((0, 2), (), False)
    assert (after.misses, after.vain, after.seat) == (0, 0, 1 - now.seat)


def test_who_turns_the_same_two_cards_again_and_again_is_shown_a_pair_in_the_end():
    now = TABLE
    for tries in range(4):
        assert not rules.needs_help(turn(now, 0)[0]), tries
        now, attempt = turn(now, 0, 1)
        assert attempt == rules.Attempt(tries % 2, None, matched=False)
    now, _ = turn(now, 0)
    assert rules.needs_help(now)
    assert rules.hint(now) == 2
    found, _ = turn(now, 1)
    assert (found.found, rules.needs_help(turn(found, 1)[0])) == ((0, 2), False)


def test_the_result_shows_what_was_found_and_no_number():
    assert rules.result(TABLE) is None
    now, _ = turn(TABLE, 1, 3, 0, 2)
    assert rules.result(now) == ("B", "A")
