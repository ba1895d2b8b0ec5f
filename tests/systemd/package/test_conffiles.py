"""What was changed by hand in /etc outlasts an upgrade that nobody watches: dpkg itself is run."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.systemd.first_start.test_user_data import USER_DATA
from tests.systemd.package.bare import bare, run, write
from tests.systemd.package.box import PACKAGE
from tests.systemd.test_units import UPGRADE

KEPT = (PACKAGE / "conffiles").read_text(encoding="utf-8").split()
RULES = "etc/chromium/policies/managed"
CONTROL = """Package: aiyou-house
Version: {}
Architecture: all
Maintainer: Nobody <nobody@ai-you.invalid>
Description: the settings of a house, and the script that dpkg calls
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a root on which the package's script reaches neither the program nor systemd."""
    return bare(tmp_path / "root", python3="", systemctl="")


def house(root: Path, number: int) -> str:
    """Put a version of the package on the root, with its settings; tell where it lies."""
    tree = root / f"tree-{number}"
    for name in KEPT:
        write(tree, name, f"of version {number}")
    write(tree, "DEBIAN/control", CONTROL.format(number))
    for name in ("conffiles", "postinst"):
        shutil.copy(PACKAGE / name, tree / "DEBIAN")
    words = ["dpkg-deb", "--root-owner-group", "--build", tree]
    subprocess.run(words, check=True, capture_output=True)
    return f"/{tree.name}.deb"


def options(file: Path) -> list[str]:
    """Tell what is handed to dpkg by the line with which a file installs the house."""
    (line,) = re.findall(r"apt-get \S+ install .*", file.read_text(encoding="utf-8"))
    return re.findall(r"-o Dpkg::Options::=(\S+)", line)


def changed_by_hand(root: Path) -> None:
    assert run(root, "dpkg", "--install", house(root, 1)).returncode == 0
    for name in KEPT:
        write(root, name, "by hand")


def assert_kept(root: Path, number: int) -> None:
    """Check that a version is installed and ready, and each setting is as somebody wrote it."""
    shows = "--showformat=${db:Status-Abbrev}${Version}"
    asked = run(root, "dpkg-query", "--show", shows, "aiyou-house")
    assert asked.stdout.split() == ["ii", str(number)]
    assert {(root / name.lstrip("/")).read_text() for name in KEPT} == {"by hand"}


def test_an_upgrade_asks_nobody_and_keeps_what_was_changed_by_hand(root: Path) -> None:
    changed_by_hand(root)
    done = run(root, "dpkg", *options(UPGRADE), "--install", house(root, 2))
    assert done.returncode == 0, done.stderr
    assert_kept(root, 2)


def test_one_that_stopped_half_way_is_ended_before_the_next(root: Path) -> None:
    changed_by_hand(root)
    # As a version did that still asked.
    assert "conffile prompt" in run(root, "dpkg", "--install", house(root, 2)).stderr
    (line,) = re.findall(r"^ExecStartPre=\S+/dpkg (.*)", UPGRADE.read_text(encoding="utf-8"), re.M)
    done = run(root, "dpkg", *line.split())
    assert done.returncode == 0, done.stderr
    assert_kept(root, 2)


def test_a_first_start_keeps_what_was_on_the_card_before(root: Path) -> None:
    for name in KEPT:
        write(root, name, "by hand")
    done = run(root, "dpkg", *options(USER_DATA), "--install", house(root, 1))
    assert done.returncode == 0, done.stderr
    assert_kept(root, 1)


def test_chromium_finds_no_rules_beside_those_changed_by_hand(root: Path) -> None:
    changed_by_hand(root)
    run(root, "dpkg", "--force-confdef", "--force-confold", "--install", house(root, 2))
    assert_kept(root, 2)
    assert [one.name for one in (root / RULES).iterdir()] == ["aiyou.json"]
