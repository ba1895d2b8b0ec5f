"""Who touches nothing is asked again, then shown how it goes, and nobody there means home."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from games.stage.quiet import HOME, REPEAT, SHOW, Quiet

seconds = some.floats(0, 1000)


@pytest.fixture
def quiet() -> Quiet:
    quiet = Quiet()
    quiet.touch(100.0)
    return quiet


def test_the_prompt_comes_again_once_and_then_how_it_goes(quiet: Quiet) -> None:
    assert not quiet.repeats(100 + REPEAT - 0.1, speaking=False)
    assert quiet.repeats(100 + REPEAT, speaking=False)
    assert not quiet.repeats(100 + REPEAT * 3, speaking=False)
    assert not quiet.shows(100 + SHOW - 0.1, at_once=False)
    assert quiet.shows(100 + SHOW, at_once=False)


def test_what_is_long_is_heard_to_its_end_first(quiet: Quiet) -> None:
    assert not quiet.repeats(100 + REPEAT, speaking=True)
    assert not quiet.repeats(100 + REPEAT * 2 - 0.1, speaking=False)
    assert quiet.repeats(100 + REPEAT * 2, speaking=False)


def test_how_it_goes_is_not_shown_before_the_prompt_is_heard_to_its_end(quiet: Quiet) -> None:
    listen(quiet, 100.0, 119.0)
    assert not quiet.shows(119 + SHOW - 0.1, at_once=False)
    assert quiet.shows(119 + SHOW, at_once=False)
    assert quiet.due(119.0) == 119 + REPEAT
    assert quiet.due(119 + REPEAT) == 119 + SHOW


def test_a_prompt_that_was_said_again_holds_up_nothing(quiet: Quiet) -> None:
    listen(quiet, 100.0, 119.0)
    assert quiet.repeats(119 + REPEAT, speaking=False)
    listen(quiet, 119 + REPEAT, 150.0)
    assert quiet.shows(119 + SHOW, at_once=False)
    assert quiet.is_over(119 + HOME) and not quiet.is_over(119 + HOME - 0.1)


def test_after_two_misses_it_is_shown_while_the_voice_speaks(quiet: Quiet) -> None:
    listen(quiet, 100.0, 101.0)
    assert quiet.shows(101.0, at_once=True)


def test_nobody_hears_the_prompts_of_scenes_that_follow_one_another(quiet: Quiet) -> None:
    listen(quiet, 100.0, 105.0)
    assert quiet.repeats(105 + REPEAT, speaking=False)
    quiet.begin(150.0)
    listen(quiet, 150.0, 160.0)
    assert not quiet.shows(160 + SHOW - 0.1, at_once=False)
    assert quiet.is_over(105 + HOME)


def test_who_touches_again_hears_the_next_prompt_to_its_end(quiet: Quiet) -> None:
    assert quiet.repeats(100 + REPEAT, speaking=False)
    quiet.touch(130.0)
    listen(quiet, 130.0, 149.0)
    assert not quiet.shows(149 + SHOW - 0.1, at_once=False)
    assert not quiet.is_over(149 + HOME - 0.1)


def test_what_is_shown_is_not_shown_again_until_a_touch(quiet: Quiet) -> None:
    quiet.shown = True
    assert not quiet.shows(100 + SHOW, at_once=True)
    quiet.touch(110.0)
    assert quiet.shows(110.0, at_once=True)


def test_a_scene_that_begins_counts_anew_and_is_no_sign_of_anybody(quiet: Quiet) -> None:
    quiet.begin(130.0)
    assert not quiet.shows(130 + SHOW - 0.1, at_once=False)
    assert quiet.is_over(100 + HOME) and not quiet.is_over(100 + HOME - 0.1)


def test_a_finger_that_rests_stays_and_is_late_only_if_it_is_to_act(quiet: Quiet) -> None:
    quiet.rest(150.0, acts=False)
    assert not quiet.shows(150 + SHOW - 0.1, at_once=False)
    quiet.rest(170.0, acts=True)
    assert quiet.shows(170.0, at_once=False)
    assert not quiet.is_over(170 + HOME - 0.1)


def test_who_only_looked_on_was_there(quiet: Quiet) -> None:
    quiet.look_on(155.0)
    assert not quiet.is_over(155 + HOME - 0.1)


def listen(quiet: Quiet, begin: float, end: float) -> None:
    """Let the voice speak from one time to another; nothing is said again meanwhile."""
    assert not any(quiet.repeats(now, speaking=True) for now in (begin, (begin + end) / 2, end))


@given(seconds, seconds)
def test_what_is_due_is_not_past_but_for_home(touched: float, later: float) -> None:
    quiet, now = Quiet(), touched + later
    quiet.touch(touched)
    assert quiet.due(now) >= now or quiet.is_over(now)
    assert quiet.due(now) <= touched + HOME
