"""What about? Marked on the page of faces by who is eight or older, if it likes to."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.moods import About, Face, Mood
from kiosk.house import House
from kiosk.store.attendance import moods
from tests.cast import add_child
from tests.kiosk.child.forms import token


@pytest.fixture
def sparrow(unlocked: House) -> Child:
    """A girl of ten whose guardian agreed to everything."""
    return add_child(unlocked, "雀儿", keeps=set(Purpose), birth=date(2016, 1, 1))


def feel(client: FlaskClient, child: Child, face: str, *about: str) -> str:
    csrf = {"csrf_token": token(client)}
    client.post("/who", data={**csrf, "child": child.id})
    answer = client.post("/feel", data={**csrf, "face": face, "about": list(about)})
    return str(answer.location)


def kept(house: House) -> Mood:
    today = house.clock().day
    with house.database.reading() as db:
        (mood,) = moods.between(db, house.vault, today, today)
    return mood


def test_what_was_marked_is_kept_with_the_face(
    client: FlaskClient, unlocked: House, sparrow: Child
) -> None:
    assert feel(client, sparrow, "low", "sleep", "home", "money") == "/thanks"
    mood = kept(unlocked)
    assert (mood.face, mood.about) == (Face.LOW, (About.HOME, About.SLEEP))


def test_nothing_need_be_marked_and_a_skip_says_nothing(
    client: FlaskClient, unlocked: House, sparrow: Child, panda: Child
) -> None:
    assert feel(client, sparrow, "", "home") == "/thanks"
    assert (kept(unlocked).face, kept(unlocked).about) == (None, ())


def test_small_children_are_not_asked(client: FlaskClient, unlocked: House, panda: Child) -> None:
    csrf = {"csrf_token": token(client)}
    client.post("/who", data={**csrf, "child": panda.id})
    assert 'name="about"' not in client.get("/feel").text
    feel(client, panda, "low", "home")
    assert kept(unlocked).about == ()
