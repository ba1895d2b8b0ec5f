from pathlib import Path

import pytest

from hardware.supply import battery, is_weak_now, on_mains, under_voltage


def firmware(platform: Path, told: str) -> Path:
    place = platform / "soc@107c000000" / "soc@107c000000:firmware"
    place.mkdir(parents=True)
    (place / "get_throttled").write_text(f"{told}\n")
    return platform


@pytest.mark.parametrize(
    ("told", "since", "now"),
    [("0", False, False), ("50005", True, True), ("10000", True, False), ("80008", False, False)],
)
def test_the_firmware_tells_whether_power_was_and_is_weak(
    tmp_path: Path, told: str, since: bool, now: bool
) -> None:
    platform = firmware(tmp_path, told)
    assert under_voltage(tmp_path, platform) is since
    assert is_weak_now(platform) is now


@pytest.mark.parametrize(("told", "is_weak"), [("0", False), ("1", True)])
def test_the_kernel_tells_it_elsewhere(tmp_path: Path, told: str, is_weak: bool) -> None:
    for name, kind in (("hwmon0", "cpu_thermal"), ("hwmon1", "rpi_volt")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "name").write_text(f"{kind}\n")
        (tmp_path / name / "in0_lcrit_alarm").write_text(told)
    assert under_voltage(tmp_path, tmp_path / "none") is is_weak
    assert is_weak_now(tmp_path / "none") is None


@pytest.mark.parametrize("told", ["", "what"])
def test_where_nobody_measures_it_nothing_is_said(tmp_path: Path, told: str) -> None:
    (tmp_path / "hwmon0").mkdir()
    assert under_voltage(tmp_path, firmware(tmp_path, told)) is None


def a_supply(supplies: Path, name: str, **facts: str) -> None:
    (supplies / name).mkdir()
    for fact, told in facts.items():
        (supplies / name / fact).write_text(f"{told}\n")


def test_mains_and_battery_are_told_where_the_machine_knows_them(tmp_path: Path) -> None:
    assert (on_mains(tmp_path), battery(tmp_path)) == (None, None)
    a_supply(tmp_path, "mouse", type="Battery", scope="Device", capacity="3", online="1")
    a_supply(tmp_path, "hat", type="Battery", scope="System")
    a_supply(tmp_path, "port", type="USB")
    assert (on_mains(tmp_path), battery(tmp_path)) == (None, None)
    a_supply(tmp_path, "ups", type="Battery", scope="System", capacity="62")
    a_supply(tmp_path, "ac", type="Mains", online="0")
    assert (on_mains(tmp_path), battery(tmp_path)) == (False, 62)
    a_supply(tmp_path, "usb", type="USB", online="1")
    assert on_mains(tmp_path) is True
