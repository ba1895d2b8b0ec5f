from pathlib import Path

import pytest

from hardware.touch import touch_screens

# As kernels tell them: a USB panel, a mouse, a keyboard, a stylus without fingers.
USB, MOUSE, KEYS, STYLUS = "273800000000003", "0", "", "1000003"


def a_device(inputs: Path, number: int, name: str, bits: str) -> None:
    device = inputs / f"event{number}" / "device"
    (device / "capabilities").mkdir(parents=True)
    (device / "capabilities" / "abs").write_text(f"{bits}\n")
    (device / "name").write_text(f"{name}\n")


def test_what_feels_fingers_is_told_from_what_does_not(tmp_path: Path) -> None:
    a_device(tmp_path, 0, "Logitech mouse", MOUSE)
    a_device(tmp_path, 1, "ILITEK touch", USB)
    a_device(tmp_path, 2, "Wacom pen", STYLUS)
    a_device(tmp_path, 3, "keyboard", KEYS)
    assert touch_screens(tmp_path) == ["ILITEK touch"]


@pytest.mark.parametrize("bits", ["20000000000000", "20000000000000 0", "what"])
def test_the_bit_of_a_fingers_place_counts_in_its_own_word(tmp_path: Path, bits: str) -> None:
    a_device(tmp_path, 0, "panel", bits)
    assert touch_screens(tmp_path) == (["panel"] if bits == "20000000000000" else [])


def test_a_machine_without_inputs_has_none(tmp_path: Path) -> None:
    assert touch_screens(tmp_path / "nothing") == []
