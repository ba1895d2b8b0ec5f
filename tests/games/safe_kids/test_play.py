"""Children play it to its calm end, in the process in which the house starts it."""

from functools import partial

import pytest

from games import report, rounds
from games.safe_kids import rules
from tests.games import sitting

SITTINGS = [("1", "1", "800x480"), ("12", "4", "1280x800")]


play = partial(sitting.play, "safe_kids")


@pytest.mark.parametrize(("level", "seats", "size"), SITTINGS)
def test_scenes_are_shown_to_the_calm_end_and_none_twice(tmp_path, level, seats, size):
    events = play(tmp_path, "--level", level, "--seats", seats, "--size", size)
    assert events[-1] == report.Ended("done")
    answers = [one.right for one in events if isinstance(one, report.Answered)]
    assert answers == [True] * 2 * rules.SCENES
    told = [one for one in events if isinstance(one, report.Played)]
    shown = [name for one in told for name in rules.told(rounds.replay(rules, one))]
    assert len(shown) == len(set(shown)) == 2 * rules.SCENES


def test_what_was_not_safe_is_told_once_and_then_done_together(tmp_path):
    events = play(tmp_path, "--level", "1", "--seats", "1", taps=("way:1",))
    answers = [one.right for one in events if isinstance(one, report.Answered)]
    assert answers == [False] + [True] * (2 * rules.SCENES - 1)
    assert events[-1] == report.Ended("done")
