"""A tag lets its child in from every page; one that nobody has changes nothing."""

import sys
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from games.learning import Standing
from kiosk.app import app_for
from kiosk.arcade import Arcade
from kiosk.domain.children import Child
from kiosk.domain.codes import THINGS, write
from kiosk.house import House
from kiosk.store.people import children, tags
from tests.cast import leave_the_program
from tests.kiosk.child.forms import post
from tests.kiosk.child.test_knocking import here

NUMBER, OTHER = "0004829173", "0009999999"


@pytest.fixture
def tagged(unlocked: House, panda: Child) -> Child:
    """The girl of six, with a tag and a picture code."""
    with unlocked.database.transaction() as db:
        tags.give(db, panda.id, NUMBER, "li", unlocked.clock())
        children.set_code(db, panda.id, write(THINGS[:2]), "li", unlocked.clock())
    return panda


def counts(house: House) -> dict[str, int]:
    with house.database.reading() as db:
        return {name: db.table(name).count for name in ("visits", "tags", "moods", "audit")}


def test_a_tag_lets_its_child_in_without_the_picture_code(
    client: FlaskClient, unlocked: House, tagged: Child
) -> None:
    assert post(client, "/tag", tag=NUMBER).location == "/feel"
    assert here(unlocked) == [tagged.id]
    # A tag is easily read twice: that is no answer. Who has given one is asked no second time.
    assert post(client, "/tag", tag=NUMBER).location == "/feel"
    post(client, "/feel", face="")
    assert post(client, "/tag", tag=NUMBER).location == "/thanks"
    assert counts(unlocked)["visits"] == 1


def test_whoever_was_on_the_page_is_forgotten(
    client: FlaskClient, unlocked: House, tagged: Child, owl: Child
) -> None:
    post(client, "/who", child=owl.id)
    post(client, "/tag", tag=NUMBER)
    with client.session_transaction() as session:
        assert session["visitor"] == tagged.id


@pytest.mark.parametrize("number", [NUMBER, OTHER])
def test_the_game_of_whoever_was_there_before_ends(
    unlocked: House, tagged: Child, number: str
) -> None:
    command = (sys.executable, "-c", "import time; time.sleep(60)")
    arcade = Arcade(unlocked.database, unlocked.clock, command)
    client = app_for(replace(unlocked, arcade=arcade)).test_client()
    arcade.start("team_pairs", None, Standing(), "zh_Hans")
    post(client, "/tag", tag=number)
    assert not arcade.running


def test_a_tag_of_nobody_is_answered_calmly_and_leaves_nothing(
    client: FlaskClient, unlocked: House, tagged: Child
) -> None:
    post(client, "/tag", tag=NUMBER)
    before = counts(unlocked)
    answer = post(client, "/tag", tag=OTHER)
    assert answer.location == "/tag"
    calm = client.get("/tag").text
    assert "这张卡我还不认识" in calm and 'href="/who"' in calm
    assert OTHER not in calm
    assert counts(unlocked) == before
    assert client.get("/thanks").location == "/"


@pytest.mark.parametrize("typed", ["", "12", "7" * 500, "小竹小竹"])
def test_what_is_no_number_is_a_tag_of_nobody(
    client: FlaskClient, unlocked: House, tagged: Child, typed: str
) -> None:
    assert post(client, "/tag", tag=typed).location == "/tag"
    assert here(unlocked) == []


def test_the_tag_of_a_child_that_has_left_is_like_a_tag_of_nobody(
    client: FlaskClient, unlocked: House, tagged: Child
) -> None:
    leave_the_program(unlocked, tagged)
    assert post(client, "/tag", tag=NUMBER).location == "/tag"
    assert here(unlocked) == []


def test_without_consent_a_tag_lets_a_child_play_and_keeps_nothing(
    client: FlaskClient, unlocked: House, owl: Child
) -> None:
    with unlocked.database.transaction() as db:
        tags.give(db, owl.id, NUMBER, "li", unlocked.clock())
    assert post(client, "/tag", tag=NUMBER).location == "/thanks"
    assert here(unlocked) == []


def test_a_forged_form_lets_nobody_in(client: FlaskClient, unlocked: House, tagged: Child) -> None:
    assert client.post("/tag", data={"tag": NUMBER}).location == "/who"
    assert here(unlocked) == []


def test_in_a_house_that_is_not_set_up_a_tag_is_nobodys(bare_house: House) -> None:
    from kiosk.app import app_for

    assert post(app_for(bare_house).test_client(), "/tag", tag=NUMBER).location == "/tag"
