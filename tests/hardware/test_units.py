from pathlib import Path

import pytest

from hardware import units

TOLD = """\
Id=aiyou-house.service
Type=notify
ActiveState=active
UnitFileState=enabled
ConditionResult=yes

Id=aiyou-hardware.service
Type=notify
ActiveState=inactive
UnitFileState=enabled
ConditionResult=no

Type=oneshot
Id=aiyou-backup.service
ActiveState=failed
UnitFileState=static
ConditionResult=yes

Id=aiyou-display.service
Type=notify
ActiveState=inactive
UnitFileState=enabled
ConditionResult=yes

Id=aiyou-hq.service
Type=notify
ActiveState=inactive
UnitFileState=disabled
ConditionResult=no

Id=aiyou-sync.timer
ActiveState=active
UnitFileState=enabled
ConditionResult=yes
"""


def test_what_failed_or_should_run_and_does_not_is_not_well() -> None:
    assert {one.name: one.well for one in units.read(TOLD)} == {
        "aiyou-house.service": True,
        "aiyou-hardware.service": True,
        "aiyou-backup.service": False,
        "aiyou-display.service": False,
        "aiyou-hq.service": True,
        "aiyou-sync.timer": True,
    }


def test_systemctl_is_asked_for_those_that_are_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program of that name stands in its place: no systemd runs where tests run."""
    program = tmp_path / "systemctl"
    (tmp_path / "told").write_text(TOLD)
    program.write_text(
        "#!/bin/sh\n"
        f'case "$1" in list-unit-files) echo "aiyou-house.service enabled";'
        f' echo "aiyou-at@.service static";; show) echo "$@" > {tmp_path}/asked;'
        f" cat {tmp_path}/told;; esac\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert len(units.ours()) == 6
    asked = (tmp_path / "asked").read_text()
    assert asked.split()[2:] == ["aiyou-house.service"]


def test_systemd_is_there_or_not(tmp_path: Path) -> None:
    assert units.is_there(tmp_path)
    assert not units.is_there(tmp_path / "nothing")
