from datetime import UTC, datetime
from pathlib import Path

import pytest

from hardware import inside
from hardware.parts import Rtc, Wiring


def test_what_needs_nobody_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside.chip, "says", lambda: None)
    monkeypatch.setattr(inside.health, "read", lambda _: {"temperature_c": 85})
    monkeypatch.setattr(inside.supply, "under_voltage", lambda: True)
    monkeypatch.setattr(inside.card, "wear", lambda _: 90)
    ill = list(inside.look(Wiring({"rtc": Rtc()}), tmp_path))
    assert [(one.name, one.well) for one in ill] == [
        ("rtc", False), ("temperature", False), ("power", False), ("card", False),
    ]  # fmt: skip
    assert all(one.advice for one in ill)
    monkeypatch.setattr(inside.chip, "says", lambda: f"{datetime.now(UTC):%F %T}")
    monkeypatch.setattr(inside.health, "read", lambda _: {"temperature_c": 45})
    monkeypatch.setattr(inside.supply, "under_voltage", lambda: False)
    monkeypatch.setattr(inside.card, "wear", lambda _: 10)
    assert all(one.well for one in inside.look(Wiring({"rtc": Rtc()}), tmp_path))


def test_a_clock_chip_that_has_lost_the_time_is_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside.chip, "says", lambda: "2000-01-01 00:03:00")
    found = inside.clock_chip()
    assert found.well is False
    assert "battery" in found.advice
    assert found.figures == {"time": "2000-01-01 00:03:00"}


def test_what_nobody_measures_is_said_and_blames_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside.health, "read", lambda _: {})
    monkeypatch.setattr(inside.supply, "under_voltage", lambda: None)
    monkeypatch.setattr(inside.card, "wear", lambda _: None)
    assert [one.well for one in inside.look(Wiring(), tmp_path)] == [None] * 3


def test_weak_at_this_moment_is_said_before_weak_since_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inside.supply, "under_voltage", lambda: True)
    monkeypatch.setattr(inside.supply, "is_weak_now", lambda: True)
    assert inside.power().sentence == "Power is too weak at this moment."
    assert inside.power().well is False
