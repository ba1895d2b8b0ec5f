"""The menu knows what a child may do now, and says no to nobody."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from kiosk.app import app_for
from kiosk.arcade import Arcade
from kiosk.domain.children import Child
from kiosk.domain.limits import Limits
from kiosk.domain.moment import ClockState
from kiosk.house import House
from tests.cast import Hands
from tests.kiosk.child.forms import post

PLAY = "/play/team_pairs"


def client_of(house: House, **settings: object) -> FlaskClient:
    """Open the pages of a house whose adult has set something; its games end at once."""
    config = replace(house.config, **settings)
    arcade = Arcade(house.database, house.clock, ("true",), config.limits)
    return app_for(replace(house, config=config, arcade=arcade)).test_client()


def test_who_has_played_a_sitting_looks_outside_and_plays_again_after_a_rest(
    unlocked: House, panda: Child
) -> None:
    client = client_of(unlocked)
    arcade = client.application.extensions["house"].arcade
    post(client, f"/who/{panda.id}")
    assert PLAY in client.get("/thanks").text
    arcade.playtime._limits = Limits(sitting=0)
    resting = client.get("/thanks").text
    assert PLAY not in resting
    assert "/outside" in resting
    assert "游戏也要歇一歇" in resting
    assert post(client, PLAY).location == "/thanks"
    assert not arcade.running
    arcade.playtime._limits = Limits()
    assert PLAY in client.get("/thanks").text


@pytest.mark.parametrize(("minutes", "awake"), [(0, True), (13 * 60, False)])
def test_the_games_sleep_outside_their_hours(
    unlocked: House, panda: Child, hands: Hands, minutes: int, awake: bool
) -> None:
    client = client_of(unlocked, play_from="07:00", play_until="20:30")
    hands.forward(minutes=minutes)
    post(client, f"/who/{panda.id}")
    assert (PLAY in client.get("/thanks").text) is awake


def test_a_house_that_does_not_know_the_hour_has_no_hours(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    client = client_of(unlocked, play_from="23:00", play_until="23:01")
    hands.clock = ClockState.UNKNOWN
    post(client, f"/who/{panda.id}")
    assert PLAY in client.get("/thanks").text


def test_only_the_games_that_an_adult_chose_are_offered(unlocked: House, panda: Child) -> None:
    client = client_of(unlocked, games="another_game")
    post(client, f"/who/{panda.id}")
    assert PLAY not in client.get("/thanks").text
    assert post(client, PLAY).location == "/thanks"


def test_a_guest_has_a_sitting_too(unlocked: House) -> None:
    client = client_of(unlocked, sitting_minutes=0.00001)
    post(client, "/guest")
    assert post(client, PLAY).location == "/playing"
    client.application.extensions["house"].arcade.stop()
    assert PLAY not in client.get("/thanks").text
