from pathlib import Path

import pytest

from hardware.backlight import Backlight


def a_light(lights: Path, level: int, name: str = "10-0045") -> Path:
    light = lights / name
    light.mkdir(parents=True, exist_ok=True)
    (light / "max_brightness").write_text("255\n")
    (light / "brightness").write_text(f"{level}\n")
    return light / "brightness"


def test_it_is_dimmed_to_faint_and_becomes_as_bright_as_it_was(tmp_path: Path) -> None:
    level = a_light(tmp_path, 180)
    light = Backlight(tmp_path)
    assert light.dim() and light.dim()
    assert level.read_text() == "20"
    assert light.wake() and light.wake()
    assert level.read_text() == "180"


def test_what_a_program_that_is_gone_left_faint_becomes_bright(tmp_path: Path) -> None:
    level = a_light(tmp_path, 20)
    assert Backlight(tmp_path).wake()
    assert level.read_text() == "255"


@pytest.mark.parametrize("told", [None, "", "bright"])
def test_a_light_that_cannot_be_read_is_none(tmp_path: Path, told: str | None) -> None:
    if told is not None:
        a_light(tmp_path, 1).write_text(told)
    assert not Backlight(tmp_path).dim()
    assert not Backlight(tmp_path).wake()


def test_another_light_is_taken_where_the_first_cannot_be_set(tmp_path: Path) -> None:
    (tmp_path / "acpi").mkdir()
    level = a_light(tmp_path, 180)
    assert Backlight(tmp_path).dim()
    assert level.read_text() == "20"


def test_a_light_is_woken_where_the_first_can_be_read_and_not_set(tmp_path: Path) -> None:
    first = a_light(tmp_path, 180, name="0-first")
    first.unlink()
    first.symlink_to("/proc/sys/kernel/random/entropy_avail")  # not even root writes there
    level = a_light(tmp_path, 180)
    light = Backlight(tmp_path)
    assert light.dim() and level.read_text() == "20"
    assert light.wake() and level.read_text() == "180"


def test_a_light_is_there_where_it_may_be_set(tmp_path: Path) -> None:
    assert not Backlight(tmp_path).is_there
    a_light(tmp_path, 180)
    assert Backlight(tmp_path).is_there
