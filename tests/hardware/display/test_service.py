"""Whether systemd hears that a screen lives: a compositor and a browser that only run stand in."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask

from hardware import notify
from hardware.display import watch
from hardware.display.pulse import PATH
from hardware.display.service import Display
from hardware.display.settings import Screen
from tests.processes import free_port, serving

HOPES_FOR = 1.5
# Shows nothing, and otherwise does what cage does.
CAGE = """#!/bin/sh
if [ "$1" = -v ]; then echo "cage version 0.2.0"; exit; fi
while [ "$1" != -- ]; do shift; done
shift
touch "$XDG_RUNTIME_DIR/wayland-0"
WAYLAND_DISPLAY=wayland-0 exec "$@"
"""
DIES, IS_MISSING = ("false",), ("no-such-browser",)


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(f"{tmp_path}/notify")
        monkeypatch.setenv("NOTIFY_SOCKET", f"{tmp_path}/notify")
        monkeypatch.setattr(watch, "_HOPES_FOR", HOPES_FOR)
        yield line


def told(systemd: socket.socket, seconds: float) -> set[str]:
    """Tell what is said within some seconds."""
    until, said = time.monotonic() + seconds, set[str]()
    while (left := until - time.monotonic()) > 0:
        systemd.settimeout(left)
        with suppress(TimeoutError):
            said |= set(systemd.recv(1000).decode().splitlines())
    return said


@contextmanager
def shown(directory: Path, address: str, browser: tuple[str, ...]) -> Iterator[None]:
    cage = directory / "cage"
    cage.write_text(CAGE)
    cage.chmod(0o755)
    display = Display(Screen(address, directory, browser, compositor=(str(cage),)))
    thread = Thread(target=display.run)
    thread.start()
    try:
        yield
    finally:
        display.stop()
        thread.join()


@contextmanager
def house(*, plays: bool) -> Iterator[str]:
    app = Flask(__name__)
    said = json.dumps({"age": None, "plays": plays, "dark": False})
    app.add_url_rule(PATH, "beats", lambda: said)
    with serving(app) as address:
        yield address


def test_while_the_house_is_silent_the_screen_lives(systemd: socket.socket, tmp_path: Path) -> None:
    with shown(tmp_path, f"http://127.0.0.1:{free_port()}", DIES):
        assert "STATUS=Waiting for the house." in told(systemd, HOPES_FOR + 1)
        assert notify.ALIVE in told(systemd, 2)


def test_while_a_game_is_played_above_a_browser_that_died_the_screen_lives(
    systemd: socket.socket, tmp_path: Path
) -> None:
    with house(plays=True) as address, shown(tmp_path, address, DIES):
        assert "STATUS=The browser ended." in told(systemd, HOPES_FOR + 1)
        assert notify.ALIVE in told(systemd, 2)


def test_a_screen_on_which_no_browser_starts_is_left_to_systemd(
    systemd: socket.socket, tmp_path: Path
) -> None:
    with house(plays=False) as address, shown(tmp_path, address, IS_MISSING):
        assert notify.ALIVE in told(systemd, HOPES_FOR + 1)
        assert notify.ALIVE not in told(systemd, 1)
