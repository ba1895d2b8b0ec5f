"""Whoever stands at the screen is nobody that stood there before."""

from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.domain.codes import THINGS, write
from kiosk.domain.consent import Purpose
from kiosk.house import House
from kiosk.store.attendance import talks
from kiosk.store.people import children, tags
from tests.cast import add_child
from tests.kiosk.child.forms import come, post, token

TAG = "0004829173"


@pytest.fixture
def next_one(unlocked: House) -> Child:
    """A boy of nine who speaks English, with a tag and a picture code."""
    child = add_child(unlocked, "小鹿", keeps=set(Purpose), birth=date(2017, 5, 20))
    with unlocked.database.transaction() as db:
        file = children.file_of(db, unlocked.vault, child.id)
        speaks = replace(child, language="en")
        children.change(db, unlocked.vault, speaks, file, unlocked.clock())
        tags.give(db, child.id, TAG, "li", unlocked.clock())
        children.set_code(db, child.id, write(THINGS[:2]), "li", unlocked.clock())
    return speaks


def of_whom(house: House) -> str | None:
    """Tell of whom the only wish to talk is."""
    with house.database.reading() as db:
        (wish,) = talks.waiting(db, house.vault)
    return wish.child


@pytest.mark.parametrize("who", ["tag", "guest"])
def test_who_comes_while_another_leaves_is_asked_nothing_of_what_that_one_was(
    client: FlaskClient, unlocked: House, panda: Child, next_one: Child, who: str
) -> None:
    post(client, "/who", child=panda.id)
    assert post(client, "/home").location == "/fetch"
    if who == "tag":
        post(client, "/tag", tag=TAG)
    else:
        come(client, None)
    page = client.get("/talk").text
    assert 'href="/thanks"' in page and 'href="/fetch"' not in page


def test_a_guest_is_spoken_to_in_the_language_of_the_house(
    client: FlaskClient, next_one: Child
) -> None:
    post(client, "/tag", tag=TAG)
    assert 'lang="en"' in client.get("/thanks").text
    come(client, None)
    assert 'lang="zh-Hans"' in client.get("/thanks").text


def test_who_is_asked_for_its_picture_code_is_spoken_to_in_its_language_and_is_nobody_yet(
    client: FlaskClient, unlocked: House, panda: Child, next_one: Child
) -> None:
    post(client, "/who", child=panda.id)
    assert post(client, "/who", child=next_one.id).location == "/code"
    assert 'lang="en"' in client.get("/code").text
    post(client, "/talk")
    assert of_whom(unlocked) is None


def test_what_was_tapped_of_one_picture_code_is_nothing_of_the_next(
    client: FlaskClient, unlocked: House, next_one: Child
) -> None:
    post(client, "/who", child=next_one.id)
    post(client, "/code", thing=THINGS[0])
    post(client, "/who", child=next_one.id)
    assert 'aria-pressed="true"' not in client.get("/code").text


@pytest.mark.parametrize("page", ["/", "/who"])
def test_who_has_gone_from_the_screen_wishes_nothing_any_more(
    client: FlaskClient, unlocked: House, panda: Child, page: str
) -> None:
    post(client, "/who", child=panda.id)
    form = {"csrf_token": token(client, page)}
    client.post("/talk", data=form)
    assert of_whom(unlocked) is None


def test_whose_form_is_of_yesterday_stands_there_no_more(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    assert client.post("/feel", data={"csrf_token": "of yesterday"}).location == "/who"
    assert client.get("/thanks").location == "/"


def test_who_has_said_goodbye_wishes_nothing_any_more(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    post(client, "/today", face="high")
    post(client, "/talk")
    assert of_whom(unlocked) is None


def test_goodbye_is_said_in_the_language_of_who_leaves(
    client: FlaskClient, next_one: Child
) -> None:
    post(client, "/tag", tag=TAG)
    gone = post(client, "/today", face="high")
    assert gone.location == "/bye?language=en"
    assert 'lang="en"' in client.get(gone.location).text


def test_the_card_of_a_tag_that_nobody_has_leaves_nobody_at_the_screen(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    post(client, "/tag", tag="0009999999")
    post(client, "/talk")
    assert of_whom(unlocked) is None
