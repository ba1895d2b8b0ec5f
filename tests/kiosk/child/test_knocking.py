"""Two pictures that tell a child from a friend who taps the wrong one."""

import pytest
from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.domain.codes import THINGS, write
from kiosk.forgetting import erase_child
from kiosk.house import House
from kiosk.store.attendance import visits
from kiosk.store.people import children
from tests.kiosk.child.forms import post

UMBRELLA, BOOT, HAT = THINGS[:3]


@pytest.fixture
def guarded(unlocked: House, panda: Child) -> Child:
    """The girl of six, who chose umbrella and boot."""
    with unlocked.database.transaction() as db:
        children.set_code(db, panda.id, write([UMBRELLA, BOOT]), "li", unlocked.clock())
    return panda


def tap(client: FlaskClient, *things: str) -> str:
    for thing in things:
        location = post(client, "/code", thing=thing).location
    return str(location)


def here(house: House) -> list[str]:
    with house.database.reading() as db:
        return [visit.child for visit in visits.here(db, house.clock())]


@pytest.mark.parametrize("things", [(UMBRELLA, BOOT), (BOOT, UMBRELLA)])
def test_the_two_pictures_let_a_child_in(
    client: FlaskClient, unlocked: House, guarded: Child, things
) -> None:
    assert post(client, "/who", child=guarded.id).location == "/code"
    assert here(unlocked) == []
    assert tap(client, *things) == "/feel"
    assert here(unlocked) == [guarded.id]


def test_the_first_tap_is_shown_and_the_same_one_again_is_one(
    client: FlaskClient, unlocked: House, guarded: Child
) -> None:
    post(client, "/who", child=guarded.id)
    assert tap(client, UMBRELLA, UMBRELLA) == "/code"
    assert client.get("/code").text.count('aria-pressed="true"') == 1
    assert tap(client, BOOT) == "/feel"


def test_wrong_ones_are_asked_again_kindly_and_the_third_time_a_grown_up_helps(
    client: FlaskClient, unlocked: House, guarded: Child
) -> None:
    post(client, "/who", child=guarded.id)
    assert "点一点你的两张小图" in client.get("/code").text
    for _ in range(2):
        tap(client, UMBRELLA, HAT)
        again = client.get("/code").text
        assert "再来一次" in again
        assert 'aria-pressed="true"' not in again
    tap(client, UMBRELLA)
    assert "再来一次" not in client.get("/code").text
    tap(client, HAT)
    assert "老师会帮忙" in client.get("/code").text
    assert tap(client, UMBRELLA, BOOT) == "/code"
    assert here(unlocked) == []
    # Nobody is shut out: the next who taps the picture begins anew.
    post(client, "/who", child=guarded.id)
    assert tap(client, UMBRELLA, BOOT) == "/feel"


def test_who_did_not_knock_is_asked_who_it_is(client: FlaskClient, guarded: Child) -> None:
    assert client.get("/code").location == "/who"
    assert tap(client, UMBRELLA) == "/code"
    assert client.get("/feel").location == "/"


def test_going_to_sleep_forgets_who_knocked(client: FlaskClient, guarded: Child) -> None:
    post(client, "/who", child=guarded.id)
    tap(client, UMBRELLA)
    client.get("/")
    assert client.get("/code").location == "/who"


def test_whose_card_is_gone_meanwhile_is_asked_who_it_is(
    client: FlaskClient, unlocked: House, guarded: Child
) -> None:
    post(client, "/who", child=guarded.id)
    erase_child(unlocked, guarded.id)
    assert client.get("/code").location == "/who"
    post(client, "/code", thing=UMBRELLA)
    assert client.get("/code").location == "/who"


def test_what_is_none_of_the_nine_changes_nothing(client: FlaskClient, guarded: Child) -> None:
    post(client, "/who", child=guarded.id)
    tap(client, "1F43C")
    assert 'aria-pressed="true"' not in client.get("/code").text
    assert tap(client, UMBRELLA, BOOT) == "/feel"
