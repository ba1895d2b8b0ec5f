from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.limits import MINUTE, Limits, Stretch, is_within, rests_for, seconds_left

LIMITS = Limits()


@st.composite
def days(draw: st.DrawFn) -> tuple[list[Stretch], float]:
    """A day of games one after another, and a moment after the last of them."""
    now, games = 0.0, []
    for _ in range(draw(st.integers(0, 12))):
        start = now + draw(st.floats(0, 20 * MINUTE))
        now = start + draw(st.floats(0, 6 * MINUTE))
        games.append(Stretch(start, now))
    return games, now + draw(st.floats(0, 20 * MINUTE))


def games(*minutes: tuple[float, float]) -> list[Stretch]:
    return [Stretch(start * MINUTE, end * MINUTE) for start, end in minutes]


def test_who_has_not_played_has_a_whole_sitting() -> None:
    assert seconds_left([], 0, LIMITS) == LIMITS.sitting


def test_games_close_together_are_one_sitting() -> None:
    today = games((0, 5), (6, 11))
    assert seconds_left(today, 12 * MINUTE, LIMITS) == 5 * MINUTE


def test_a_game_that_runs_counts_while_it_runs() -> None:
    assert seconds_left([Stretch(0)], 14 * MINUTE, LIMITS) == MINUTE
    assert seconds_left([Stretch(0)], 20 * MINUTE, LIMITS) == 0


def test_after_a_rest_there_is_another_sitting() -> None:
    today = games((0, 8), (8, 15))
    assert seconds_left(today, 16 * MINUTE, LIMITS) == 0
    assert rests_for(today, 16 * MINUTE, LIMITS) == 4 * MINUTE
    assert seconds_left(today, 20 * MINUTE, LIMITS) == LIMITS.sitting
    assert rests_for(today, 20 * MINUTE, LIMITS) == 0


def test_who_plays_on_over_the_end_rests_from_the_end_of_its_game_on() -> None:
    long_ago = games((0, 1), (20, 21))
    assert rests_for([*long_ago, Stretch(40 * MINUTE)], 60 * MINUTE, LIMITS) == LIMITS.rest
    over = [*long_ago, *games((40, 60))]
    assert rests_for(over, 60 * MINUTE, LIMITS) == LIMITS.rest
    assert rests_for(over, 65 * MINUTE - 0.5, LIMITS) == 0.5


def test_the_last_half_second_of_a_sitting_is_played() -> None:
    assert rests_for([Stretch(0, 15 * MINUTE - 0.5)], 15 * MINUTE, LIMITS) == 0


def test_a_game_that_runs_can_end_the_day() -> None:
    today = [*games((0, 15), (30, 45), (60, 75)), Stretch(90 * MINUTE)]
    assert rests_for(today, 105 * MINUTE, LIMITS) is None


def test_an_hour_is_a_day() -> None:
    today = games((0, 15), (30, 45), (60, 75), (90, 105))
    assert seconds_left(today, 600 * MINUTE, LIMITS) == 0
    assert rests_for(today, 600 * MINUTE, LIMITS) is None


def test_a_long_day_leaves_only_what_is_left_of_it() -> None:
    today = games((0, 15), (30, 45), (60, 75), (90, 100))
    assert seconds_left(today, 600 * MINUTE, LIMITS) == 5 * MINUTE


@pytest.mark.parametrize(
    ("local", "begins", "ends", "inside"),
    [
        (time(6), time(6), time(21), True),
        (time(21), time(6), time(21), False),
        (time(23), time(22), time(7), True),
        (time(6, 59), time(22), time(7), True),
        (time(12), time(22), time(7), False),
        (time(0), time(0), time(0), False),
    ],
)
def test_a_span_may_go_past_midnight(local: time, begins: time, ends: time, inside: bool) -> None:
    assert is_within(local, begins, ends) is inside


@given(days())
def test_what_is_left_is_never_more_than_a_sitting_nor_the_day(day) -> None:
    today, now = day
    left = seconds_left(today, now, LIMITS)
    played = sum(one.length(now) for one in today)
    assert 0 <= left <= min(LIMITS.sitting, max(LIMITS.day - played, 0))


@given(days())
def test_waiting_as_long_as_is_told_brings_a_sitting(day) -> None:
    today, now = day
    wait = rests_for(today, now, LIMITS)
    if wait is None:
        assert seconds_left(today, now + 24 * 60 * MINUTE, LIMITS) == 0
    else:
        assert seconds_left(today, now + wait + 0.001, LIMITS) > 0
