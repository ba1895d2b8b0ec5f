"""What a child sees when the house itself is unwell: one designed page, never a bare error."""

import sys
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from kiosk.app import app_for, create_app
from kiosk.arcade import Arcade
from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store.database import FILE_NAME
from tests.kiosk.child.forms import come, post, token
from tests.kiosk.counselor.panel import fill_the_card
from tests.processes import wait_for

# A game that shows itself and then crashes.
SEEN = (
    """print('{"event": "ready"}', flush=True); import time; time.sleep(0.3); raise SystemExit(1)"""
)


def assert_every_door_shows(client: FlaskClient, reason: str) -> None:
    for path in ("/", "/who", "/feel", "/thanks", "/counselor/"):
        page = client.get(path)
        assert page.status_code == 503, path
        assert "请去找老师来" in page.text, path
        assert reason in page.text, path
    assert client.post("/who", data={"child": "0123456789abcdef"}).status_code == 503
    assert client.get("/art/1F43C.svg", buffered=True).status_code == 200


def test_records_of_a_newer_version_are_one_page_that_says_so(
    config: HouseConfig, house: House
) -> None:
    with house.database.transaction() as db:
        row = {"migration_set": "house", "name": "of_next_year", "applied_at": "2027"}
        db.table("_sqlite_migrations").insert(row)
    house.close()
    client = create_app(config).test_client()
    assert_every_door_shows(client, "较新版本的程序")


def test_damaged_records_are_one_page_that_says_so(config: HouseConfig) -> None:
    path = config.directory / FILE_NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database" * 1000)
    client = create_app(config).test_client()
    assert_every_door_shows(client, "记录已损坏")
    assert client.get("/voice/zh_Hans/trouble.wav", buffered=True).mimetype == "audio/wav"


def test_a_full_card_fetches_the_counselor(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    csrf = token(client)
    fill_the_card(unlocked)
    for _ in range(500):
        answer = client.post("/talk", data={"csrf_token": csrf})
        if answer.status_code != 303:
            break
    assert answer.status_code == 507
    assert "请去找老师来" in answer.text
    assert "存储卡满了" in answer.text


@pytest.mark.parametrize("who", ["guest", "panda"])
def test_a_game_that_does_not_start_is_asleep_and_the_menu_is_one_tap_away(
    unlocked: House, panda: Child, who: str
) -> None:
    broken = Arcade(unlocked.database, unlocked.clock, ("/nowhere/to/be/found",))
    client = app_for(replace(unlocked, arcade=broken)).test_client()
    come(client, None if who == "guest" else panda)
    answer = post(client, "/play/team_pairs")
    assert answer.status_code == 503
    assert "睡着了" in answer.text
    assert 'href="/thanks"' in answer.text


def test_a_game_that_ends_before_it_is_seen_is_asleep_too(unlocked: House) -> None:
    for program, status in (("raise SystemExit(1)", 503), (SEEN, 303)):
        command = (sys.executable, "-c", program)
        arcade = Arcade(unlocked.database, unlocked.clock, command)
        client = app_for(replace(unlocked, arcade=arcade)).test_client()
        post(client, "/guest")
        assert post(client, "/play/team_pairs").location == "/playing"
        wait_for("the game to end", 30, lambda arcade=arcade: not arcade.running)
        assert client.get("/playing").status_code == status
