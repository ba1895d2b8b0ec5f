"""The units start what there is; how they behave on a real boot is another matter."""

import os
import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from kiosk import memory
from kiosk.config import HouseConfig
from sync.hq.running.answering import BEATS_EVERY, ENDS_WITHIN
from tests.kiosk.test_cli import commands

SYSTEMD = Path(__file__).parents[2] / "systemd"
UNITS = sorted(SYSTEMD.glob("*.service"))


def service(unit: Path) -> dict[str, str]:
    # What may be said several times adds up; the last is enough here.
    parser = ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str
    parser.read(unit, encoding="utf-8")
    return dict(parser["Service"])


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_a_command_that_is_there(unit: Path) -> None:
    words = service(unit)["ExecStart"].split()
    assert Path(words[0]).name == "aiyou"
    options = words.index("--data")
    assert tuple(words[1:options]) in set(commands())


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_keeps_its_data_where_only_it_may_read(unit: Path) -> None:
    said = service(unit)
    data = re.search(r"--data /var/lib/(\S+)", said["ExecStart"])
    assert data
    # Others that follow are its own as well.
    assert said["StateDirectory"].split()[0] == data[1] == said["User"]
    assert said["StateDirectoryMode"] == "0700"


def test_the_house_may_write_to_the_sticks_that_it_looks_for() -> None:
    allowed = service(UNITS[0])["ReadWritePaths"].split()
    for pattern in HouseConfig().sticks.split(":"):
        assert f"-{pattern.partition('/*')[0]}" in allowed


def test_the_house_is_started_so_that_it_need_not_start_itself_anew() -> None:
    (unit,) = [one for one in UNITS if one.stem == "aiyou-house"]
    given = dict(one.split("=", 1) for one in service(unit)["Environment"].split())
    assert given == memory.WANTED


def analyze(*words: str | Path) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        message = "systemd-analyze is missing: install Debian's systemd"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_says_nothing_that_systemd_does_not_know(unit: Path, tmp_path: Path) -> None:
    # The program is not installed where tests run.
    here = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(), flags=re.MULTILINE)
    (tmp_path / unit.name).write_text(here)
    verified = analyze("verify", "--man=no", tmp_path / unit.name)
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.parametrize("name", ["aiyou-hq", "aiyou-hq-backup"])
def test_headquarters_is_locked_in(name: str) -> None:
    (unit,) = [one for one in UNITS if one.stem == name]
    threshold = ("security", "--offline=yes", "--threshold=20", unit)
    judged = analyze(*threshold)
    assert judged.returncode == 0, judged.stdout


def test_the_timer_begins_a_backup_each_night(tmp_path: Path) -> None:
    for unit in SYSTEMD.glob("aiyou-hq-backup.*"):
        here = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(), flags=re.M)
        (tmp_path / unit.name).write_text(here)
    timer = tmp_path / "aiyou-hq-backup.timer"
    verified = analyze("verify", "--man=no", timer)
    assert (verified.returncode, verified.stderr) == (0, "")
    when = re.search(r"OnCalendar=(.*)", timer.read_text())[1]
    told = analyze("calendar", "--base-time=2026-11-29 12:00 UTC", "--iterations=2", when)
    assert re.findall(r"(\S+ \S+) UTC", told.stdout) == [
        "2026-11-29 19:30:00",
        "2026-11-30 19:30:00",
    ]


def test_a_backup_goes_where_only_headquarters_may_read_and_replaces_the_oldest() -> None:
    (unit,) = [one for one in UNITS if one.stem == "aiyou-hq-backup"]
    said = service(unit)
    words = said["ExecStart"].split()
    assert words[-1] == f"/var/lib/{said['StateDirectory'].split()[1]}"
    assert int(words[words.index("--keep") + 1]) >= 7
    assert said["Type"] == "oneshot"


def test_headquarters_has_more_time_to_end_than_it_takes() -> None:
    (unit,) = [one for one in UNITS if one.stem == "aiyou-hq"]
    said = service(unit)
    assert int(said["TimeoutStopSec"]) > ENDS_WITHIN + 5
    assert int(said["WatchdogSec"]) > 10 * BEATS_EVERY
    assert said["Type"] == "notify"
    assert said["Restart"] == "always"
