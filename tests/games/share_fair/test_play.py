"""Children play it to its calm end, in the process in which the house starts it."""

from functools import partial

import pytest

from games import report, rounds
from games.share_fair import rules
from tests.games import sitting

SITTINGS = [("1", "1", "800x480"), ("12", "4", "1280x800")]


play = partial(sitting.play, "share_fair")


@pytest.mark.parametrize(("level", "seats", "size"), SITTINGS)
def test_all_is_shared_to_the_calm_end_and_no_scene_comes_twice(tmp_path, level, seats, size):
    events = play(tmp_path, "--level", level, "--seats", seats, "--size", size)
    assert events[-1] == report.Ended("done")
    answers = [one for one in events if isinstance(one, report.Answered)]
    assert answers
    assert all(one.right for one in answers)
    assert {one.seat for one in answers} == set(range(int(seats)))
    told = [one for one in events if isinstance(one, report.Played)]
    shown = [name for one in told for name in rules.told(rounds.replay(rules, one))]
    assert len(shown) == len(set(shown)) == 3 * rules.SCENES


def test_a_miss_is_told_once_and_then_shared_together(tmp_path):
    events = play(tmp_path, "--level", "3", "--seats", "1", taps=("to:rest", "to:0"))
    answers = [one.right for one in events if isinstance(one, report.Answered)]
    assert answers[0] is False
    assert all(answers[1:])
    assert events[-1] == report.Ended("done")
