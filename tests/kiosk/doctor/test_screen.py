import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hardware import screen as machines
from hardware import touch
from kiosk.config import HouseConfig
from kiosk.doctor import screen
from tests.kiosk.doctor.conftest import Reading
from tests.kiosk.doctor.looks import wells

At = Callable[[str, str], Path]


@pytest.mark.parametrize(
    ("status", "well"), [("connected", True), ("disconnected", False), (None, None)]
)
def test_a_screen_that_is_not_plugged_in_is_not_well(
    config: HouseConfig, reading: Reading, at: At, status: str | None, well: bool | None
) -> None:
    machine = at("drm/version", "1")
    if status:
        at("drm/card1-HDMI-A-1/status", status)
        at("drm/card1-HDMI-A-1/modes", "1280x800\n")
    reading(machines, "connectors", machine / "drm")
    assert wells(screen.connector(config)) == {"connector": well}


@pytest.mark.parametrize(
    ("runs", "has_graphics", "well"),
    [
        ("17 labwc", True, True),
        ("1 systemd", True, False),
        ("1 systemd", False, None),
        ("17 python", True, None),
    ],
)
def test_a_screen_on_which_nothing_draws_is_not_well(
    config: HouseConfig,
    reading: Reading,
    at: At,
    runs: str,
    has_graphics: bool,
    well: bool | None,
) -> None:
    number, name = runs.split()
    machine = at(f"proc/{number}/comm", f"{name}\n")
    if has_graphics:
        at("drm/card1-HDMI-A-1/status", "connected")
        at("drm/card1-HDMI-A-1/modes", "")
    reading(machines, "connectors", machine / "drm")
    reading(machines, "answers", machine / "screen")
    for reader in ("compositor", "may_see_processes"):
        reading(machines, reader, machine / "proc")
    assert wells(screen.compositor(config)) == {"compositor": well}


def test_a_compositor_is_believed_that_takes_pictures_at_the_kiosks_socket(
    config: HouseConfig, reading: Reading, tmp_path: Path
) -> None:
    for reader in ("compositor", "may_see_processes"):
        reading(machines, reader, tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "screen"))
        listening.listen()
        reading(machines, "answers", tmp_path / "screen")
        assert wells(screen.compositor(config)) == {"compositor": True}


def test_a_screen_that_cannot_be_dimmed_harms_nobody(config: HouseConfig, at: At) -> None:
    machine = at("lights/10-0045/brightness", "80")
    with_light = replace(config, backlight=str(machine / "lights"))
    without = replace(config, backlight=str(machine / "none"))
    assert wells(screen.backlight(with_light)) == {"backlight": True}
    assert wells(screen.backlight(without)) == {"backlight": None}


@pytest.mark.parametrize(("bits", "well"), [("273800000000003", True), ("0", False)])
def test_without_anything_that_feels_fingers_it_is_not_well(
    config: HouseConfig, reading: Reading, at: At, bits: str, well: bool
) -> None:
    at("input/event0/device/name", "ILITEK touch\n")
    machine = at("input/event0/device/capabilities/abs", f"{bits}\n")
    reading(touch, "touch_screens", machine / "input")
    assert wells(screen.fingers(config)) == {"touch": well}
