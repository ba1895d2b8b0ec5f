"""The handbook names what the panel shows, in each of the panel's languages."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask, url_for
from flask.testing import FlaskClient
from PIL import Image

from kiosk.counselor import words
from kiosk.counselor.help.handbook import labels, tasks, with_labels
from kiosk.house import House
from tests.browser import SEVEN_INCH

PANEL = Path(words.__file__).parent
MOST_STEPS = 5


def known_labels() -> set[str]:
    with (PANEL / "translations/zh_Hans/LC_MESSAGES/messages.po").open("rb") as file:
        return {str(one.id) for one in read_po(file) if one.id}


@pytest.mark.parametrize("locale", words.PANEL)
def test_each_language_has_the_same_tasks_and_steps(locale: str) -> None:
    for one, other in zip(tasks("zh_Hans"), tasks(locale), strict=True):
        assert (one.name, one.endpoint) == (other.name, other.endpoint)
        assert [sorted(labels(step)) for step in one.steps] == [
            sorted(labels(step)) for step in other.steps
        ], one.name
        assert 2 <= len(one.steps) <= MOST_STEPS


def test_every_label_is_one_of_the_panels() -> None:
    named = {label for task in tasks("en") for step in task.steps for label in labels(step)}
    assert named - known_labels() == set()


def test_every_task_leads_to_the_page_where_it_is_done(app: Flask, unlocked: House) -> None:
    client = app.test_client()
    with app.test_request_context():
        pages = {task.name: url_for(f"counselor.{task.endpoint}") for task in tasks("zh_Hans")}
    for name, page in pages.items():
        answer = client.get(page, follow_redirects=True)
        assert answer.status_code == 200, name
        assert f'href="{page}"' in client.get(f"/counselor/help/{name}").text


def test_a_step_shows_labels_as_the_panel_does_and_runs_nothing(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "zh-Hans"}):
        assert with_labels("点{Today}<i>") == "点<b>今天</b>&lt;i&gt;"


def test_all_tasks_are_listed_and_printed_in_full(client: FlaskClient, unlocked: House) -> None:
    page = client.get("/counselor/help").text
    for task in tasks("zh_Hans"):
        assert f"<b>{task.title}</b>" in page, task.name
        assert f"<h2>{task.title}</h2>" in page, task.name
    assert len(re.findall(r"<li><span>点", page)) > 10


def test_a_task_that_there_is_not_leads_to_all_of_them(
    client: FlaskClient, unlocked: House
) -> None:
    assert client.get("/counselor/help/nothing").location == "/counselor/help"


def test_it_is_read_while_the_panel_is_locked_and_leads_back_to_its_page(
    client: FlaskClient, unlocked: House
) -> None:
    unlocked.vault.lock()
    assert "/counselor/help" in client.get("/counselor/unlock").text
    page = client.get("/counselor/help").text
    assert "有孩子想聊聊" in page and 'class="rail"' not in page
    task = client.get("/counselor/help/talk").text
    assert "平静地走到孩子身边" in task
    assert client.get("/counselor/").location == "/counselor/unlock?back=/counselor/"


@pytest.mark.parametrize("locale", words.PANEL)
def test_each_task_has_its_picture_of_the_smallest_screen(locale: str) -> None:
    for task in tasks(locale):
        with Image.open(PANEL / "static" / "handbook" / locale / f"{task.name}.webp") as picture:
            assert picture.size == SEVEN_INCH[:2], task.name
    drawn = {path.stem for path in (PANEL / "static" / "handbook" / locale).iterdir()}
    assert drawn == {task.name for task in tasks(locale)}
