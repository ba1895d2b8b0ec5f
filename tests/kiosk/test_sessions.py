import time

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from itsdangerous import BadSignature

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.sessions import Sessions, token
from kiosk.store.attendance import talks
from tests.kiosk.child import forms

COOKIE = "session"


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie(COOKIE)
    assert found
    return found.value


def test_a_session_that_was_changed_on_the_way_is_none(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    forms.come(client, panda)
    assert client.get("/thanks").status_code == 200
    signed = cookie(client)
    for place in range(0, len(signed), 7):
        other = "B" if signed[place] == "A" else "A"
        changed = signed[:place] + other + signed[place + 1 :]
        client.set_cookie(COOKIE, changed)
        # The last letter of a signature holds bits that mean nothing.
        if changed[:-1] != signed[:-1]:
            assert client.get("/thanks").status_code == 303, place
    client.set_cookie(COOKIE, signed)
    assert client.get("/thanks").status_code == 200


def test_a_session_of_another_start_is_none(app: Flask, panda: Child) -> None:
    one, other = Sessions(b"one" * 11), Sessions(b"other" * 7)
    signed = one.get_signing_serializer(app).dumps({"visitor": panda.id})
    assert one.get_signing_serializer(app).loads(signed) == {"visitor": panda.id}
    with pytest.raises(BadSignature):
        other.get_signing_serializer(app).loads(signed)


def test_a_session_ends_after_a_month(
    client: FlaskClient, panda: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms.come(client, panda)
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 32 * 24 * 3600)
    assert client.get("/thanks").status_code == 303


@pytest.mark.parametrize("hours", [0.5, 9, 24 * 20])
def test_who_taps_on_a_page_that_has_slept_is_heard(
    client: FlaskClient, unlocked: House, monkeypatch: pytest.MonkeyPatch, hours: float
) -> None:
    asleep = forms.token(client, "/")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + hours * 3600)
    assert client.post("/talk", data={"csrf_token": asleep}).location == "/talk"
    with unlocked.database.reading() as db:
        assert len(talks.waiting(db, unlocked.vault)) == 1


def test_a_clock_that_leaps_ahead_sends_nobody_back(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms.token(client)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 10 * 3600)
    assert forms.come(client, None).location != "/who"


@pytest.mark.parametrize("days", [-1, 56 * 365])
def test_a_clock_that_is_set_forgets_no_child_and_no_answer(
    client: FlaskClient, unlocked: House, panda: Child, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    forms.come(client, panda)
    asked = forms.token(client, "/feel")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + days * 24 * 3600)
    assert client.post("/feel", data={"csrf_token": asked, "face": "high"}).location == "/thanks"
    assert client.get("/thanks").status_code == 200
    with unlocked.database.reading() as db:
        assert db.table("moods").count == 1


def test_one_session_has_one_token_for_a_while_and_each_its_own(
    app: Flask,
) -> None:
    told = []
    for begun in ("one", "one", "another", "one"):
        with app.test_request_context():
            session["csrf_token"] = begun
            told.append(token())
    assert told[0] == told[1]
    of = [one.partition(".")[0] for one in told]
    assert of[3] == of[0] != of[2]


def test_a_token_that_was_told_before_is_taken(client: FlaskClient, panda: Child) -> None:
    tokens = [forms.token(client) for _ in range(2)]
    for one in tokens:
        assert client.post("/who", data={"csrf_token": one, "child": panda.id}).status_code == 303
        assert client.post("/home", data={"csrf_token": one}).location == "/fetch"


def test_a_token_of_another_browser_lets_nobody_in(
    app: Flask, client: FlaskClient, panda: Child, unlocked: House
) -> None:
    forms.token(client)
    others = forms.token(app.test_client())
    refused = client.post("/who", data={"csrf_token": others, "child": panda.id})
    assert refused.location == "/who"
    with unlocked.database.reading() as db:
        assert db.table("visits").count == 0
