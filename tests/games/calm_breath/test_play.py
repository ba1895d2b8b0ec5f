"""It goes by itself to its calm end, in the process in which the house starts it."""

import json
import os
import subprocess
import sys
import time

import pytest

from games import report, rounds
from games.calm_breath import rules
from tests.processes import busy

FAST = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
PLAY = [sys.executable, "-m", "games", "play", "calm_breath", "--seed", "7", "--volume", "0"]


def play(*options: str, speed: str = "40") -> list[report.Event]:
    environ = {**os.environ, **FAST, "AIYOU_STAGE_SPEED": speed}
    done = subprocess.run(
        [*PLAY, *options], env=environ, check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    return [report.parse(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("level", "size", "motion"),
    [("1", "800x480", ()), ("12", "1280x800", ()), ("12", "1024x600", ("--still",))],
)
def test_who_breathes_along_and_touches_nothing_is_not_thrown_out(level, size, motion):
    ready, told, end = play("--level", level, "--size", size, *motion)
    assert (ready, end) == (report.Ready(), report.Ended("done"))
    assert rules.result(rounds.replay(rules, told))


def test_who_taps_all_the_while_hears_the_same_breaths(tmp_path):
    script = tmp_path / "script.jsonl"
    taps = [{"tap": "thing:0"}, {"tap": "again"}, {"press": [77, 91]}, {"hint_until": "end"}]
    script.write_text("\n".join(map(json.dumps, taps)))
    events = play("--level", "1", "--script", str(script), speed="20")
    assert events[-1] == report.Ended("done")
    assert not [one for one in events if isinstance(one, report.Answered)]


def test_a_breath_costs_little():
    environ = {**os.environ, **FAST, "AIYOU_STAGE_SPEED": "1"}
    command = [*PLAY, "--level", "1", "--size", "1280x800"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(1)
        share = busy(process.pid, 3)
        process.terminate()
    assert share < 0.08
