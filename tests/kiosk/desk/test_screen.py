from pathlib import Path

import pytest

from kiosk.config import HouseConfig
from kiosk.desk.screen import Screen
from tests.hardware.test_backlight import a_light


def asked(log: Path) -> list[str]:
    return log.read_text().split() if log.exists() else []


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "asked"


@pytest.fixture
def config(tmp_path: Path, log: Path) -> HouseConfig:
    return HouseConfig(
        backlight=f"{tmp_path}/lights",
        screen_off_command=f"sh -c 'echo off >> {log}'",
        screen_on_command=f"sh -c 'echo on >> {log}'",
    )


def test_by_its_backlight(config: HouseConfig, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    level = a_light(Path(config.backlight), 200)
    screen = Screen(config)
    screen.dim()
    assert (screen.is_dark, level.read_text()) == (True, "20")
    screen.wake()
    assert (screen.is_dark, level.read_text()) == (False, "200")
    assert asked(log) == []


def test_a_screen_that_a_program_which_is_gone_left_faint_is_bright_at_the_start(
    config: HouseConfig,
) -> None:
    level = a_light(Path(config.backlight), 20)
    Screen(config)
    assert int(level.read_text()) > 20


def test_without_one_by_the_compositor_once_for_each_change(
    config: HouseConfig, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    screen = Screen(config)
    for act in (screen.wake, screen.dim, screen.dim, screen.wake, screen.wake):
        act()
    assert asked(log) == ["off", "on"]


def test_without_either_it_stays_bright_and_the_house_knows_that_nobody_is_there(
    config: HouseConfig, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    screen = Screen(config)
    screen.dim()
    assert screen.is_dark
    assert asked(log) == []


def test_a_compositor_that_cannot_is_not_asked_again(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    fails = f"sh -c 'echo asked >> {log}; exit 1'"
    screen = Screen(HouseConfig(backlight="", screen_off_command=fails, screen_on_command=fails))
    screen.dim()
    screen.wake()
    assert asked(log) == ["asked"]


def test_a_screen_that_was_turned_off_is_turned_on_as_often_as_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    works = tmp_path / "works"
    screen = Screen(
        HouseConfig(backlight="", screen_off_command="true", screen_on_command=f"test -e {works}")
    )
    screen.dim()
    screen.wake()
    assert screen.is_dark
    works.touch()
    screen.wake()
    assert not screen.is_dark
