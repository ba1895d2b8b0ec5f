from pathlib import Path

import pytest

from hardware.supply import under_voltage


@pytest.mark.parametrize(
    ("told", "is_weak"), [("0", False), ("50005", True), ("10000", True), ("80008", False)]
)
def test_the_firmware_tells_whether_power_was_weak(
    tmp_path: Path, told: str, is_weak: bool
) -> None:
    (tmp_path / "get_throttled").write_text(f"{told}\n")
    assert under_voltage(tmp_path, tmp_path / "get_throttled") is is_weak


@pytest.mark.parametrize(("told", "is_weak"), [("0", False), ("1", True)])
def test_the_kernel_tells_it_elsewhere(tmp_path: Path, told: str, is_weak: bool) -> None:
    for name, kind in (("hwmon0", "cpu_thermal"), ("hwmon1", "rpi_volt")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "name").write_text(f"{kind}\n")
        (tmp_path / name / "in0_lcrit_alarm").write_text(told)
    assert under_voltage(tmp_path, tmp_path / "none") is is_weak


@pytest.mark.parametrize("told", ["", "what"])
def test_where_nobody_measures_it_nothing_is_said(tmp_path: Path, told: str) -> None:
    (tmp_path / "get_throttled").write_text(told)
    (tmp_path / "hwmon0").mkdir()
    assert under_voltage(tmp_path, tmp_path / "get_throttled") is None
