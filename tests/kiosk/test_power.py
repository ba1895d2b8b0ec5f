"""Switching off: closed first, then asked of the machine, and never a dead end."""

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from flask.testing import FlaskClient

from games.learning import Standing
from kiosk import power
from kiosk.app import app_for
from kiosk.arcade import Arcade
from kiosk.house import House
from kiosk.power import Ending, Power, Stage
from kiosk.serve import START_ANEW
from kiosk.store.database import FILE_NAME
from tests.kiosk.counselor.panel import audited, post
from tests.kiosk.remote.people import Panel, at_home, is_reached, set_up
from tests.processes import free_port, wait_for

KEPT = "都存好"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(power, "_SAYS_GOODNIGHT", 0)
    monkeypatch.setattr(power, "_GOES_WITHIN", 2.0)


@pytest.fixture
def can_go(unlocked: House, tmp_path: Path) -> House:
    """A house whose machine is told to go by a command that only leaves a file."""
    commands = {
        "poweroff_command": f"touch '{tmp_path}/it is off'",
        "restart_command": f"touch '{tmp_path}/restarted'",
    }
    config = replace(unlocked.config, **commands)
    return replace(unlocked, config=config, power=Power(config))


def test_nothing_is_switched_off_by_looking_or_by_a_word_nobody_knows(
    can_go: House, tmp_path: Path
) -> None:
    client = app_for(can_go).test_client()
    for looked in ({}, {"do": "off"}):
        assert "是的，关机" in client.get("/counselor/switch-off", data=looked).text
    for form in ({}, {"do": ""}, {"do": "explode"}):
        post(client, "/switch-off", **form)
    assert client.post("/counselor/switch-off", data={"do": "off"}).status_code == 400
    can_go.vault.lock()
    assert "/unlock" in post(client, "/switch-off", do="off").location
    assert can_go.power.is_awake
    assert not list(tmp_path.glob("*off*"))


def test_who_switches_off_while_children_play_is_told_that_their_game_ends(can_go: House) -> None:
    command = (sys.executable, "-c", "import time; time.sleep(60)")
    arcade = Arcade(can_go.database, can_go.clock, command)
    client, warning = app_for(replace(can_go, arcade=arcade)).test_client(), "有孩子在玩"
    assert warning not in client.get("/counselor/switch-off").text
    arcade.start("team_pairs", None, Standing(), "zh_Hans")
    assert warning in client.get("/counselor/switch-off").text
    arcade.stop()


@pytest.mark.parametrize(
    ("asked", "left", "noted"),
    [("off", "it is off", "switched off"), ("restart", "restarted", "restarted")],
)
def test_it_locks_and_notes_it_and_tells_the_machine(
    can_go: House, tmp_path: Path, asked: str, left: str, noted: str
) -> None:
    client = app_for(can_go).test_client()
    assert post(client, "/switch-off", do=asked).location == "/"
    assert not can_go.vault.is_open
    assert audited(can_go)[-1] == (noted, "house")
    for path in ("/", "/who", "/counselor/", "/counselor/unlock", "/nothing"):
        page = client.get(path)
        assert page.status_code == 200
        assert "晚安" in page.text and KEPT in page.text, path
    wait_for("the machine to be told", 30, (tmp_path / left).exists)
    log = can_go.database.path.with_name(f"{FILE_NAME}-wal")
    assert not log.stat().st_size


def test_a_machine_that_does_not_go_is_said_to_be_safe_to_unplug(can_go: House) -> None:
    client = app_for(can_go).test_client()
    can_go.power.end(can_go, Ending.OFF, "li")
    wait_for("the house to give up", 30, lambda: can_go.power.stage is Stage.REFUSED)
    assert client.get("/good-night").json == {"stage": "refused"}
    page = client.get("/").text
    assert "现在可以拔掉插头" in page and "重新打开" in page


@pytest.mark.parametrize("command", ["", "/there/is/no/such", "false"])
def test_a_machine_that_may_not_be_told_is_noticed(unlocked: House, command: str) -> None:
    config = replace(unlocked.config, poweroff_command=command)
    house = replace(unlocked, power=Power(config))
    house.power.end(house, Ending.OFF, "li")
    wait_for("the refusal", 30, lambda: house.power.stage is Stage.REFUSED)


def test_nobody_opens_a_house_again_that_has_not_refused(
    client: FlaskClient, unlocked: House
) -> None:
    unlocked.power.wake()
    assert not unlocked.power.begins_anew


def test_a_served_house_is_switched_off_for_screen_and_phone_and_begins_anew(
    tmp_path: Path,
) -> None:
    data, port, devices = set_up(tmp_path / "house").directory, free_port(), free_port()
    done = tmp_path / "done"
    refuses = f"sh -c 'touch {done}; exit 1'"
    with at_home(data, port, devices, AIYOU_POWEROFF_COMMAND=refuses) as process:
        screen = Panel(f"http://127.0.0.1:{port}")
        screen.unlock()
        screen.post("/counselor/remote", do="open")
        assert is_reached(devices)
        assert "晚安" in screen.post("/counselor/switch-off", do="off").text
        wait_for("the machine to be asked", 10, done.exists)
        assert not is_reached(devices)
        assert requests.get(f"{screen.address}/healthz", timeout=30).ok
        with closing(sqlite3.connect(data / FILE_NAME)) as db:
            assert db.execute("SELECT action FROM audit ORDER BY seq DESC").fetchone()[0] == (
                "switched off"
            )
        wait_for("the refusal", 30, lambda: "重新打开" in screen.get("/").text)
        screen.post("/good-night", "/")
        assert process.wait(10) == START_ANEW
