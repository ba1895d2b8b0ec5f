from pathlib import Path

import pytest

from hardware import units

# As systemd 252 tells them, in its own order.
TOLD = """\
Type=notify
Id=aiyou-house.service
ActiveState=active
SubState=running
UnitFileState=enabled
ConditionResult=yes
ConditionTimestampMonotonic=74823124297

Type=notify
Id=aiyou-hardware.service
ActiveState=inactive
SubState=dead
UnitFileState=enabled
ConditionResult=no
ConditionTimestampMonotonic=74823124298

Type=oneshot
Id=aiyou-backup.service
ActiveState=failed
SubState=failed
UnitFileState=static
ConditionResult=yes
ConditionTimestampMonotonic=74823124299

Type=oneshot
Id=aiyou-closing.service
ActiveState=inactive
SubState=dead
UnitFileState=static
ConditionResult=no
ConditionTimestampMonotonic=0

Type=notify
Id=aiyou-display.service
ActiveState=inactive
SubState=dead
UnitFileState=enabled
ConditionResult=no
ConditionTimestampMonotonic=0

Type=notify
Id=aiyou-agent.service
ActiveState=activating
SubState=auto-restart
UnitFileState=enabled
ConditionResult=yes
ConditionTimestampMonotonic=74825908907

Type=notify
Id=aiyou-hq.service
ActiveState=inactive
SubState=dead
UnitFileState=disabled
ConditionResult=no
ConditionTimestampMonotonic=0

Id=aiyou-sync.timer
ActiveState=active
SubState=waiting
UnitFileState=enabled
ConditionResult=yes
ConditionTimestampMonotonic=74823124300
"""


def test_what_failed_or_should_run_and_does_not_is_not_well() -> None:
    assert {one.name: one.well for one in units.read(TOLD)} == {
        "aiyou-house.service": True,
        "aiyou-hardware.service": True,
        "aiyou-backup.service": False,
        "aiyou-closing.service": True,
        "aiyou-display.service": False,
        "aiyou-agent.service": False,
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
    assert len(units.ours()) == 8
    asked = (tmp_path / "asked").read_text()
    assert asked.split()[2:] == ["aiyou-house.service"]


def test_systemd_is_there_or_not(tmp_path: Path) -> None:
    assert units.is_there(tmp_path)
    assert not units.is_there(tmp_path / "nothing")
