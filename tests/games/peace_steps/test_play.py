"""Children play it to its calm end, in the process in which the house starts it."""

from functools import partial

import pytest

from games import report, rounds
from games.peace_steps import rules
from games.peace_steps.content import moves
from games.peace_steps.view import Room
from tests.games import sitting

SITTINGS = [("1", "1", "800x480"), ("6", "2", "1024x600"), ("12", "4", "1280x800")]


play = partial(sitting.play, "peace_steps")


@pytest.mark.parametrize(("level", "seats", "size"), SITTINGS)
def test_scenes_are_told_to_the_calm_end_none_twice_and_nobody_is_judged(
    tmp_path, level, seats, size
):
    events = play(tmp_path, "--level", level, "--seats", seats, "--size", size)
    assert events[-1] == report.Ended("done")
    assert not [one for one in events if isinstance(one, report.Answered)]
    played = [one for one in events if isinstance(one, report.Played)]
    assert all(one.over for one in played)
    told = [name for one in played for name in rules.told(rounds.replay(rules, one))]
    assert len(told) == len(set(told)) == Room.rounds


def test_what_helps_nobody_is_put_aside_and_what_helps_is_done_together(tmp_path):
    options = "--level", "1", "--seats", "1"
    first = next(one for one in play(tmp_path, *options) if isinstance(one, report.Played))
    offered = rounds.begin(rules, first).offers[rules.STOP]
    calm, hot = sorted(offered, key=lambda one: not moves()[str(one)].good)
    taps = (f"choice:{hot}", "hint", "choice:1", "hint", "choice:1")
    events = play(tmp_path, *options, taps=taps)
    again = next(one for one in events if isinstance(one, report.Played))
    assert again.moves == [hot, calm, 1, 0, 1, 0, rules.GO_ON]
    assert events[-1] == report.Ended("done")
