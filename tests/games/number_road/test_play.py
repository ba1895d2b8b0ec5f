"""Children play it to its calm end, in the process in which the house starts it."""

from functools import partial

import pytest

from games import report, rounds
from games.number_road import rules
from tests.games import sitting

SITTINGS = [("1", "1", "800x480"), ("12", "4", "1280x800")]


play = partial(sitting.play, "number_road")


@pytest.mark.parametrize(("level", "seats", "size"), SITTINGS)
def test_three_walks_lead_home_to_the_calm_end(tmp_path, level, seats, size):
    events = play(tmp_path, "--level", level, "--seats", seats, "--size", size)
    assert events[-1] == report.Ended("done")
    told = [one for one in events if isinstance(one, report.Played)]
    walks = [rounds.replay(rules, one) for one in told]
    assert all(rules.result(walk) for walk in walks)
    answers = [one for one in events if isinstance(one, report.Answered)]
    assert [one.right for one in answers] == [True] * sum(len(walk.stops) for walk in walks)
    assert {one.seat for one in answers} == set(range(int(seats)))


def test_two_misses_tell_once_and_the_walk_goes_on(tmp_path):
    events = play(tmp_path, "--level", "1", "--seats", "1", taps=("stone:4", "stone:5"))
    answers = [one.right for one in events if isinstance(one, report.Answered)]
    assert answers[0] is False
    assert all(answers[1:])
    assert events[-1] == report.Ended("done")
