import json
from pathlib import Path

import pytest

from hardware.display.policy import policy
from kiosk.config import load
from sync.errors import SettingsError
from tests.kiosk.test_cli import aiyou


def test_the_policy_is_that_of_the_houses_own_address(tmp_path: Path) -> None:
    settings = tmp_path / "house.toml"
    settings.write_text("port = 8181\n")
    done = aiyou("display", "policy", "--config", str(settings))
    assert json.loads(done.stdout) == policy("http://127.0.0.1:8181")


def test_a_house_elsewhere_is_not_shown() -> None:
    done = aiyou("display", "run", AIYOU_HOST="192.168.1.2")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The screen shows the house on its own machine only.\n"


def test_the_screen_is_set_in_the_houses_settings(tmp_path: Path) -> None:
    settings = tmp_path / "house.toml"
    settings.write_text('screen_rotation = 270\nscreen_scale = 1.5\ncompositor = "labwc -V"\n')
    screen = load(None, settings).screen
    assert (screen.rotation, screen.scale) == (270, 1.5)
    assert (screen.compositor, screen.browser) == (("labwc", "-V"), ("chromium",))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("screen_rotation = 45", "screen_rotation: should be 0, 90, 180 or 270"),
        ("screen_scale = 9", "screen_scale: should be from 0.5 to 4"),
        ('browser = ""', "browser: should be a command"),
    ],
)
def test_what_cannot_be_is_said(tmp_path: Path, line: str, wanted: str) -> None:
    settings = tmp_path / "house.toml"
    settings.write_text(line)
    with pytest.raises(SettingsError, match=wanted):
        load(None, settings)
