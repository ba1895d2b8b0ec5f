"""A child looks within, in the process in which the house starts it, and nobody learns of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.turns import by_turns

FAST = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "AIYOU_STAGE_SPEED": "8"}
TOLD = '{"event": "ready"}\n{"event": "end", "why": "%s"}\n'
SIZES = ("800x480", "1024x600", "1280x800")
CHOSEN = [
    ("thunder", "belly", "talk"),
    ("thunder", "unknown", "unknown"),
    ("rainbow", "legs", "unknown"),
    ("unknown", "unknown"),
]


def called(one: str | tuple[str, ...]) -> str:
    return one if isinstance(one, str) else "-".join(one)


def play(directory: Path, *options: str, taps: tuple[str, ...], then: dict[str, str]) -> str:
    """Play, and tell all that the process said; it may write nowhere."""
    script = directory / "script.jsonl"
    script.write_text("\n".join(json.dumps(one) for one in (*({"tap": tap} for tap in taps), then)))
    command = [sys.executable, "-m", "games", "play", "my_weather", "--seed", "7", "--volume", "0"]
    home = directory / "home"
    home.mkdir()
    done = subprocess.run(
        [*command, *options, "--script", str(script)],
        env={**os.environ, **FAST, "HOME": str(home), "TMPDIR": str(home)},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert list(home.rglob("*")) == []
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(("chosen", "size"), by_turns(CHOSEN, SIZES, name=called))
def test_neither_feeling_nor_place_nor_idea_leaves_the_process(tmp_path, chosen, size):
    taps = tuple(f"card:{one}" for one in chosen)
    options = ("--level", "12", "--size", size)
    assert play(tmp_path, *options, taps=taps, then={"hint_until": "end"}) == TOLD % "done"


@pytest.mark.parametrize("count", range(4))
def test_who_leaves_in_the_middle_leaves_nothing_behind(tmp_path, count):
    taps = tuple(f"card:{one}" for one in CHOSEN[0][:count])
    assert play(tmp_path, "--level", "12", taps=taps, then={"tap": "leave"}) == TOLD % "left"


def test_a_small_child_that_follows_the_hand_comes_to_the_calm_end(tmp_path):
    told = play(tmp_path, "--young", taps=(), then={"hint_until": "end"})
    assert told == TOLD % "done"
