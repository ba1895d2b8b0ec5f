"""Children write to the calm end, in the process in which the house starts it."""

import json
from functools import partial

import pytest

from games import report, rounds
from games.hanzi_trace import rules
from tests.games import sitting

SITTINGS = [("2", "1", "800x480", 9), ("12", "4", "1280x800", 6)]


play = partial(sitting.play, "hanzi_trace")


def told(events: list[report.Event]) -> list[bool]:
    return [one.right for one in events if isinstance(one, report.Answered)]


@pytest.mark.parametrize(("level", "seats", "size", "count"), SITTINGS)
def test_characters_are_written_to_the_calm_end_and_none_twice(tmp_path, level, seats, size, count):
    events = play(tmp_path, "--level", level, "--seats", seats, "--size", size)
    assert events[-1] == report.Ended("done")
    assert told(events) == [True] * count
    ended = [rounds.replay(rules, one) for one in events if isinstance(one, report.Played)]
    written = [sign for one in ended for sign in rules.told(one)]
    assert len(set(written)) == len(written) == count
    assert all(rules.result(one) for one in ended)


def test_a_stroke_that_comes_later_is_told_once_and_the_character_written_all_the_same(tmp_path):
    events = play(tmp_path, "--level", "6", "--seats", "1", "--still", taps=("stroke:1",))
    assert told(events) == [False] + [True] * 8
    assert events[-1] == report.Ended("done")


def test_what_a_child_is_about_to_forget_comes_first_and_its_round_is_played_again(tmp_path):
    recalled = json.dumps({"木": 0.4, "山": 0.2, "云": 0.97, "鹅": 0.1})
    alone = ("--level", "4", "--seats", "1", "--recalled", recalled)
    events = play(tmp_path, *alone)
    written = [one for one in events if isinstance(one, report.Played)]
    assert written[0].facts[:2] == ["山", "木"]
    assert not {"云", "鹅"} & {fact for one in written for fact in one.facts}
    asked = [one.fact for one in events if isinstance(one, report.Answered)]
    assert asked == [fact for one in written for fact in one.facts]
    for one in written:
        assert rules.told(rounds.replay(rules, one)) == tuple(one.facts)
        assert rules.result(rounds.replay(rules, one))
