import re
from collections.abc import Iterator

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from jinja2 import Template

from kiosk.caretaker import Caretaker
from kiosk.domain.children import Child
from kiosk.domain.settings import Loudness
from kiosk.house import House
from kiosk.store import settings as settings_store
from kiosk.written import BLANK, Written
from tests.kiosk.child.forms import come, post


@pytest.fixture
def written(app: Flask) -> Iterator[list[str]]:
    """The templates of which a page was written."""
    names: list[str] = []

    def note(_: Flask, template: Template, **__: object) -> None:
        names.append(str(template.name))

    with template_rendered.connected_to(note, app):
        yield names


def without_tokens(page: str) -> str:
    return re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", page)


def test_one_page_is_written_once_and_each_browser_has_its_own_token(
    app: Flask, panda: Child, written: list[str]
) -> None:
    pages = [app.test_client().get("/who").text for _ in range(2)]
    assert pages[0] != pages[1]
    assert without_tokens(pages[0]) == without_tokens(pages[1])
    assert BLANK not in "".join(pages)
    assert written == ["child/who.html"]
    assert panda.nickname in pages[0]


def test_a_page_tells_at_once_what_has_changed(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    before = without_tokens(client.get("/who").text)
    assert 'class="here"' not in before and 'data-volume="65"' in before
    come(client, panda)
    came = client.get("/who").text
    assert 'class="here"' in came
    with unlocked.database.transaction() as db:
        db.table("children").update(panda.id, {"nickname": "阿花"})
    assert "阿花" in client.get("/who").text
    assert panda.nickname not in client.get("/who").text
    with unlocked.database.transaction() as db:
        first = unlocked.config.settings
        quiet = type(first)(loudness=Loudness.OFF)
        settings_store.set_to(db, quiet, first, unlocked.clock(), "li")
    assert 'data-volume="0"' in client.get("/who").text


def test_a_page_is_in_the_language_of_whoever_stands_there(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    assert '<html lang="zh-Hans">' in client.get("/who").text
    with unlocked.database.transaction() as db:
        db.table("children").update(panda.id, {"language": "en"})
    come(client, panda)
    assert '<html lang="en">' in client.get("/thanks").text


def test_the_caretaker_lets_go_of_what_was_shown(
    client: FlaskClient, unlocked: House, written: list[str]
) -> None:
    for _ in range(2):
        client.get("/who")
    assert len(written) == 1
    Caretaker(unlocked).step()
    client.get("/who")
    assert len(written) == 2


def test_few_pages_are_kept_the_latest() -> None:
    written, made = Written(), []

    def ask(number: int) -> None:
        written.page(number, lambda: made.append(number) or str(number))

    for number in range(100):
        ask(number)
    ask(99)
    assert made == [*range(100)]
    ask(0)
    assert made[-1] == 0


def test_what_is_typed_is_no_token(client: FlaskClient, unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        db.table("children").update(panda.id, {"nickname": "csrf_token"})
    assert ">csrf_token</span>" in client.get("/who").text
    assert post(client, "/who", child=panda.id).status_code == 303
