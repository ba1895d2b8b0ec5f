"""What a kiosk asks of the whole machine, and what the README of the units says of it."""

import os
import re
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from kiosk.config import HouseConfig
from tests.systemd.test_units import MOST_EXPOSED, SYSTEMD, analyze

MACHINE = SYSTEMD / "machine"
README = (SYSTEMD / "README.md").read_text(encoding="utf-8")


def section(name: str, title: str) -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(MACHINE / f"{name}.conf", encoding="utf-8")
    return dict(parser[title])


def test_each_file_says_where_it_goes() -> None:
    told = set(re.findall(r"^\| `([a-z]+\.[a-z]+)` \| `/", README, re.MULTILINE))
    assert told == {one.name for one in MACHINE.iterdir()}


def test_each_unit_is_told_of_with_its_exposure() -> None:
    for unit in {name.removesuffix("-backup") for name in MOST_EXPOSED}:
        assert f"`{unit}.service`" in README


def test_the_log_stays_in_memory_and_has_an_end() -> None:
    said = section("journald", "Journal")
    assert (said["Storage"], said["RuntimeMaxUse"]) == ("volatile", "32M")


def test_the_hardware_watches_and_can_do_so_on_a_pi() -> None:
    # The longest that a BCM2835 counts is 0xFFFFF ticks of 1/65536 s.
    seconds = section("system", "Manager")["RuntimeWatchdogSec"]
    assert 5 <= int(seconds.removesuffix("s")) < 0xFFFFF / 65536


def test_sticks_come_where_the_house_looks_and_nothing_on_them_is_started() -> None:
    rule = (MACHINE / "udev.rules").read_text(encoding="utf-8")
    place = re.search(r"systemd-mount .* (/media/aiyou)/", rule)[1]
    assert any(Path(f"{place}/stick").match(one) for one in HouseConfig().sticks.split(":"))
    assert {"nosuid", "nodev", "noexec"} <= set(re.search(r"--options=(\S+)", rule)[1].split(","))
    assert f"\nd {place} " in (MACHINE / "tmpfiles.conf").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("used_at", "is_stick"),
    [
        ("", True),
        ("\n/media/aiyou/stick-sda1\n\n", True),
        ("\n/boot/firmware\n/\n", False),
        ("/srv/data\n", False),
    ],
)
def test_a_disk_that_the_machine_itself_uses_is_no_stick(
    tmp_path: Path, used_at: str, *, is_stick: bool
) -> None:
    """What `lsblk` says of the disk is said by a stand-in."""
    rule = (MACHINE / "udev.rules").read_text(encoding="utf-8")
    command = re.search(r"PROGRAM==\"/bin/sh -c '(.*?)'\"", rule)[1]
    for udevs, becomes in {"%P": "sda", "$devnode": "/dev/sda1", "$$": "$"}.items():
        command = command.replace(udevs, becomes)
    (tmp_path / "said").write_text(used_at)
    (tmp_path / "lsblk").write_text(f"#!/bin/sh\ncat {tmp_path}/said\n")
    (tmp_path / "lsblk").chmod(0o755)
    path = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    assert (
        subprocess.run(["sh", "-c", command], env=path, check=False).returncode == 0
    ) is is_stick


@pytest.mark.parametrize("kind", ["journald", "logind", "system", "timesyncd"])
def test_no_setting_is_one_that_systemd_does_not_know(kind: str) -> None:
    # The file that Debian ships names all that there is.
    known = analyze("cat-config", f"systemd/{kind}.conf").stdout
    if not known:
        pytest.skip(f"{kind} is missing: install Debian's systemd-{kind}")
    for title in re.findall(r"^\[(\w+)\]", (MACHINE / f"{kind}.conf").read_text(), re.MULTILINE):
        for key in section(kind, title):
            assert re.search(rf"^#?{key}=", known, re.MULTILINE), key
