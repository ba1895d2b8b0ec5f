import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.domain.children import PICTURES, Child
from kiosk.house import House
from tests.kiosk.counselor.panel import FAWN, count, fill_the_card, post, token

NOBODY = "0123456789abcdef0123456789abcdef"


def test_an_expired_form_keeps_nothing_and_offers_itself_again(
    client: FlaskClient, unlocked: House
) -> None:
    for stale in ({"csrf_token": "of yesterday"}, {}):
        answer = client.post("/counselor/children/new", data={**FAWN, **stale})
        assert answer.status_code == 400
        assert "这个页面开得太久了" in answer.text
        assert 'href="/counselor/children/new"' in answer.text
    assert count(unlocked, "children") == 0


def test_an_expired_form_of_a_button_leads_to_today(client: FlaskClient, unlocked: House) -> None:
    answer = client.post("/counselor/departures", data={"csrf_token": "of yesterday"})
    assert answer.status_code == 400
    assert 'href="/counselor/"' in answer.text


def test_a_form_that_expired_while_locked_shows_nothing_sealed(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    unlocked.vault.lock()
    answer = client.post(f"/counselor/children/{panda.id}/change", data={"csrf_token": "old"})
    assert answer.status_code == 400
    assert "小竹" not in answer.text


@pytest.mark.parametrize(
    "path", [f"/children/{NOBODY}", f"/children/{NOBODY}/change", f"/children/{NOBODY}/consent"]
)
def test_an_unknown_child_is_one_page(client: FlaskClient, unlocked: House, path: str) -> None:
    answer = client.get(f"/counselor{path}")
    assert answer.status_code == 404
    assert "这里没有这个孩子" in answer.text
    assert 'href="/counselor/children"' in answer.text


@pytest.mark.parametrize("path", ["/arrivals", "/departures"])
@pytest.mark.parametrize("who", [NOBODY, ""])
def test_an_unknown_child_can_neither_come_nor_go(
    client: FlaskClient, unlocked: House, path: str, who: str
) -> None:
    assert post(client, path, child=who).status_code == 404
    assert count(unlocked, "visits") == 0


def test_a_full_card_is_one_page_and_keeps_nothing(client: FlaskClient, unlocked: House) -> None:
    csrf = token(client)
    fill_the_card(unlocked)
    for colour in ("sun", "leaf", "sky", "berry", "plum"):
        for picture in PICTURES:
            kept = count(unlocked, "children")
            form = {"csrf_token": csrf, **FAWN, "picture": picture, "colour": colour}
            answer = client.post("/counselor/children/new", data=form)
            if answer.status_code != 303:
                break
    assert answer.status_code == 507
    assert "存储卡满了" in answer.text
    assert "请联系总部" in answer.text
    assert count(unlocked, "children") == kept


def test_records_that_cannot_be_read_are_one_page(client: FlaskClient, unlocked: House) -> None:
    unlocked.database.close()
    for path in ("/", "/children", "/unlock", "/about"):
        answer = client.get(f"/counselor{path}")
        assert answer.status_code == 503, path
        assert "记录无法写入" in answer.text


def test_what_may_not_be_asked_for_in_this_way_is_one_page(
    client: FlaskClient, unlocked: House
) -> None:
    answer = client.post("/counselor/about", data={"csrf_token": token(client)})
    assert answer.status_code in (302, 405)
    too_much = post(client, "/children/new", nickname="鹿" * 70_000)
    assert too_much.status_code == 413
    assert "这一步做不了" in too_much.text


def test_every_sentence_speaks_english_too(app: Flask, unlocked: House) -> None:
    client = app.test_client()
    post(client, "/language", language="en")
    assert "No child of this house" in client.get(f"/counselor/children/{NOBODY}").text
    old = client.post("/counselor/lock", data={})
    assert "This page had been open for too long" in old.text
