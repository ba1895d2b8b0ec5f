"""A game as the house starts it: a process of its own, played by a script to what comes of it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from games import report

FAST = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
FOLLOW = {"hint_until": "end"}


def play(
    name: str,
    tmp_path: Path,
    *options: str,
    taps: Sequence[str] = (),
    cues: Sequence[object] | None = None,
    speed: str = "40",
) -> list[report.Event]:
    """Play a game: some taps, then what it would point at; or the cues of a script."""
    script = tmp_path / "script.jsonl"
    script.write_text("\n".join(map(json.dumps, cues or [*({"tap": one} for one in taps), FOLLOW])))
    command = [sys.executable, "-m", "games", "play", name, "--seed", "7", "--volume", "0"]
    done = subprocess.run(
        [*command, *options, "--script", str(script), "--speed", speed],
        env={**os.environ, **FAST},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    return [report.parse(line) for line in done.stdout.splitlines()]
