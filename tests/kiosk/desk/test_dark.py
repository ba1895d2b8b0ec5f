"""The screen sleeps where nobody is, and for nobody who touches it."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from flask import Flask

from games.learning import Standing
from hardware.telling import Event
from hardware.telling import House as AsTheBox
from kiosk.app import app_for
from kiosk.arcade import Arcade
from kiosk.house import House
from tests.processes import serving, wait_for

# A game that tells how it ended as soon as it is to.
PLAYS = """
import pathlib, sys, time
end = pathlib.Path(sys.argv[1])
while not end.exists():
    time.sleep(0.02)
print('{"event": "end", "why": "%s"}' % end.read_text(), flush=True)
"""


@pytest.fixture
def end(tmp_path: Path) -> Path:
    """What ends the game, and says why."""
    return tmp_path / "end"


@pytest.fixture
def app(house: House, end: Path) -> Flask:
    plays = (sys.executable, "-c", PLAYS, str(end))
    return app_for(replace(house, arcade=Arcade(house.database, house.clock, plays)))


@pytest.fixture
def playing(app: Flask) -> Iterator[House]:
    """The house while a guest plays."""
    house: House = app.extensions["house"]
    house.arcade.start("team_pairs", None, Standing(), "zh_Hans")
    yield house
    house.arcade.stop()


def finish(playing: House, end: Path, why: str) -> None:
    """Let the game end."""
    (end.with_name("written")).write_text(why)
    end.with_name("written").rename(end)
    wait_for("the game to end", 30, lambda: not playing.arcade.running)


def test_a_sensor_that_sees_nobody_takes_no_game_away_from_who_plays(
    app: Flask, playing: House, end: Path
) -> None:
    with serving(app) as address:
        box = AsTheBox(address)
        box.tell(Event.NOBODY_HERE)
        finish(playing, end, "done")
        box.state()
        assert not app.extensions["desk"].screen.is_dark


def test_the_screen_sleeps_when_the_game_has_seen_that_nobody_is_there(
    app: Flask, playing: House, end: Path
) -> None:
    def sleeps() -> bool:
        box.state()
        return bool(app.extensions["desk"].screen.is_dark)

    with serving(app) as address:
        box = AsTheBox(address)
        box.tell(Event.NOBODY_HERE)
        assert not sleeps()
        finish(playing, end, "idle")
        wait_for("the screen to sleep", 30, sleeps)


def test_who_came_while_a_game_was_left_alone_finds_the_screen_bright(
    app: Flask, playing: House, end: Path
) -> None:
    with serving(app) as address:
        box = AsTheBox(address)
        box.tell(Event.NOBODY_HERE)
        box.tell(Event.SOMEONE_HERE)
        finish(playing, end, "idle")
        wait_for("the game to be known as left", 30, lambda: playing.arcade.left_alone)
        box.state()
        assert not app.extensions["desk"].screen.is_dark


@pytest.mark.parametrize("path", ["/rest", "/talk/numbers", "/counselor/unlock"])
def test_a_finger_that_only_opens_a_page_wakes_it_and_a_page_that_goes_on_does_not(
    app: Flask, path: str
) -> None:
    with serving(app) as address:
        box = AsTheBox(address)
        box.tell(Event.NOBODY_HERE)
        requests.get(address + path, timeout=30)
        assert app.extensions["desk"].screen.is_dark
        requests.get(address + path, headers={"Sec-Fetch-User": "?1"}, timeout=30)
        assert not app.extensions["desk"].screen.is_dark
