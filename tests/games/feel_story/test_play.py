"""Children play it to its calm end, in the process in which the house starts it."""

import pytest

from games import report, rounds
from games.feel_story import rules
from tests.games import sitting


@pytest.mark.parametrize(
    ("level", "seats", "size"), [("1", "1", "800x480"), ("12", "4", "1280x800")]
)
def test_stories_are_told_to_the_calm_end_and_nobody_is_judged(tmp_path, level, seats, size):
    events = sitting.play(
        "feel_story", tmp_path, "--level", level, "--seats", seats, "--size", size
    )
    assert events[-1] == report.Ended("done")
    assert not [one for one in events if isinstance(one, report.Answered)]
    told = [one for one in events if isinstance(one, report.Played)]
    stories = [name for one in told for name in rules.told(rounds.replay(rules, one))]
    assert len(stories) == len(set(stories)) == 2 * rules.STORIES
