from pathlib import Path

import pytest

from hardware import units
from kiosk.config import HouseConfig
from kiosk.doctor import services
from tests.hardware.test_units import TOLD
from tests.kiosk.doctor.conftest import Reading
from tests.kiosk.doctor.looks import wells


def test_where_there_is_no_systemd_it_is_said_plainly(
    config: HouseConfig, reading: Reading, tmp_path: Path
) -> None:
    reading(units, "is_there", tmp_path / "none")
    assert wells(services.services(config)) == {"services": None}


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (
            units.read(TOLD),
            {
                "aiyou-backup.service": False,
                "aiyou-display.service": False,
                "aiyou-agent.service": False,
            },
        ),
        (units.read(TOLD)[:2], {"services": True}),
        ([], {"services": False}),
    ],
)
def test_each_service_that_should_run_and_does_not_is_named(
    config: HouseConfig,
    reading: Reading,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    found: list[units.Unit],
    told: dict[str, bool],
) -> None:
    reading(units, "is_there", tmp_path)
    monkeypatch.setattr(units, "ours", lambda: found)
    assert wells(services.services(config)) == told


def test_a_systemd_that_does_not_answer_blames_nobody(
    config: HouseConfig, reading: Reading, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reading(units, "is_there", tmp_path)
    broken = tmp_path / "systemctl"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert wells(services.services(config)) == {"services": None}
