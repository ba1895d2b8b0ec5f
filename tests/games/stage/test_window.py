"""A window on a real X server, which is there from the start, later, or never."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from games import report
from tests.touch_screen import TouchScreen, touch_screen

PLAY = (sys.executable, "-m", "games", "play", "team_pairs", "--seats", "1", "--fullscreen")


@pytest.fixture(scope="module")
def screen() -> Iterator[TouchScreen]:
    with touch_screen() as screen:
        yield screen


@pytest.fixture
def server(screen: TouchScreen) -> Path:
    """Tell where the server listens."""
    name = f"X{screen.environ['DISPLAY'][1:]}"
    listening = (Path(one.laddr) for one in psutil.net_connections("unix") if one.laddr)
    return next(one for one in listening if one.name == name and one.exists())


@pytest.fixture
def later(server: Path) -> Iterator[Path]:
    """Give another way to the screen, which is not there yet."""
    path = server.with_name(f"X{int(server.name[1:]) + 500}")
    yield path
    path.unlink(missing_ok=True)


def play(display: str) -> "subprocess.Popen[str]":
    """Start a game on a display."""
    environ = {"SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy", "DISPLAY": display}
    return subprocess.Popen(
        PLAY,
        env=os.environ | environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_screen_that_is_being_mended_is_waited_for(server: Path, later: Path) -> None:
    with play(f":{later.name[1:]}") as game:
        time.sleep(1.5)
        assert game.poll() is None
        later.symlink_to(server.name)
        assert report.parse(game.stdout.readline()) == report.Ready()
        game.kill()


def test_a_child_waits_only_seconds_for_no_screen(later: Path) -> None:
    begin = time.monotonic()
    with play(f":{later.name[1:]}") as game:
        _, said = game.communicate(timeout=30)
    assert game.returncode == 1
    assert said.startswith("There is no screen to play on")
    assert 3 < time.monotonic() - begin < 15


def test_without_any_screen_one_sentence_says_so() -> None:
    bare = {name: text for name, text in os.environ.items() if name != "XDG_RUNTIME_DIR"}
    environ = bare | {"SDL_VIDEODRIVER": "wayland", "WAYLAND_DISPLAY": "none"}
    done = subprocess.run(PLAY, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert re.fullmatch(r"There is no screen to play on: .*\n", done.stderr)
