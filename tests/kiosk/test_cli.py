"""The `aiyou` command as a shell sees it."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import aiyou as group
from kiosk.domain.moment import ClockState, Moment
from kiosk.errors import BadInput
from kiosk.timekeeper import Timekeeper
from tests.cast import PASSPHRASE


def aiyou(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "AIYOU_ARGON2_MEMORY_KIB": "1024", **environ},
    )


def init(data: Path) -> subprocess.CompletedProcess[str]:
    who = ("--name", "大坪村爱佑之家", "--counselor", "李老师", "--passphrase", PASSPHRASE)
    return aiyou("house", "init", "--data", str(data), *who)


def commands(path: tuple[str, ...] = (), command=group):
    import click

    with click.Context(command) as context:
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if isinstance(found, click.Group):
                yield from commands((*path, name), found)
            else:
                yield (*path, name)


@pytest.mark.parametrize("command", sorted(commands()), ids=" ".join)
def test_the_help_of_every_command_has_an_example(command: tuple[str, ...]) -> None:
    # In this process: each start takes a third of a second.
    done = CliRunner().invoke(group, [*command, "--help"])
    assert done.exit_code == 0
    assert f"Example: aiyou {' '.join(command)}" in done.stdout


def test_a_house_is_set_up_once(tmp_path: Path) -> None:
    first = init(tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert "Recovery key" in first.stdout
    second = init(tmp_path)
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr == "This house has been set up before.\n"


def test_what_a_terminal_of_gbk_has_sent_is_one_sentence(tmp_path: Path) -> None:
    name = os.fsdecode("王老师".encode("gbk"))
    words = ("--name", "House", "--counselor", name, "--passphrase", PASSPHRASE)
    done = aiyou("house", "init", "--data", str(tmp_path), *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "What was given is not UTF-8: set the terminal to that, and try again.\n"
    assert init(tmp_path).returncode == 0


@pytest.mark.parametrize("name", ["", " \u200b ", "村" * 41])
def test_a_name_that_the_panel_would_not_take_sets_no_house_up(tmp_path: Path, name: str) -> None:
    who = ("--name", name, "--counselor", "李老师", "--passphrase", PASSPHRASE)
    done = aiyou("house", "init", "--data", str(tmp_path / "house"), *who)
    assert (done.returncode, done.stdout) == (2, "")
    assert "A name has 1 to 40 characters." in done.stderr
    assert not (tmp_path / "house").exists()


def test_a_day_is_closed_by_command(tmp_path: Path) -> None:
    init(tmp_path)
    done = aiyou("house", "close", "--data", str(tmp_path))
    assert done.returncode == 0
    assert "is closed with 0 children; headquarters is not known yet." in done.stdout


def test_a_day_that_has_not_come_is_not_closed(tmp_path: Path) -> None:
    init(tmp_path)
    done = aiyou("house", "close", "--data", str(tmp_path), "--day", "2099-01-01")
    assert (done.returncode, done.stderr) == (1, "2099-01-01 has not come yet.\n")


def test_a_year_that_was_mistyped_is_not_closed(tmp_path: Path) -> None:
    init(tmp_path)
    done = aiyou("house", "close", "--data", str(tmp_path), "--day", "2006-11-24")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Visits of that day are no longer kept.\n"


def test_no_day_is_closed_before_the_house_knows_the_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init(tmp_path)
    nowhen = Moment(datetime(1970, 1, 1, 1, tzinfo=UTC), ClockState.UNKNOWN, "this boot", 0)
    monkeypatch.setattr(Timekeeper, "__call__", lambda _: nowhen)
    for words in ((), ("--day", "2026-11-24")):
        done = CliRunner().invoke(group, ["house", "close", "--data", str(tmp_path), *words])
        assert isinstance(done.exception, BadInput)
        assert str(done.exception) == "The house does not know the date: please set it first."


def test_a_house_that_is_not_there_closes_nothing(tmp_path: Path) -> None:
    done = aiyou("house", "close", "--data", str(tmp_path))
    assert (done.returncode, done.stderr) == (1, "The house has not been set up yet.\n")


def test_an_answer_that_no_disk_has_room_for_is_one_sentence(tmp_path: Path) -> None:
    init(tmp_path)
    command = [sys.executable, "-m", "kiosk", "house", "verify", "--data", str(tmp_path)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "The disk is full: nothing more can be written.\n"


def test_wrong_usage_is_told_apart_from_a_refusal(tmp_path: Path) -> None:
    assert aiyou("fly").returncode == 2
    assert aiyou("serve", "--port", "many").returncode == 2
    wrong = aiyou("serve", "--data", str(tmp_path), AIYOU_PORT="many")
    assert wrong.returncode == 1
    assert "AIYOU_PORT: should be a whole number" in wrong.stderr
