"""On a new card the first page brings a house back: by its backup, a passphrase and a new start."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from flask.testing import FlaskClient

from kiosk import returning
from kiosk.app import app_for
from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.house import House, open_house
from kiosk.power import Stage
from kiosk.serve import START_ANEW
from kiosk.store.attendance import visits
from kiosk.store.database import FILE_NAME
from kiosk.store.safety import backup, locks, records
from kiosk.store.safety.places import FOLDER
from tests.cast import PASSPHRASE, Hands
from tests.kiosk.counselor.panel import post
from tests.processes import free_port, kiosk

PAGE = "/counselor/setup/bring-back"


@pytest.fixture
def sticks(tmp_path: Path) -> str:
    return str(tmp_path / "sticks" / "*")


@pytest.fixture
def stick(tmp_path: Path, unlocked: House, panda: Child) -> Path:
    """A stick with a backup of a house in which a child is."""
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
    place = tmp_path / "sticks" / "red" / FOLDER
    backup.make(unlocked.database.path, place, unlocked.clock())
    return place


@pytest.fixture
def new_card(tmp_path: Path, sticks: str, hands: Hands) -> House:
    config = HouseConfig(data=tmp_path / "new-card", argon2_memory_kib=1024, sticks=sticks)
    return open_house(config, hands)


@pytest.fixture
def first(new_card: House) -> FlaskClient:
    return app_for(new_card).test_client()


def bring_back(address: str) -> None:
    """Type the passphrase at a served house."""
    with requests.Session() as browser:
        page = browser.get(address + PAGE).text
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        form = {"csrf_token": token[1], "passphrase": PASSPHRASE}
        assert "要醒来了" in browser.post(address + PAGE, data=form).text


def test_the_first_page_leads_there_and_says_when_no_stick_is_in(first: FlaskClient) -> None:
    page = first.get("/counselor/setup").text
    assert PAGE in page and "什么也没有保存" not in page
    page = first.get(PAGE).text
    assert "没有找到备份" in page and "再找一次" in page
    assert 'type="password"' not in page


def test_a_stick_that_is_in_is_shown_with_its_day(first: FlaskClient, stick: Path) -> None:
    page = first.get(PAGE).text
    assert "red" in page and "11月24日" in page


def test_a_stick_of_last_year_is_not_taken_for_one_of_yesterday(
    first: FlaskClient, stick: Path, hands: Hands
) -> None:
    assert "2026年" not in first.get(PAGE).text
    hands.forward(days=366)
    assert "2026年11月24日" in first.get(PAGE).text


def test_a_backup_on_the_card_itself_is_no_stick(
    first: FlaskClient, new_card: House, unlocked: House
) -> None:
    backup.make(unlocked.database.path, new_card.config.backup_directory, unlocked.clock())
    page = first.get(PAGE).text
    assert "存储卡" in page and "U 盘“" not in page


def test_where_no_backup_is_in_no_passphrase_begins_anything(
    first: FlaskClient, new_card: House
) -> None:
    assert "没有找到备份" in post(first, "/setup/bring-back", passphrase=PASSPHRASE).text
    assert new_card.power.is_awake


def test_a_wrong_passphrase_changes_nothing_and_makes_one_wait(
    first: FlaskClient, new_card: House, stick: Path
) -> None:
    page = post(first, "/setup/bring-back", passphrase="not the right one").text
    assert "这个口令打不开任何一个备份。" in page
    assert new_card.power.is_awake
    again = post(first, "/setup/bring-back", passphrase=PASSPHRASE).text
    assert re.search("请等 [2-4] 秒再试", again)


def test_damaged_backups_are_said_to_be_so(
    first: FlaskClient, new_card: House, stick: Path
) -> None:
    (made,) = stick.iterdir()
    made.write_bytes(made.read_bytes()[:-9])
    assert "都不完整" in post(first, "/setup/bring-back", passphrase=PASSPHRASE).text
    assert new_card.power.is_awake


def test_a_house_that_is_set_up_is_not_replaced(unlocked: House, stick: Path, sticks: str) -> None:
    house = replace(unlocked, config=replace(unlocked.config, sticks=sticks))
    client = app_for(house).test_client()
    assert post(client, "/setup/bring-back", passphrase=PASSPHRASE).location == "/counselor/"
    assert house.power.is_awake


def test_the_right_one_closes_the_house_and_it_says_that_it_wakes_up(
    first: FlaskClient, new_card: House, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.power.os.kill", lambda *_: None)
    assert post(first, "/setup/bring-back", passphrase=PASSPHRASE).location == "/"
    assert new_card.power.stage is Stage.ANEW
    assert "要醒来了" in first.get("/").text


def test_a_new_card_that_is_served_comes_back_as_the_house_it_was(
    tmp_path: Path, unlocked: House, stick: Path, sticks: str, panda: Child
) -> None:
    data, port = tmp_path / "served", free_port()
    address, environ = f"http://127.0.0.1:{port}", {"AIYOU_STICKS": sticks}
    with kiosk(data, port, **environ) as process:
        bring_back(address)
        assert process.wait(20) == START_ANEW
    with closing(sqlite3.connect(data / FILE_NAME)) as db:
        assert db.execute("SELECT child FROM visits").fetchall() == [(panda.id,)]
    with kiosk(data, port, **environ), requests.Session() as browser:
        assert "/counselor/unlock" in browser.get(f"{address}/counselor/").url
        assert panda.nickname in browser.get(f"{address}/who").text


def test_where_it_fails_after_all_the_first_page_says_so_until_it_is_done(
    tmp_path: Path, unlocked: House, stick: Path, sticks: str
) -> None:
    data, port = tmp_path / "served", free_port()
    address, environ = f"http://127.0.0.1:{port}", {"AIYOU_STICKS": sticks}
    with kiosk(data, port, **environ) as process, locks.using(data):
        bring_back(address)
        assert process.wait(20) == START_ANEW
    with kiosk(data, port, **environ) as process, requests.Session() as browser:
        for page in ("/counselor/setup", PAGE):
            assert "什么也没有保存，请联系总部。" in browser.get(address + page).text
        bring_back(address)
        assert process.wait(20) == START_ANEW
    assert not (data / returning.MARK).exists()
    assert records.house_name(data / FILE_NAME)
