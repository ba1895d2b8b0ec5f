import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hardware import chip
from hardware import clock as machines
from kiosk.config import HouseConfig
from kiosk.doctor import clock
from kiosk.domain.moment import ClockState
from kiosk.house import House
from tests.cast import Hands
from tests.kiosk.doctor.conftest import Reading
from tests.kiosk.doctor.looks import wells

NOW = datetime.now(UTC)


def test_only_a_date_that_is_trusted_is_well(house: House, hands: Hands) -> None:
    told = {}
    for hands.clock in ClockState:
        told |= {hands.clock: wells(clock.date(house))["date"]}
    assert told == {
        ClockState.TRUSTED: True, ClockState.ESTIMATED: False, ClockState.UNKNOWN: False
    }  # fmt: skip


@pytest.mark.parametrize(("is_so", "well"), [(True, True), (False, None)])
def test_a_village_may_do_without_a_network(
    config: HouseConfig, monkeypatch: pytest.MonkeyPatch, is_so: bool, well: bool | None
) -> None:
    monkeypatch.setattr(machines, "is_synchronised", lambda: is_so)
    assert wells(clock.synchronised(config)) == {"synchronised": well}


@pytest.mark.parametrize(
    ("days_ago", "well"),
    [(0, True), (20000, False), ("2026-13-99 08:00:00", False), (None, False)],
)
def test_a_chip_whose_battery_is_empty_is_not_well(
    config: HouseConfig,
    reading: Reading,
    at: Callable[[str, str], Path],
    days_ago: int | str | None,
    well: bool,
) -> None:
    machine, time = at("rtc0/hctosys", "1\n"), days_ago
    if isinstance(days_ago, int):
        # As late as may be: a run of all tests takes longer than a chip may be wrong.
        time = f"{datetime.now(UTC) - timedelta(days=days_ago):%Y-%m-%d %H:%M:%S}"
    if isinstance(time, str):
        at("rtc0/date", time.split()[0])
        at("rtc0/time", time.split()[1])
    for name in ("says", "is_there"):
        reading(chip, name, machine)
    assert wells(clock.chip_time(config)) == {"clock_chip": well}


def test_without_a_chip_nobody_is_blamed(
    config: HouseConfig, reading: Reading, tmp_path: Path
) -> None:
    for name in ("says", "is_there"):
        reading(chip, name, tmp_path / "none")
    assert wells(clock.chip_time(config)) == {"clock_chip": None}


@pytest.mark.parametrize(("days", "well"), [(0, True), (5, False), (None, None)])
def test_a_time_that_was_kept_long_ago_is_not_well(
    config: HouseConfig, reading: Reading, tmp_path: Path, days: int | None, well: bool | None
) -> None:
    file = tmp_path / "clock"
    if days is not None:
        file.touch()
        then = (NOW - timedelta(days=days)).timestamp()
        os.utime(file, (then, then))
    reading(machines, "saved", file, tmp_path / "none")
    assert wells(clock.saved_time(config)) == {"saved_time": well}
