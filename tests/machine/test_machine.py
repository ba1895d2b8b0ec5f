"""The machine itself: what it can be asked, and what is left when its plug is pulled."""

from pathlib import Path

import pytest

from tests.machine.machine import HERE, Machine, disk_of, on_this_root

pytestmark = pytest.mark.long


def put(machine: Machine, name: str, *, kept: bool) -> None:
    machine.run(f"echo it >/mnt/{name}" + (f" && sync -d /mnt/{name} /mnt" if kept else ""))


def test_it_does_what_it_is_asked_on_a_root_that_it_may_only_read() -> None:
    with on_this_root() as machine:
        assert machine.run("echo 孩子; echo of the house >&2") == "孩子\nof the house\n"
        assert machine.tried("exit 3").returncode == 3
        assert machine.tried(f"touch {HERE}/there").returncode == 1
        assert "gpio-sim" in machine.run("mount -t configfs none /mnt && ls /mnt")


def test_pulling_its_plug_loses_what_was_not_yet_written(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    disk = disk_of(tmp_path / "empty", tmp_path / "disk")
    with on_this_root(disk=disk) as machine:
        put(machine, "written", kept=True)
        put(machine, "thought", kept=False)
        machine.cut()
    with on_this_root(disk=disk) as machine:
        assert machine.run("ls /mnt").split() == ["lost+found", "written"]


def test_it_can_switch_itself_off() -> None:
    with on_this_root() as machine:
        machine.run(f"(sleep 0.2; {HERE}/off) &")
        assert machine.goes_off(20)
