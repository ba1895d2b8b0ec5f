"""A machine in trouble that nobody there can mend: it starts, and a page says how it is."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.machine.touches import carry, come
from tests.machine.village import PAGE, STARTS_WITHIN, Disks, page_after, up
from tests.processes import wait_for

pytestmark = pytest.mark.long

AFTER_MIDNIGHT_IN_1970 = datetime(1970, 1, 1, 1, tzinfo=UTC)
# In pieces that are only taken, and the rest written.
FILLS = """
for size in 256M 16M 1M; do
    number=0
    while fallocate -l $size photo-$size-$number; do number=$((number + 1)); done
done 2>/dev/null
cat /dev/zero >photo-of-all 2>/dev/null
sync
"""
WATCHED_WITHIN = 300.0


def test_a_clock_in_1970_goes_on_after_the_last_record(disks: Disks) -> None:
    words = ("ro", "systemd.mask=systemd-timesyncd.service")
    with up(disks, *words, at=AFTER_MIDNIGHT_IN_1970) as machine:
        page_after(machine)
        assert machine.run("date +%Y").strip() == "1970"
        assert come(machine)[0] == 303
        carry(machine)
        clock, day, after = machine.run("python3 /run/tests/last_visit.py").split()
    assert (clock, day, int(after) > 0) == ("estimated", "2026-11-24", True)


def test_on_a_full_card_it_starts_and_goes_on_when_there_is_room(disks: Disks) -> None:
    with up(disks, "ro") as machine:
        page_after(machine)
        carry(machine)
        children = machine.run("python3 /run/tests/kept.py | sed -n 's/^child //p'").split()
        for place in ("/var/lib/aiyou", "/var"):
            machine.run(f"cd {place} && {FILLS}", 300)
        machine.run(f"python3 /run/tests/visiting.py {' '.join(children)} 2>&1 | grep '507'", 300)
        status, page = come(machine)
        assert (status, "存储卡满了" in page) == (507, True)
        machine.run("sync")
    with up(disks, "ro") as machine:
        page_after(machine)
        assert machine.run("df --output=avail / /var/lib/aiyou").split()[1:] == ["0", "0"]
        machine.run("rm /var/lib/aiyou/photo-*")
        # It starts anew by itself, now that there is room.
        wait_for("a child to be let in", 120, lambda: come(machine)[0] == 303)


def test_a_card_that_can_only_be_read_shows_its_pages_and_keeps_nothing(disks: Disks) -> None:
    with up(replace(disks, only_read=True), "ro") as machine:
        page_after(machine)
        assert machine.tried("touch /var/x /var/lib/aiyou/x").returncode != 0
        status, page = come(machine)
        assert (status, "只能读" in page) == (507, True)


def test_a_root_under_memory_is_left_as_it_is_and_the_records_are_kept(disks: Disks) -> None:
    with up(disks, "ro") as machine:
        page_after(machine)
        carry(machine)
        machine.run("install /run/tests/over /usr/local/sbin && sync")
    for visits in (1, 2):
        with up(disks, "ro", "init=/usr/local/sbin/over") as machine:
            page_after(machine)
            assert machine.run("findmnt -no FSTYPE /").strip() == "overlay"
            machine.tried("systemctl is-system-running --wait", STARTS_WITHIN)
            assert machine.run("systemctl --failed --no-legend") == ""
            assert machine.tried("test -e /etc/written").returncode != 0
            machine.run("touch /etc/written && sync")
            assert come(machine)[0] == 303
            carry(machine)
            assert machine.run("python3 /run/tests/kept.py").count("visit") == visits
            machine.tried("systemctl start aiyou-upgrade")
            skipped = "systemctl show -P ConditionResult aiyou-upgrade"
            assert machine.run(skipped).strip() == "no"


def test_where_the_disk_of_the_records_is_not_there_the_screen_says_so(
    disks: Disks, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    subprocess.run(["truncate", "-s", "64M", empty], check=True)
    with up(replace(disks, records=empty), "ro") as machine:
        assert machine.comes_true(f"curl -s {PAGE} | grep -q 存记录的盘没有接上", STARTS_WITHIN)
        assert machine.comes_true("systemctl is-active multi-user.target", STARTS_WITHIN)
        assert machine.run("find /var/lib/aiyou -name 'house.db*' -newer /proc/1") == ""
    with up(disks, "ro") as machine:
        page_after(machine)
        assert come(machine)[0] == 303


def test_a_damaged_file_system_is_mended_before_the_house_starts(disks: Disks) -> None:
    # What is in use is said to be free, and the disk knows that it met an error.
    harm = "freeb 2000 3000\nssv state 2\nssv free_blocks_count 7\n"
    words = ["debugfs", "-w", "-f", "-", disks.records]
    subprocess.run(words, input=harm, text=True, check=True, capture_output=True)
    check = ["e2fsck", "-fn", disks.records]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 4
    with up(disks, "ro") as machine:
        page_after(machine)
        assert come(machine)[0] == 303
        machine.run("(sleep 1; systemctl poweroff) &")
        assert machine.goes_off(120)
    assert subprocess.run(check, capture_output=True, check=False).returncode == 0


def test_a_house_that_hangs_is_started_anew(disks: Disks) -> None:
    with up(disks, "ro") as machine:
        page_after(machine)
        machine.run("systemctl kill --signal=STOP aiyou-house")
        restarted = "test $(systemctl show -P NRestarts aiyou-house) = 1"
        assert machine.comes_true(restarted, WATCHED_WITHIN)
        assert "watchdog" in machine.run("journalctl -b -u aiyou-house")
        page_after(machine)


def test_a_machine_that_hangs_is_started_anew(disks: Disks) -> None:
    with up(disks, "ro") as machine:
        page_after(machine)
        before = machine.run("cat /proc/sys/kernel/random/boot_id")
        # systemd holds still after a crash, and speaks to the watchdog no more.
        machine.run("(sleep 1; kill -SEGV 1) &")
        machine.waits_until_it_listens(STARTS_WITHIN)
        page_after(machine)
        assert machine.run("cat /proc/sys/kernel/random/boot_id") != before
