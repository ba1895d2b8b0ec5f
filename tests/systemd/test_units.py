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
from sync.hq.front.answering import BEATS_EVERY, CONNECTIONS
from sync.hq.running.worker import ENDS_WITHIN
from tests.kiosk.test_cli import commands

SYSTEMD = Path(__file__).parents[2] / "systemd"
# It installs what may be anything, as root; all others run what is ours, as somebody of their own.
UPGRADE = SYSTEMD / "aiyou-upgrade.service"
UNITS = sorted(set(SYSTEMD.glob("*.service")) - {UPGRADE})
WITH_DATA = [one for one in UNITS if "--data" in one.read_text(encoding="utf-8")]
# For what runs on and on; a backup ends.
SERVES = [one for one in UNITS if "Type=notify" in one.read_text(encoding="utf-8")]

# How exposed a unit may be at most, in tenths, from 0 to 100: `systemd-analyze security`.
MOST_EXPOSED = {
    "aiyou-house": 20,
    "aiyou-display": 40,
    "aiyou-hardware": 20,
    "aiyou-hq": 20,
    "aiyou-hq-backup": 20,
}


def service(unit: Path) -> dict[str, str]:
    # What may be said several times adds up; the last is enough here.
    parser = ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str
    parser.read(unit, encoding="utf-8")
    return dict(parser["Service"])


def named(name: str) -> dict[str, str]:
    return service(SYSTEMD / f"{name}.service")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_a_command_that_is_there(unit: Path) -> None:
    words = service(unit)["ExecStart"].split()
    assert Path(words[0]).name == "aiyou"
    options = words.index("--data") if "--data" in words else len(words)
    assert tuple(words[1:options]) in set(commands())


@pytest.mark.parametrize("unit", WITH_DATA, ids=lambda unit: unit.stem)
def test_a_unit_keeps_its_data_where_only_it_may_read(unit: Path) -> None:
    said = service(unit)
    data = re.search(r"--data /var/lib/(\S+)", said["ExecStart"])
    assert data
    assert data[1] == said["User"]
    if unit.stem == "aiyou-house":
        made = (SYSTEMD / "machine/tmpfiles.conf").read_text(encoding="utf-8")
        assert f"\nd /var/lib/{data[1]} 0700 {data[1]} {data[1]}\n" in made
        assert said["ReadWritePaths"].split()[0] == f"/var/lib/{data[1]}"
        return
    # Others that follow are its own as well.
    assert said["StateDirectory"].split()[0] == data[1]
    assert said["StateDirectoryMode"] == "0700"


def test_the_house_starts_where_the_disk_of_its_records_is_not_there() -> None:
    """It says so on the screen; what needs the mount would not start at all."""
    said = (SYSTEMD / "aiyou-house.service").read_text(encoding="utf-8")
    assert "\nAfter=var-lib-aiyou.mount\n" in said
    assert not re.search(r"^(StateDirectory|RequiresMountsFor|WorkingDirectory)=", said, re.M)


def test_the_house_may_write_to_the_sticks_that_it_looks_for() -> None:
    allowed = named("aiyou-house")["ReadWritePaths"].split()
    for pattern in HouseConfig().sticks.split(":"):
        assert f"-{pattern.partition('/*')[0]}" in allowed


def test_the_house_is_started_so_that_it_need_not_start_itself_anew() -> None:
    said = (SYSTEMD / "aiyou-house.service").read_text(encoding="utf-8")
    lines = re.findall(r"^Environment=(.*)", said, re.MULTILINE)
    given = dict(one.split("=", 1) for line in lines for one in line.split())
    assert memory.WANTED.items() <= given.items()


@pytest.mark.parametrize("unit", SERVES, ids=lambda unit: unit.stem)
def test_a_service_is_started_again_for_ever_and_watched(unit: Path) -> None:
    said = service(unit)
    assert said["Restart"] == "always"
    assert "\nStartLimitIntervalSec=0\n" in unit.read_text(encoding="utf-8")
    assert int(said["WatchdogSec"]) >= 30
    # Whoever waits longer than a person does is ended before that.
    assert int(said["TimeoutStopSec"]) <= 40


def test_every_unit_that_runs_on_is_watched() -> None:
    assert {unit.stem for unit in set(UNITS) - set(SERVES)} == {"aiyou-hq-backup"}


def test_each_service_is_a_user_of_its_own_that_the_machine_makes() -> None:
    made = re.findall(r"^u (\S+)", (SYSTEMD / "machine/sysusers.conf").read_text(), re.MULTILINE)
    users = {unit.stem: service(unit)["User"] for unit in UNITS}
    assert users.pop("aiyou-hq-backup") == users.pop("aiyou-hq")
    assert len(set(users.values())) == len(users)
    assert set(users.values()) <= set(made)


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


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_is_locked_in(unit: Path) -> None:
    most = MOST_EXPOSED[unit.stem]
    judged = analyze("security", "--offline=yes", f"--threshold={most}", unit)
    assert judged.returncode == 0, judged.stdout


def test_the_house_may_keep_its_memory_out_of_swap() -> None:
    said = (SYSTEMD / "aiyou-house.service").read_text(encoding="utf-8")
    assert "@memlock" in re.search(r"^SystemCallFilter=@system-service(.*)", said, re.MULTILINE)[1]
    assert named("aiyou-house")["LimitMEMLOCK"] == "infinity"


def test_the_house_may_ask_whether_its_clock_is_right() -> None:
    said = (SYSTEMD / "aiyou-house.service").read_text(encoding="utf-8")
    assert "ProtectClock" not in service(SYSTEMD / "aiyou-house.service")
    assert re.search(r"^SystemCallFilter=adjtimex clock_adjtime", said, re.MULTILINE)


def test_each_timer_and_what_it_starts_are_known_to_systemd(tmp_path: Path) -> None:
    for timer in SYSTEMD.glob("*.timer"):
        service = timer.with_suffix(".service").read_text(encoding="utf-8")
        here = re.sub(r"^(ExecStart\w*=)\S+", r"\1/bin/true", service, flags=re.MULTILINE)
        (tmp_path / f"{timer.stem}.service").write_text(here)
        shutil.copy(timer, tmp_path)
        verified = analyze("verify", "--man=no", tmp_path / timer.name)
        assert (verified.returncode, verified.stderr) == (0, "")


def test_an_upgrade_fetches_no_list_but_headquarters() -> None:
    said = UPGRADE.read_text(encoding="utf-8")
    (update,) = [line for line in said.splitlines() if " update " in line]
    assert "SourceList=sources.list.d/aiyou-house.sources" in update
    assert "SourceParts=-" in update
    assert "ConditionPathExists=/etc/apt/sources.list.d/aiyou-house.sources" in said


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
    said = named("aiyou-hq-backup")
    words = said["ExecStart"].split()
    assert words[-1] == f"/var/lib/{said['StateDirectory'].split()[1]}"
    assert int(words[words.index("--keep") + 1]) >= 7
    assert said["Type"] == "oneshot"


def test_headquarters_has_more_time_to_end_than_it_takes() -> None:
    said = named("aiyou-hq")
    assert int(said["TimeoutStopSec"]) > ENDS_WITHIN + 5
    assert int(said["WatchdogSec"]) > 10 * BEATS_EVERY
    assert said["Type"] == "notify"
    assert said["Restart"] == "always"


def test_headquarters_may_open_files_beside_all_the_callers_that_it_lets_in() -> None:
    assert int(named("aiyou-hq").get("LimitNOFILE", 1024)) >= 2 * CONNECTIONS
