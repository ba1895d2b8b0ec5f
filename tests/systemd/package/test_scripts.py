"""What dpkg runs as root is at least read by a shell, and what it asks for is known."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.systemd.package.bare import bare, run, write
from tests.systemd.package.box import PACKAGE

SCRIPTS = ("postinst", "prerm", "postrm")


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_one_that_sh_can_read(name: str) -> None:
    text = (PACKAGE / name).read_text(encoding="utf-8")
    # The first failure ends it, and dpkg says so.
    assert text.startswith("#!/bin/sh\nset -e\n")
    done = subprocess.run(["sh", "-n", PACKAGE / name], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("asked", ["upgrade", "failed-upgrade", "deconfigure"])
def test_no_upgrade_stops_the_house_before_the_new_one_is_there(asked: str) -> None:
    done = subprocess.run(
        ["sh", "-x", PACKAGE / "prerm", asked], capture_output=True, text=True, check=True
    )
    assert "systemctl" not in done.stderr


def test_all_is_erased_though_the_records_have_a_disk_of_their_own(tmp_path: Path) -> None:
    root = bare(tmp_path / "root")
    write(root, "/etc/aiyou/house.toml", "")
    write(root, "/postrm", (PACKAGE / "postrm").read_text(encoding="utf-8"))
    place = "/var/lib/aiyou"
    (root / place.lstrip("/")).mkdir()
    words = f"mount -t tmpfs none {place} && touch {place}/house.db {place}/.hidden"
    words += f" && sh /postrm purge && ls -A {place} && test ! -e /etc/aiyou"
    done = run(root, "sh", "-c", words, AIYOU_ERASE_ALL="yes")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("python", "machine", "pins"),
    [
        ("3.11", "aarch64", ["lgpio"]),
        ("3.13", "aarch64", ["adafruit-lgpio"]),
        ("3.13", "x86_64", []),
    ],
)
def test_each_python_gets_the_pins_that_there_are_for_it(
    python: str, machine: str, pins: list[str]
) -> None:
    told = subprocess.run(
        [sys.executable, PACKAGE / "wanted.py", python, machine],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert [one for one in told if "lgpio" in one] == pins
    assert {"flask", "pygame", "sqlite-utils>=4"} <= set(told)


def test_a_change_is_later_than_the_one_before_wherever_either_was_made(tmp_path: Path) -> None:
    dated = re.search(r"(?m)^dated\(\) .*$", (PACKAGE / "build").read_text(encoding="utf-8"))
    assert dated
    words = (
        f"{dated[0]}; git init -q . && date >made && git add made && git commit -qm a && dated ."
    )
    environ = {
        "PATH": os.environ["PATH"],
        "TZ": "Asia/Shanghai",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "release": "1",
    }
    for who in ("AUTHOR", "COMMITTER"):
        environ |= {f"GIT_{who}_NAME": "Somebody", f"GIT_{who}_EMAIL": "one@ai-you.invalid"}
    versions = []
    for at in ("2026-11-30T17:00:00+0800", "2026-11-30T10:00:00+0000"):
        place = tmp_path / str(len(versions))
        place.mkdir()
        asked = {**environ, "GIT_COMMITTER_DATE": at}
        done = subprocess.run(
            ["bash", "-c", words], cwd=place, env=asked, capture_output=True, text=True, check=True
        )
        versions.append(done.stdout.strip())
    assert versions == ["1+20261130090000", "1+20261130100000"]


@pytest.mark.parametrize("name", ["depends", "recommends"])
def test_each_debian_package_says_what_for(name: str) -> None:
    lines = (PACKAGE / name).read_text(encoding="utf-8").splitlines()
    assert all(len(line.split(None, 1)) == 2 for line in lines)
