from collections.abc import Callable
from pathlib import Path

import pytest

from hardware import health, supply
from kiosk.config import HouseConfig
from kiosk.doctor import power
from tests.kiosk.doctor.conftest import Reading
from tests.kiosk.doctor.looks import wells

At = Callable[[str, str], Path]


@pytest.mark.parametrize(
    ("told", "well"), [("0", True), ("10000", False), ("50005", False), ("", None)]
)
def test_weak_power_is_not_well(
    config: HouseConfig, reading: Reading, at: At, told: str, well: bool | None
) -> None:
    machine = at("soc/soc:firmware/get_throttled", told)
    reading(supply, "under_voltage", machine, machine)
    reading(supply, "is_weak_now", machine)
    assert wells(power.voltage(config)) == {"power": well}


@pytest.mark.parametrize(
    ("online", "percent", "told"),
    [
        ("1", "80", {"mains": True, "battery": True}),
        ("0", "11", {"mains": False, "battery": False}),
        ("", "", {}),
    ],
)
def test_mains_and_battery_are_told_where_there_are_any(
    config: HouseConfig, reading: Reading, at: At, online: str, percent: str, told: dict[str, bool]
) -> None:
    at("ac/type", "Mains")
    at("ac/online", online)
    at("bat/type", "Battery")
    machine = at("bat/capacity", percent)
    reading(supply, "on_mains", machine)
    reading(supply, "battery", machine)
    assert wells(power.source(config)) == told


@pytest.mark.parametrize(("degrees", "well"), [(48, True), (91, False), (None, None)])
def test_heat_is_not_well(
    config: HouseConfig,
    at: At,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    degrees: int | None,
    well: bool | None,
) -> None:
    config.directory.mkdir()
    sensor = tmp_path / "machine" / "temp"
    if degrees:
        at("temp", f"{degrees}000\n")
    monkeypatch.setattr(health, "_TEMPERATURE", sensor)
    assert wells(power.temperature(config)) == {"temperature": well}
