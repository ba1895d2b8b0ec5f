"""A machine as it stands in a village: Debian and the house's packages, installed while it runs.

The system's disk is never written to afterwards: each machine writes beside it. The records have a
disk of their own, as systemd/README.md says, of which each machine has a copy.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.machine.houseful import write_records
from tests.machine.machine import HERE, Machine, started
from tests.systemd.guest import root
from tests.systemd.package.box import Box, needed
from tests.systemd.test_units import SYSTEMD

SUITE = "bookworm"
PLACE = HERE.parents[1] / "build" / "machine"

# What the system of a Pi has beside what the house asks for.
AS_ON_A_PI = ("curl", "e2fsprogs", "iproute2", "kmod", "overlayroot", "procps", "systemd-timesyncd")
SYSTEM_SIZE, RECORDS_SIZE = "5G", "192M"
# As the smallest Pi.
MEMORY = 1024
MORNING = datetime.fromisoformat("2026-11-24T09:00:00+08:00")
# With nothing else to do it takes a tenth of that.
STARTS_WITHIN = 300.0
PAGE = "http://127.0.0.1:8080/"

_LISTEN = "/usr/local/sbin/listen"
_UNIT = "/etc/systemd/system/listen.service"
_WANTED = "/etc/systemd/system/sysinit.target.wants/listen.service"
# The only thing in the system that is the tests'. What it was asked ends with it.
_LISTENS = f"""[Unit]
After=local-fs.target
[Service]
ExecStart={_LISTEN}
Environment=TMPDIR=/run
KillSignal=SIGKILL
"""
# As Raspberry Pi OS writes it.
_FSTAB = "LABEL=system / ext4 defaults,noatime 0 1\n"


@dataclass(frozen=True)
class Disks:
    """The disks of one machine: files, as its kernel takes them.

    only_read: as a card that is worn out.
    """

    system: str
    records: Path
    only_read: bool = False

    def words(self) -> list[str]:
        """Tell the kernel of them."""
        how = "r" if self.only_read else ""
        # What is written beside the system needs to be written.
        system = self.system.rpartition(",")[2] if self.only_read else self.system
        return [f"ubd0{how}={system}", f"ubd1{how}={self.records}", "root=/dev/ubda"]


@contextmanager
def on(disks: Disks, *words: str, at: datetime = MORNING) -> Iterator[Machine]:
    """Switch a machine on until the block ends, when its power is cut.

    words: more for its kernel. at: what its clock says when systemd begins.
    """
    told = [f"systemd.clock-usec={max(1, round(at.timestamp() * 1e6))}", "fsck.repair=yes"]
    with started(*disks.words(), *told, *words, megabytes=MEMORY) as machine:
        yield machine


@contextmanager
def up(disks: Disks, *words: str, at: datetime = MORNING) -> Iterator[Machine]:
    """Switch a machine on, and wait until it can be asked."""
    with on(disks, *words, at=at) as machine:
        machine.waits_until_it_listens(STARTS_WITHIN)
        yield machine


def page_after(machine: Machine) -> float:
    """Wait for the child's page; tell how many seconds after its start the machine showed it."""
    waits = f"until curl -sf {PAGE} -o /run/page; do sleep 0.1; done; cat /proc/uptime"
    return float(machine.run(waits, STARTS_WITHIN).split()[0])


def multi_user_after(machine: Machine) -> float:
    """Tell how many seconds after its start the machine was up, as systemd counts."""
    machine.tried("systemctl is-system-running --wait", STARTS_WITHIN)
    said = machine.run("systemctl show -P ActiveEnterTimestampMonotonic multi-user.target")
    return int(said) / 1e6


def made(box: Box) -> Disks:
    """Install the packages in a machine, or take the one of before where they are the same."""
    place = PLACE / f"{SUITE}-{box.house.stem}-{box.wheels.stem}"
    disks = Disks(str(place / "system"), place / "records")
    if not (place / "whole").exists():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        _make_system(place / "system")
        subprocess.run(["truncate", "-s", RECORDS_SIZE, disks.records], check=True)
        _install(disks, box, place / "stick")
        (place / "whole").touch()
    return disks


def copied(disks: Disks, directory: Path) -> Disks:
    """Make disks of one machine's own; its system stays as it is, but for what is beside it."""
    records = directory / "records"
    subprocess.run(["cp", "--sparse=always", disks.records, records], check=True)
    return Disks(f"{directory / 'system'},{disks.system}", records)


def _make_system(disk: Path) -> None:
    debian = root(SUITE, [*needed(), *AS_ON_A_PI], f"machine-{SUITE}")
    words = ["-q", "-t", "ext4", "-L", "system", "-d", str(debian), str(disk), SYSTEM_SIZE]
    subprocess.run(["mke2fs", *words], check=True, capture_output=True)
    # One that is new has no name of its own yet: its first start makes one.
    files = {"/etc/fstab": _FSTAB, "/etc/machine-id": "", _UNIT: _LISTENS}
    files[_LISTEN] = (HERE / "listen").read_text(encoding="utf-8")
    commands = [f"symlink {_WANTED} {_UNIT}"]
    for place, text in files.items():
        beside = disk.with_name(Path(place).name)
        beside.write_text(text, encoding="utf-8")
        commands += [f"rm {place}", f"write {beside} {place}"]
    commands.append(f"set_inode_field {_LISTEN} mode 0100755")
    words = ["debugfs", "-w", "-f", "-", str(disk)]
    given = "\n".join(commands)
    subprocess.run(words, input=given, text=True, check=True, capture_output=True)


def _install(disks: Disks, box: Box, stick: Path) -> None:
    write_records(stick / "house")
    for one in (box.wheels, box.house):
        shutil.copy(one, stick)
    with up(disks, "ro") as machine:
        machine.run(f"mkdir /mnt/stick && mount -t hostfs none /mnt/stick -o {stick}")
        machine.run("dpkg -i /mnt/stick/*.deb", 1800)
        for command in _on_a_disk_of_its_own():
            machine.run(command)
        machine.run("install -o aiyou -g aiyou -m 600 /mnt/stick/house/house.db /var/lib/aiyou/")
        machine.run("(sleep 1; systemctl poweroff) &")
        assert machine.goes_off(120), machine.console.read_text("utf-8", "replace")[-2000:]


def _on_a_disk_of_its_own() -> list[str]:
    """Read what systemd/README.md tells to do as root, for this machine's second disk."""
    said = (SYSTEMD / "README.md").read_text(encoding="utf-8")
    block = re.search(r"\n\n {7}mkfs\.ext4.*?\n\n", said, re.DOTALL)
    assert block
    return [one.replace("/dev/mmcblk0p3", "/dev/ubdb") for one in block[0].strip().splitlines()]
