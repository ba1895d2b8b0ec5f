"""How loud a game is: its tones as a sound device gets them, its voice as espeak-ng is asked."""

import os
import subprocess
import sys
from array import array
from pathlib import Path

import pytest

# Turns a card after a while, so that there is a tone to hear.
SCRIPT = '{"wait": 1}\n{"tap": "card:0"}\n{"wait": 1}\n{"tap": "leave"}\n'
ESPEAK = '#!/bin/sh\necho "$@" >> "$SAID"\n'


class Heard:
    """What came of one game: the loudest sample of its tones, and what the voice was asked."""

    def __init__(self, directory: Path, *options: str) -> None:
        script, wave, said = (directory / name for name in ("script", "wave", "said"))
        espeak = directory / "espeak-ng"
        espeak.write_text(ESPEAK)
        espeak.chmod(0o755)
        script.write_text(SCRIPT)
        environ = {
            **os.environ,
            "PATH": f"{directory}:{os.environ['PATH']}",
            "SAID": str(said),
            "SDL_VIDEODRIVER": "dummy",
            "SDL_AUDIODRIVER": "disk",
            "SDL_DISKAUDIOFILE": str(wave),
        }
        play = [sys.executable, "-m", "games", "play", "team_pairs", "--seats", "1"]
        play += ["--language", "en", "--script", str(script), *options]
        subprocess.run(play, env=environ, check=True, capture_output=True, timeout=60)
        self.opened = wave.exists()
        tones = wave.read_bytes() if self.opened else b""
        self.loudest = max(array("h", tones[: len(tones) & ~1]), default=0)
        self.voice = said.read_text() if said.exists() else ""


def test_a_softer_game_has_softer_tones_and_a_softer_voice(tmp_path: Path) -> None:
    heard = {}
    for volume in (100, 30):
        directory = tmp_path / str(volume)
        directory.mkdir()
        heard[volume] = Heard(directory, "--volume", str(volume))
        assert f"-a {volume} " in heard[volume].voice
    assert heard[100].loudest > 3000
    assert heard[30].loudest == pytest.approx(0.3 * heard[100].loudest, rel=0.15)


def test_a_silent_game_opens_no_sound_device_and_says_nothing(tmp_path: Path) -> None:
    silent = Heard(tmp_path, "--volume", "0")
    assert not silent.opened
    assert silent.voice == ""


def test_quiet_hours_that_begin_during_a_game_silence_it(tmp_path: Path) -> None:
    quiet = Heard(tmp_path, "--volume", "100", "--quiet-in", "0.7")
    assert quiet.opened
    assert quiet.voice != ""
    assert quiet.loudest == 0
