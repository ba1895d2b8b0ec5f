"""What cloud-init is told for a first start without a keyboard."""

import re
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest

from tests.systemd.guest import root
from tests.systemd.package.bare import bare, run, write
from tests.systemd.package.box import TO_LOOK, needed
from tests.systemd.test_units import SYSTEMD, analyze

USER_DATA = SYSTEMD / "first_start" / "user-data"
TEXT = USER_DATA.read_text(encoding="utf-8")


NOTED = """\
Package: cut
Version: 1
Architecture: all
Maintainer: House <house@ai-you.invalid>
Description: a package
"""


def written(path: str) -> str:
    """Tell what it writes into a file."""
    found = re.search(
        rf"  - path: {path}\n(?:    [a-z]+: \".*\"\n)*    content: \|\n((?: {{6}}.*\n|\n)+)", TEXT
    )
    assert found
    return dedent(found[1])


def test_the_script_is_one_that_sh_can_read(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(written("/usr/local/sbin/aiyou-first-start"))
    done = subprocess.run(["sh", "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_its_unit_tries_until_the_house_is_there(tmp_path: Path) -> None:
    unit = tmp_path / "aiyou-first-start.service"
    said = written("/etc/systemd/system/aiyou-first-start.service")
    unit.write_text(re.sub(r"^ExecStart=.*", "ExecStart=/bin/true", said, flags=re.MULTILINE))
    verified = analyze("verify", "--man=no", unit)
    assert (verified.returncode, verified.stderr) == (0, "")
    assert "\nRestart=on-failure\n" in said
    assert "\nConditionPathExists=!/opt/aiyou/.venv\n" in said


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Make a machine at its first start: the house's packages are on its card."""
    made = bare(tmp_path / "root", systemctl='echo "$*" >>/asked')
    partial = ("var/lib/apt/lists/partial", "var/cache/apt/archives/partial")
    for folder in ("boot/firmware", "etc/apt", "var/log/apt", "tmp", *partial):
        (made / folder).mkdir(parents=True)
    for name in ("aiyou-house-wheels", "aiyou-house"):
        write(made, f"/{name}/DEBIAN/control", NOTED.replace("cut", name))
        deb = f"/boot/firmware/{name}_1.deb"
        assert run(made, "dpkg-deb", "--build", f"/{name}", deb).returncode == 0
    write(made, "/script", written("/usr/local/sbin/aiyou-first-start"))
    return made


def installed(machine: Path) -> int:
    """Let it start; tell how many packages are installed then, and that it starts anew."""
    done = run(machine, "sh", "/script")
    assert done.returncode == 0, done.stderr
    assert (machine / "asked").read_text() == "--no-block reboot\n"
    return (machine / "var/lib/dpkg/status").read_text().count("Status: install ok installed")


def test_it_goes_on_where_the_power_was_cut_while_packages_were_put_in_place(
    machine: Path,
) -> None:
    # What dpkg had begun to note; apt does nothing before dpkg has ended it.
    write(machine, "/var/lib/dpkg/updates/0001", f"{NOTED}Status: install ok unpacked\n")
    write(machine, "/var/lib/dpkg/info/cut.list", "/.\n")
    assert installed(machine) == 3


@pytest.mark.parametrize("name", ["aiyou.gpg", "aiyou-house.sources"])
def test_half_of_what_upgrades_need_keeps_no_house_from_being_installed(
    machine: Path, name: str
) -> None:
    write(machine, f"/boot/firmware/{name}", "half")
    assert installed(machine) == 2
    assert not (machine / "etc/apt/sources.list.d/aiyou-house.sources").exists()


def test_nobody_has_a_password() -> None:
    assert "\nssh_pwauth: false\n" in TEXT
    assert "lock_passwd: true" in TEXT
    assert not re.search(
        r"^\s*(passwd|plain_text_passwd|hashed_passwd|password):", TEXT, re.MULTILINE
    )


@pytest.mark.long
def test_cloud_init_knows_all_that_it_says() -> None:
    debian = root("trixie", [*needed(), *TO_LOOK])
    within = ["systemd-nspawn", "-q", "-D", debian, "--volatile=overlay", "--pipe"]
    within += ["--register=no", "--keep-unit", f"--bind-ro={USER_DATA}:/user-data"]
    asked = [*within, "cloud-init", "schema", "--config-file", "/user-data"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
