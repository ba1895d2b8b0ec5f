from hypothesis import given
from hypothesis import strategies as st

from games.learning import HIGHEST, LOWEST, Play, next_level

PLAYS = st.lists(st.builds(Play, st.integers(1, 12), st.booleans()), max_size=40)


def plays(level: int, *, right: int, wrong: int) -> list[Play]:
    return [Play(level, right=True)] * right + [Play(level, right=False)] * wrong


def test_a_new_child_begins_easily():
    assert next_level([]) == LOWEST


def test_four_in_five_right_goes_up_one():
    assert next_level(plays(3, right=8, wrong=2)) == 4


def test_half_right_goes_down_one():
    assert next_level(plays(3, right=5, wrong=5)) == 2


def test_in_between_stays():
    assert next_level(plays(3, right=7, wrong=3)) == 3


def test_two_answers_are_too_few_to_judge_a_child_by():
    assert next_level(plays(3, right=2, wrong=0)) == 3


@given(PLAYS)
def test_a_step_is_never_larger_than_one_and_stays_on_the_stairs(history):
    level = next_level(history)
    assert LOWEST <= level <= HIGHEST
    assert not history or abs(level - history[0].level) <= 1
