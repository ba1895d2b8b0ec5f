import os
from pathlib import Path

import pytest

from hardware.display.settings import Screen
from hardware.display.turning import turn

LISTED = 'DSI-1 "a panel"\\n  Enabled: yes\\nHDMI-A-1 "a screen"\\n  Enabled: yes'


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """What wlr-randr was asked for: a program in its place writes it down and lists two screens."""
    log = tmp_path / "asked"
    program = tmp_path / "wlr-randr"
    program.write_text(f"#!/bin/sh\nprintf '{LISTED}\\n'\necho \"$@\" >>{log}\n")
    program.chmod(0o755)
    return log


def test_every_screen_is_turned_and_enlarged(asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{asked.parent}:/bin:/usr/bin")
    turn(Screen(rotation=270, scale=1.5), dict(os.environ))
    assert asked.read_text().splitlines()[1:] == [
        "--output DSI-1 --transform 270 --scale 1.5",
        "--output HDMI-A-1 --transform 270 --scale 1.5",
    ]


def test_a_screen_that_stands_right_is_left_alone(
    asked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{asked.parent}:/bin:/usr/bin")
    turn(Screen(), dict(os.environ))
    assert not asked.exists()


def test_a_screen_that_cannot_be_turned_is_shown_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    turn(Screen(rotation=90), dict(os.environ))
    assert "The screen cannot be turned" in capsys.readouterr().err
