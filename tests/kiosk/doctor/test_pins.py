from collections.abc import Callable
from pathlib import Path

import pytest

from hardware import parts as wirings
from kiosk.config import HouseConfig
from kiosk.doctor import pins
from tests.kiosk.doctor.conftest import Reading
from tests.kiosk.doctor.looks import wells

At = Callable[[str, str], Path]


def test_a_computer_without_pins_harms_nobody(
    config: HouseConfig, reading: Reading, at: At
) -> None:
    machine = at("dev/gpiochip0", "")
    reading(pins, "has_pins", machine / "none")
    assert wells(pins.chip(config)) == {"pins": None}


def test_a_computer_with_pins_is_told(config: HouseConfig, reading: Reading, at: At) -> None:
    reading(pins, "has_pins", at("dev/gpiochip0", "") / "dev")
    assert wells(pins.chip(config)) == {"pins": True}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[off]\nbutton = 5\n", {"wiring": True}),
        ("", {"wiring": None}),
        ("[off]\nbutton = 5\n[buzzer]\npin = 99\n", {"buzzer": False, "wiring": True}),
        ("[off", {"wiring": False}),
    ],
)
def test_what_is_wired_and_what_is_written_wrongly_is_told(
    config: HouseConfig, monkeypatch: pytest.MonkeyPatch, at: At, written: str, told: dict
) -> None:
    monkeypatch.setattr(wirings, "FILE", at("hardware.toml", written) / "hardware.toml")
    assert {one.name: one.well for one in pins.parts(config)} == told
