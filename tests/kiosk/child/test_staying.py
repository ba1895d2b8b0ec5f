"""The menu knows what a child may do now, and says no to nobody."""

import re
import sys
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from games.catalog import GAMES
from kiosk import standings
from kiosk.app import app_for
from kiosk.arcade import Arcade
from kiosk.domain.allowed import Allowed
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.limits import Limits
from kiosk.domain.moment import ClockState
from kiosk.domain.settings import Loudness
from kiosk.house import House
from kiosk.store import settings
from kiosk.store.attendance.plays import Answered
from kiosk.store.people import children
from tests.cast import Hands, add_child
from tests.kiosk.child.forms import post
from tests.processes import wait_for

PLAY = "/play/team_pairs"


def client_of(house: House, **settings: object) -> FlaskClient:
    """Open the pages of a house whose adult has set something; its games end at once."""
    config = replace(house.config, **settings)
    arcade = Arcade(house.database, house.clock, ("true",), lambda: config.settings.limits)
    return app_for(replace(house, config=config, arcade=arcade)).test_client()


def offered_to(client: FlaskClient) -> str:
    """Tell what a child may play: the game in front, and those on the shelf."""
    boards = "".join(client.get(f"/games?page={number}").text for number in (1, 2))
    return client.get("/thanks").text + boards


def test_every_game_is_on_the_shelf_and_another_in_front_each_day(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    client, in_front = client_of(unlocked), set()
    for _ in range(12):
        post(client, "/who", child=panda.id)
        in_front |= {*re.findall(r'action="/play/(\w+)"', client.get("/thanks").text)}
        boards = [client.get(f"/games?page={number}").text for number in (1, 2)]
        assert all("更多游戏" in board for board in boards)
        shelf = re.findall(r'formaction="/play/(\w+)"', "".join(boards))
        assert shelf == [game.name for game in GAMES]
        hands.forward(days=1)
    assert in_front <= {game.name for game in GAMES} and len(in_front) > 1


def test_nobody_finds_a_shelf_of_nothing(unlocked: House, chick: Child) -> None:
    client = client_of(unlocked)
    assert client.get("/games").location == "/thanks"
    post(client, "/who", child=chick.id)
    assert client.get("/games").location == "/thanks"


def test_who_has_played_a_sitting_looks_outside_and_plays_again_after_a_rest(
    unlocked: House, panda: Child
) -> None:
    client = client_of(unlocked)
    arcade = client.application.extensions["house"].arcade
    post(client, "/who", child=panda.id)
    assert PLAY in offered_to(client)
    arcade.playtime._limits = lambda: Limits(sitting=0)
    resting = client.get("/thanks").text
    assert PLAY not in resting
    assert "/outside" in resting
    assert "游戏也要歇一歇" in resting
    assert post(client, PLAY).location == "/thanks"
    assert not arcade.running
    arcade.playtime._limits = Limits
    assert PLAY in offered_to(client)


@pytest.mark.parametrize(("minutes", "awake"), [(0, True), (13 * 60, False)])
def test_the_games_sleep_outside_their_hours(
    unlocked: House, panda: Child, hands: Hands, minutes: int, awake: bool
) -> None:
    client = client_of(unlocked, play_from="07:00", play_until="20:30")
    hands.forward(minutes=minutes)
    post(client, "/who", child=panda.id)
    assert (PLAY in offered_to(client)) is awake


@pytest.mark.parametrize("clock", [ClockState.UNKNOWN, ClockState.ESTIMATED])
def test_a_house_that_does_not_know_the_hour_has_no_hours(
    unlocked: House, panda: Child, hands: Hands, clock: ClockState
) -> None:
    client = client_of(unlocked, play_from="23:00", play_until="23:01")
    hands.clock = clock
    post(client, "/who", child=panda.id)
    assert PLAY in offered_to(client)


def test_only_the_games_that_an_adult_chose_are_offered(unlocked: House, panda: Child) -> None:
    client = client_of(unlocked, games="another_game")
    post(client, "/who", child=panda.id)
    assert PLAY not in offered_to(client)
    assert post(client, PLAY).location == "/thanks"


@pytest.mark.parametrize(("cue", "leads_to"), [("leave", "/thanks"), (None, "/")])
def test_a_game_left_alone_forgets_who_was_there(
    unlocked: House, panda: Child, tmp_path: Path, monkeypatch, cue: str | None, leads_to: str
) -> None:
    script = tmp_path / "script"
    script.write_text(f'{{"tap": "{cue}"}}' if cue else "")
    stage = {"SPEED": "40", "SCRIPT": str(script)}
    for name, value in {f"AIYOU_STAGE_{one}": stage[one] for one in stage}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    client = app_for(unlocked).test_client()
    post(client, "/who", child=panda.id)
    assert post(client, PLAY).location == "/playing"
    wait_for("its end", 60, lambda: not client.get("/playing/state").json["running"])
    assert client.get("/playing").location == leads_to
    client.get(leads_to)
    assert (client.get("/thanks").location == "/") is (leads_to == "/")


def test_a_game_that_a_child_begins_knows_what_the_child_remembers(
    unlocked: House, panda: Child, tmp_path: Path
) -> None:
    told, program = tmp_path / "told", tmp_path / "game.py"
    program.write_text(
        f"import pathlib, sys\npathlib.Path({str(told)!r}).write_text(str(sys.argv))"
    )
    arcade = Arcade(unlocked.database, unlocked.clock, (sys.executable, str(program)))
    client = app_for(replace(unlocked, arcade=arcade)).test_client()
    with unlocked.database.transaction() as db:
        answer = Answered("characters", 1, True, 4000, fact="山")
        standings.keep(db, panda.id, "hanzi_trace", answer, unlocked.clock())
    post(client, "/who", child=panda.id)
    for game, knows in (("hanzi_trace", True), ("team_pairs", False)):
        post(client, f"/play/{game}")
        wait_for("the game to end", 10, lambda: told.exists() and not arcade.running)
        assert ('{"山": 1.0}' in told.read_text()) is knows
        told.unlink()


def test_a_guest_has_a_sitting_too(unlocked: House) -> None:
    client = client_of(unlocked, sitting_minutes=1e-9)
    post(client, "/guest")
    assert post(client, PLAY).location == "/playing"
    client.application.extensions["house"].arcade.stop()
    assert PLAY not in offered_to(client)


def allow(house: House, child: Child, games: Allowed) -> None:
    with house.database.transaction() as db:
        file = children.file_of(db, house.vault, child.id)
        card = replace(children.get(db, child.id), games=games)
        children.change(db, house.vault, card, file, house.clock())


@pytest.fixture
def chick(unlocked: House) -> Child:
    """A girl of four whose father agreed to everything."""
    return add_child(unlocked, "豆豆", keeps=set(Purpose), birth=date(2022, 3, 14))


def test_under_six_the_menu_looks_outside_until_an_adult_allows_games(
    unlocked: House, chick: Child
) -> None:
    client = client_of(unlocked)
    post(client, "/who", child=chick.id)
    asleep = client.get("/thanks").text
    assert PLAY not in asleep
    assert 'class="tile play" href="/outside"' in asleep
    assert post(client, PLAY).location == "/thanks"
    allow(unlocked, chick, Allowed.WITHOUT_LETTERS)
    assert PLAY in offered_to(client)
    assert post(client, PLAY).location == "/playing"
    client.application.extensions["house"].arcade.stop()


def test_a_game_with_letters_is_offered_only_to_who_may_play_all(
    unlocked: House, panda: Child, chick: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = replace(GAMES[0], name="reading", letters=True)
    monkeypatch.setattr("kiosk.child.staying.GAMES", (*GAMES, reading))
    allow(unlocked, chick, Allowed.WITHOUT_LETTERS)
    client = client_of(unlocked)
    for child, offered in ((chick, False), (panda, True)):
        post(client, "/who", child=child.id)
        page = offered_to(client)
        assert PLAY in page
        assert ("/play/reading" in page) is offered
    post(client, "/guest")
    assert "/play/reading" not in offered_to(client)


@pytest.mark.parametrize(("guests", "plays"), [("without_letters", True), ("none", False)])
def test_guests_play_what_an_adult_has_set(unlocked: House, guests: str, plays: bool) -> None:
    client = client_of(unlocked, guests_play=guests)
    post(client, "/guest")
    assert (PLAY in offered_to(client)) is plays


def set_to(house: House, **changes: object) -> None:
    with house.database.transaction() as db:
        first = house.config.settings
        settings.set_to(db, replace(first, **changes), first, house.clock(), "li")


def test_what_an_adult_sets_holds_at_the_next_touch(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    for changes, offered in (
        ({}, True),
        ({"games": frozenset()}, False),
        ({"play_from": time(9)}, False),
        ({"sitting_minutes": 1.0}, True),
    ):
        set_to(unlocked, **changes)
        assert (PLAY in offered_to(client)) is offered, changes
    assert unlocked.arcade.playtime.left(panda.id) == 60


def test_a_page_and_a_game_are_as_loud_as_an_adult_wants_and_silent_in_quiet_hours(
    unlocked: House, panda: Child, tmp_path: Path
) -> None:
    told, program = tmp_path / "told", tmp_path / "game.py"
    program.write_text(
        f"import pathlib, sys\npathlib.Path({str(told)!r}).write_text(' '.join(sys.argv))"
    )
    arcade = Arcade(unlocked.database, unlocked.clock, (sys.executable, str(program)))
    client = app_for(replace(unlocked, arcade=arcade)).test_client()
    post(client, "/who", child=panda.id)
    for quiet, page, game in (
        ((time(9), time(10)), 'data-volume="30"', ["--volume 30 ", "--quiet-in 3"]),
        ((time(7), time(10)), 'data-volume="0"', ["--volume 0"]),
    ):
        set_to(unlocked, loudness=Loudness.SOFT, quiet_from=quiet[0], quiet_until=quiet[1])
        assert page in client.get("/thanks").text
        told.unlink(missing_ok=True)
        post(client, PLAY)
        wait_for("the game", 10, lambda: told.exists() and told.read_text())
        for part in game:
            assert part in f"{told.read_text()} "
        arcade.stop()
