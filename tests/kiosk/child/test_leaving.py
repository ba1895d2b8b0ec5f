"""A small child that goes home is asked who fetches it, once a visit."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.fetchings import Fetcher
from kiosk.house import House
from kiosk.store.attendance import by_hand, fetchings
from tests.cast import Hands, add_child
from tests.kiosk.child.forms import come, post
from tests.kiosk.child.test_knocking import here


def is_fetched(client: FlaskClient, child: Child, by: str) -> TestResponse:
    """Let a child come, go home, and say who fetches it."""
    post(client, "/who", child=child.id)
    post(client, "/home")
    return post(client, "/fetch", by=by)


def said(house: House) -> list[Fetcher | None]:
    today = house.clock().day
    with house.database.reading() as db:
        return [one.by for one in fetchings.between(db, house.vault, today, today)]


def test_a_small_child_says_who_fetches_it_and_then_how_it_was(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    assert post(client, "/home").location == "/fetch"
    # It has left by then: a child that runs off without an answer has gone too.
    assert here(unlocked) == []
    assert "谁来接你" in client.get("/fetch").text
    assert post(client, "/fetch", by="grandmother").location == "/today"
    assert said(unlocked) == [Fetcher.GRANDMOTHER]


@pytest.mark.parametrize("answer", ["", "a stranger"])
def test_a_skip_is_an_answer_and_so_is_what_was_never_offered(
    client: FlaskClient, unlocked: House, panda: Child, answer: str
) -> None:
    assert is_fetched(client, panda, answer).location == "/today"
    assert said(unlocked) == [None]


def test_it_is_asked_once_a_visit_and_how_it_was_once_a_day(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    is_fetched(client, panda, "mother")
    assert post(client, "/home").location == "/today"
    assert post(client, "/today", face="high").location.startswith("/bye")
    hands.forward(hours=1)
    post(client, "/who", child=panda.id)
    assert post(client, "/home").location == "/fetch"
    assert post(client, "/fetch", by="father").location.startswith("/bye")
    assert said(unlocked) == [Fetcher.MOTHER, Fetcher.FATHER]


def test_what_it_says_is_kept_where_it_came_while_the_house_wrote_on_paper(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    is_fetched(client, panda, "mother")
    hands.forward(days=1)
    moment = unlocked.clock()
    with unlocked.database.transaction() as db:
        came = moment.at - timedelta(hours=1)
        by_hand.back_fill(db, panda.id, moment.day, came, None, moment, "li")
    post(client, "/who", child=panda.id)
    assert post(client, "/home").location == "/fetch"
    post(client, "/fetch", by="father")
    assert said(unlocked) == [Fetcher.FATHER]


def test_bigger_ones_guests_and_whoever_may_not_be_kept_are_not_asked(
    client: FlaskClient, unlocked: House, owl: Child
) -> None:
    big = add_child(unlocked, "雀儿", keeps=set(Purpose), birth=date(2016, 1, 1))
    small = add_child(unlocked, "小鹿", keeps={Purpose.MOODS}, birth=date(2020, 1, 1))
    for who, onward in ((big, "/today"), (small, "/today"), (owl, "/bye"), (None, "/bye")):
        come(client, who)
        assert post(client, "/home").location.startswith(onward), who
    assert said(unlocked) == []


def test_nobody_is_asked_where_nobody_stands(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    assert client.get("/fetch").location == "/"
    assert post(client, "/fetch", by="mother").location.startswith("/bye")
    assert said(unlocked) == []
