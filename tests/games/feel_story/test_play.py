"""Children play it to its calm end, in the process in which the house starts it."""

import json
import os
import subprocess
import sys

import pytest

from games import report, rounds
from games.feel_story import rules

FAST = {
    "SDL_VIDEODRIVER": "dummy",
    "SDL_AUDIODRIVER": "dummy",
    "AIYOU_STAGE_SPEED": "40",
}


@pytest.mark.parametrize(
    ("level", "seats", "size"), [("1", "1", "800x480"), ("12", "4", "1280x800")]
)
def test_stories_are_told_to_the_calm_end_and_nobody_is_judged(tmp_path, level, seats, size):
    script = tmp_path / "script.jsonl"
    script.write_text(json.dumps({"hint_until": "end"}))
    command = [sys.executable, "-m", "games", "play", "feel_story", "--seed", "7", "--level", level]
    command += ["--seats", seats, "--volume", "0", "--size", size, "--script", str(script)]
    done = subprocess.run(
        command, env={**os.environ, **FAST}, check=True, capture_output=True, text=True, timeout=60
    )
    events = [report.parse(line) for line in done.stdout.splitlines()]
    assert done.stderr == ""
    assert events[-1] == report.Ended("done")
    assert not [one for one in events if isinstance(one, report.Answered)]
    told = [one for one in events if isinstance(one, report.Played)]
    stories = [name for one in told for name in rules.told(rounds.replay(rules, one))]
    assert len(stories) == len(set(stories)) == 2 * rules.STORIES
