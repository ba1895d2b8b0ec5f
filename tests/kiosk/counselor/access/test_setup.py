import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from kiosk.app import app_for
from kiosk.errors import AlreadyFounded, Unreadable
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store.keys import recovery as recovery_store
from sync.keys import halves
from tests.cast import PASSPHRASE
from tests.kiosk.counselor.panel import Form, post

FIRST_DAY: dict[str, Form] = {
    "house": "大坪村爱佑之家",
    "counselor": "李老师",
    "phone": "138 0000 1111",
    "passphrase": PASSPHRASE,
    "again": PASSPHRASE,
}


@pytest.fixture
def first(bare_house: House) -> FlaskClient:
    """A browser before a house that nobody has set up."""
    return app_for(bare_house).test_client()


def opens(house: House, recovery_private: bytes) -> bytes:
    with house.database.reading() as db:
        public = house_store.get(db).public_key
        return recovery_store.open_slot(recovery_store.slots(db), recovery_private, public)


def is_founded(house: House) -> bool:
    with house.database.reading() as db:
        return house_store.record(db) is not None


def test_every_page_of_a_new_house_leads_to_its_first_page(first: FlaskClient) -> None:
    for path in ("/", "/unlock", "/children", "/register", "/days", "/about"):
        assert first.get(f"/counselor{path}").location == "/counselor/setup", path
    page = first.get("/counselor/setup").text
    assert "开办爱佑之家" in page
    assert "恢复密钥单" in page


def test_the_recovery_key_is_shown_once_in_two_halves_that_open_the_records_together(
    first: FlaskClient, bare_house: House
) -> None:
    sheet = post(first, "/setup", **FIRST_DAY)
    assert sheet.status_code == 200
    assert sheet.headers["Cache-Control"] == "no-store"
    groups = re.findall(r"<span>([0-9A-F]{4})</span>", sheet.text)
    assert sheet.text.count('<p class="sheet-house">大坪村爱佑之家</p>') == 2
    pair = [halves.read(" ".join(groups[:17])), halves.read(" ".join(groups[17:]))]
    assert opens(bare_house, halves.join(pair))
    for half in pair:
        with pytest.raises(Unreadable):
            opens(bare_house, half.secret)
    assert bare_house.vault.keeper.name == "李老师"
    assert first.get("/counselor/setup").location == "/counselor/"
    assert post(first, "/setup", **FIRST_DAY).location == "/counselor/"
    assert "大坪村爱佑之家" in first.get("/counselor/").text


def test_nothing_but_her_word_takes_the_recovery_sheets_off_the_screen(first: FlaskClient) -> None:
    sheet = post(first, "/setup", **FIRST_DAY).text
    _, body = sheet.split("<body")
    assert re.findall(r'<a [^>]*href="([^"]*)"', body) == ["/counselor/"]
    assert "<form" not in body


def test_two_who_set_the_house_up_at_the_same_time_are_both_led_in(
    first: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(*_: object) -> None:
        raise AlreadyFounded

    monkeypatch.setattr("kiosk.counselor.access.setup.found_house", too_late)
    assert post(first, "/setup", **FIRST_DAY).location == "/counselor/"


def test_a_second_setup_changes_nothing(client: FlaskClient, house: House) -> None:
    again = post(client, "/setup", **{**FIRST_DAY, "house": "别的家"})
    assert again.location == "/counselor/"
    with house.database.reading() as db:
        assert house_store.get(db).name == "大坪村爱佑之家"


def test_a_house_that_knows_the_foundation_needs_no_sheet(
    bare_house: House, recovery: tuple[bytes, bytes]
) -> None:
    config = replace(bare_house.config, recovery_key=recovery[1].hex())
    first = app_for(replace(bare_house, config=config)).test_client()
    assert "恢复密钥单" not in first.get("/counselor/setup").text
    assert post(first, "/setup", **FIRST_DAY).location == "/counselor/"
    assert opens(bare_house, recovery[0])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"passphrase": "password123", "again": "password123"}, "这个口令容易被猜到"),
        ({"passphrase": "李老师 大坪村", "again": "李老师 大坪村"}, "这个口令容易被猜到"),
        ({"again": "four donkeys paint doors"}, "两次输入的口令不一样"),
        ({"passphrase": "", "again": ""}, "请想一个口令"),
        ({"house": "  "}, "请填写爱佑之家的名称"),
        ({"counselor": ""}, "请填写您的姓名"),
        ({"phone": "call me"}, "电话号码只能有数字"),
        ({"house": "家" * 41}, "最多 40 个字"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(
    first: FlaskClient, bare_house: House, wrong: dict[str, Form], sentence: str
) -> None:
    page = post(first, "/setup", **{**FIRST_DAY, **wrong})
    assert page.status_code == 200
    assert page.text.count('class="problem"') == 1
    assert sentence in page.text
    assert PASSPHRASE not in page.text
    assert not is_founded(bare_house)


def test_the_first_page_speaks_english_too(first: FlaskClient) -> None:
    changed = post(first, "/language", language="en", back="/counselor/setup")
    assert changed.location == "/counselor/setup"
    assert "Set the house up" in first.get("/counselor/setup").text
