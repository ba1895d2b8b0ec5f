"""The package in an image that is just being made: nothing runs there yet."""

import subprocess
from pathlib import Path

import pytest

from tests.systemd.guest import root
from tests.systemd.package.box import TO_LOOK, chosen, needed

pytestmark = pytest.mark.long

BEGINS = ("aiyou-house.service", "aiyou-hardware.service", "aiyou-display.service")


def test_it_is_installed_and_begins_with_the_first_start(tmp_path: Path) -> None:
    box = chosen(tmp_path)
    debian = root("trixie", [*needed(), *TO_LOOK])
    within = ["systemd-nspawn", "-q", "-D", debian, "--volatile=overlay", "--pipe"]
    within += ["--register=no", "--keep-unit", f"--bind-ro={box.house.parent}:/debs"]
    commands = "dpkg -i /debs/*.deb && ls /etc/systemd/system/*.wants && aiyou --version"
    done = subprocess.run(
        [*within, "/bin/sh", "-c", commands], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(BEGINS) < set(done.stdout.split())
    assert "aiyou, version" in done.stdout
