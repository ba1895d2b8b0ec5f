"""Sharing the house's key, changing a passphrase, carrying a key, handing over."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kiosk import keyholders
from kiosk.app import app_for
from kiosk.domain.absence import Absence
from kiosk.domain.children import Child
from kiosk.errors import WrongPassphrase
from kiosk.house import House
from kiosk.store import settings
from kiosk.store.keys import carried, counselors, keyslots
from tests.cast import LEGAL_NAME, PASSPHRASE, unlock
from tests.kiosk.counselor.panel import Form, audited, count, is_on_the_card, post

SECOND = "seven lamps under snow ferry"
WANG: dict[str, Form] = {
    "who": "王老师",
    "phone": "139 1234 5678",
    "passphrase": SECOND,
    "again": SECOND,
    "stick": "no",
}


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    red = tmp_path / "media" / "li" / "RED"
    red.mkdir(parents=True)
    return red


@pytest.fixture
def with_sticks(unlocked: House, tmp_path: Path) -> House:
    """The unlocked house, which looks for sticks where the tests have theirs."""
    config = replace(unlocked.config, sticks=f"{tmp_path}/media/*/*")
    return replace(unlocked, config=config)


@pytest.fixture
def li(with_sticks: House) -> FlaskClient:
    """Counselor Li's browser."""
    return app_for(with_sticks).test_client()


def ids(house: House) -> dict[str, str]:
    with house.database.reading() as db:
        return {one.name: one.id for one in counselors.everyone(db)}


def opens(house: House, passphrase: str) -> bool:
    """Try a passphrase at no door: a wrong one makes nobody wait."""
    with house.database.reading() as db:
        slots = keyslots.passphrase_slots(db)
    try:
        keyslots.try_passphrase(slots, passphrase, carried.found_on(keyholders.sticks(house)))
    except WrongPassphrase:
        return False
    return True


def test_a_second_counselor_unlocks_with_a_passphrase_of_her_own(
    li: FlaskClient, with_sticks: House, panda: Child
) -> None:
    assert post(li, "/counselors/new", **WANG).location == "/counselor/counselors"
    page = li.get("/counselor/counselors").text
    assert "王老师现在可以打开工作台了" in page
    assert "139 1234 5678" in page
    assert ("added counselor", ids(with_sticks)["王老师"]) in audited(with_sticks)
    post(li, "/lock")
    assert post(li, "/unlock", passphrase=SECOND).location == "/counselor/"
    assert with_sticks.vault.keeper.name == "王老师"
    assert LEGAL_NAME in li.get(f"/counselor/children/{panda.id}").text


def test_two_counselors_never_have_the_same_passphrase(li: FlaskClient, with_sticks: House) -> None:
    taken = {"passphrase": PASSPHRASE, "again": PASSPHRASE}
    assert "这个口令容易被猜到" in post(li, "/counselors/new", **{**WANG, **taken}).text
    assert count(with_sticks, "key_slots") == 2
    post(li, "/counselors/new", **WANG)
    hers: dict[str, Form] = {"old": PASSPHRASE, "passphrase": SECOND, "again": SECOND}
    assert "这个口令容易被猜到" in post(li, "/counselors/passphrase", **hers).text
    assert opens(with_sticks, PASSPHRASE)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"who": " "}, "请填写儿童主任的姓名"),
        ({"phone": "call"}, "电话号码只能有数字"),
        ({"passphrase": "王老师139", "again": "王老师139"}, "这个口令容易被猜到"),
        ({"again": "seven lamps"}, "两次输入的口令不一样"),
        ({"stick": "/etc"}, "请选一项"),
    ],
)
def test_a_counselor_who_does_not_fit_is_not_added(
    li: FlaskClient, with_sticks: House, stick: Path, wrong: dict[str, Form], sentence: str
) -> None:
    before = audited(with_sticks)
    page = post(li, "/counselors/new", **{**WANG, **wrong})
    assert page.status_code == 200
    assert page.text.count('class="problem"') == 1
    assert sentence in page.text
    assert SECOND not in page.text
    assert (count(with_sticks, "counselors"), count(with_sticks, "key_slots")) == (1, 2)
    assert audited(with_sticks) == before


def test_a_passphrase_is_changed_and_the_old_one_opens_no_more(
    li: FlaskClient, with_sticks: House, panda: Child
) -> None:
    changed = {"old": PASSPHRASE, "passphrase": SECOND, "again": SECOND}
    assert post(li, "/counselors/passphrase", **changed).location == "/counselor/counselors"
    assert ("changed passphrase", ids(with_sticks)["李老师"]) in audited(with_sticks)
    assert not opens(with_sticks, PASSPHRASE)
    assert opens(with_sticks, SECOND)
    post(li, "/lock")
    li.application.extensions["patience"]._until = 0
    assert post(li, "/unlock", passphrase=SECOND).location == "/counselor/"
    assert LEGAL_NAME in li.get(f"/counselor/children/{panda.id}").text


def test_changing_needs_the_old_passphrase_and_a_good_new_one(
    li: FlaskClient, with_sticks: House
) -> None:
    weak = {"old": PASSPHRASE, "passphrase": "12345678", "again": "12345678"}
    assert "这个口令容易被猜到" in post(li, "/counselors/passphrase", **weak).text
    wrong = {"old": "wrong", "passphrase": SECOND, "again": SECOND}
    assert "口令不对" in post(li, "/counselors/passphrase", **wrong).text
    assert audited(with_sticks)[-1] == ("failed to unlock", "panel")
    right = {**wrong, "old": PASSPHRASE}
    assert "秒再试" in post(li, "/counselors/passphrase", **right).text
    assert opens(with_sticks, PASSPHRASE)
    assert not opens(with_sticks, SECOND)


def test_nobody_changes_the_slot_of_another(li: FlaskClient, with_sticks: House) -> None:
    post(li, "/counselors/new", **WANG)
    changed = {"old": SECOND, "passphrase": "green kettle morning tractor"}
    page = post(li, "/counselors/passphrase", **changed, again=changed["passphrase"])
    assert "口令不对" in page.text
    assert opens(with_sticks, SECOND)


def test_a_carried_key_is_made_and_then_needed(
    li: FlaskClient, with_sticks: House, stick: Path
) -> None:
    assert "RED" in li.get("/counselor/counselors/usb-key").text
    form = {"stick": str(stick), "passphrase": PASSPHRASE}
    assert post(li, "/counselors/usb-key", **form).location == "/counselor/counselors"
    actions = [action for action, _ in audited(with_sticks)]
    assert actions[-2:] == ["made carried key", "changed carried key"]
    assert "口令加 U 盘钥匙" in li.get("/counselor/counselors").text
    post(li, "/lock")
    key = stick / carried.FILE_NAME
    hidden = key.rename(stick.parent / "elsewhere")
    assert "如果您用 U 盘钥匙，插上了吗" in post(li, "/unlock", passphrase=PASSPHRASE).text
    hidden.rename(key)
    li.application.extensions["patience"]._until = 0
    assert "口令不对，打不开工作台。" in post(li, "/unlock", passphrase="wrong").text
    li.application.extensions["patience"]._until = 0
    assert post(li, "/unlock", passphrase=PASSPHRASE).location == "/counselor/"
    plain = {"stick": "no", "passphrase": PASSPHRASE}
    assert post(li, "/counselors/usb-key", **plain).location == "/counselor/counselors"
    key.unlink()
    assert opens(with_sticks, PASSPHRASE)


def test_a_stick_that_takes_no_file_is_one_sentence(
    li: FlaskClient, with_sticks: House, stick: Path
) -> None:
    (stick / carried.FILE_NAME).write_text("something else")
    form = {"stick": str(stick), "passphrase": PASSPHRASE}
    page = post(li, "/counselors/usb-key", **form)
    assert "这个 U 盘写不进文件" in page.text
    assert opens(with_sticks, PASSPHRASE)


def test_handing_over_ends_a_counselors_time(li: FlaskClient, with_sticks: House) -> None:
    post(li, "/counselors/new", **WANG)
    known = ids(with_sticks)
    page = li.get("/counselor/counselors").text
    assert "那份副本仍然可以读出来" in page
    post(li, f"/counselors/{known['李老师']}/end")
    assert not with_sticks.vault.is_open
    assert not opens(with_sticks, PASSPHRASE)
    assert ("ended counselor's time", known["李老师"]) in audited(with_sticks)
    assert post(li, "/unlock", passphrase=SECOND).location == "/counselor/"
    assert "以前的儿童主任" in li.get("/counselor/counselors").text


@pytest.mark.parametrize("whose", ["hers", "another's"])
def test_nobody_is_away_any_more_whose_time_has_ended(
    li: FlaskClient, with_sticks: House, whose: str
) -> None:
    post(li, "/counselors/new", **WANG)
    people = ids(with_sticks)
    moment = with_sticks.clock()
    told = Absence(moment.day + timedelta(days=3))
    away = people["王老师" if whose == "hers" else "李老师"]
    with with_sticks.database.transaction() as db:
        settings.go_away(db, told, moment, away)
    post(li, f"/counselors/{people['王老师']}/end")
    with with_sticks.database.reading() as db:
        assert settings.absence(db) == (None if whose == "hers" else told)


@pytest.mark.parametrize("way", ["passphrase", "carried key", "handing over"])
def test_a_slot_that_opens_no_more_is_in_no_file(with_sticks: House, stick: Path, way: str) -> None:
    house = with_sticks
    keyholders.add(house, house.vault.private_key, "王老师", "", SECOND)
    opened = keyholders.prove(house, PASSPHRASE)
    with house.database.reading() as db:
        (slot,) = keyslots.passphrase_slots(db, opened.counselor)
    assert is_on_the_card(house, slot)
    if way == "passphrase":
        keyholders.change_passphrase(house, opened, "nine slow trains cross the plain")
    elif way == "carried key":
        keyholders.carry(house, opened, PASSPHRASE, carried.make(stick))
    else:
        keyholders.hand_over(house, opened.counselor)
    assert not is_on_the_card(house, slot)


def test_a_passphrase_that_is_tried_while_her_time_ends_opens_nothing(
    li: FlaskClient, with_sticks: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(li, "/counselors/new", **WANG)
    known, try_passphrase = ids(with_sticks), keyslots.try_passphrase

    def try_slowly(*given: object) -> keyslots.OpenedSlot:
        opened = try_passphrase(*given)
        with with_sticks.database.transaction() as db:
            counselors.leave(db, known["李老师"], with_sticks.clock(), known["王老师"])
        return opened

    with_sticks.vault.lock()
    monkeypatch.setattr(keyslots, "try_passphrase", try_slowly)
    with pytest.raises(WrongPassphrase):
        keyholders.unlock(with_sticks, PASSPHRASE)
    assert not with_sticks.vault.is_open


def test_the_last_counselor_cannot_be_sent_away(li: FlaskClient, with_sticks: House) -> None:
    assert "/end" not in li.get("/counselor/counselors").text
    before = audited(with_sticks)
    post(li, f"/counselors/{ids(with_sticks)['李老师']}/end")
    assert "请先添加另一位儿童主任" in li.get("/counselor/counselors").text
    assert opens(with_sticks, PASSPHRASE)
    assert [line for line in audited(with_sticks) if line not in before] == []


def test_a_stranger_cannot_be_sent_away(li: FlaskClient) -> None:
    assert post(li, "/counselors/nobody/end").status_code == 404


def test_the_pages_are_behind_the_passphrase(li: FlaskClient, with_sticks: House) -> None:
    with_sticks.vault.lock()
    for path in ("", "/new", "/passphrase", "/usb-key"):
        assert "/unlock" in li.get(f"/counselor/counselors{path}").location
    assert "/unlock" in post(li, "/counselors/new", **WANG).location
    assert count(with_sticks, "counselors") == 1
    unlock(with_sticks)
