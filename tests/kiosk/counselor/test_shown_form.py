"""A form that does not bring back what it showed changes nothing, however often it is sent."""

import re

import pytest
from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store.people import children
from tests.kiosk.counselor.day.test_activities import READING, kept
from tests.kiosk.counselor.panel import AGREED, Form, post, token

CHANGED = "这里刚刚有改动"


def send_unseen(client: FlaskClient, path: str, form: dict[str, Form], **unseen: str) -> str:
    """Send a form that nobody was shown; tells the page that comes back."""
    data = {"csrf_token": token(client), **form, **unseen}
    return client.post(f"/counselor{path}", data=data).text


def mark_in(page: str) -> str:
    found = re.search(r'name="mark"[^>]* value="([^"]*)"', page)
    assert found
    return found[1]


def test_an_activity_is_changed_by_no_form_without_its_mark(
    client: FlaskClient, unlocked: House
) -> None:
    post(client, "/activities/new", **READING)
    before = kept(unlocked)
    path, form = f"/activity/{before[0].id}/change", {**READING, "others": "5"}
    page = send_unseen(client, path, form)
    assert CHANGED in page
    assert CHANGED in send_unseen(client, path, form, mark=mark_in(page))
    assert kept(unlocked) == before


@pytest.mark.parametrize("sure", [{}, {"sure": "yes"}])
def test_a_guardians_answers_are_changed_by_no_form_without_its_mark(
    client: FlaskClient, unlocked: House, panda: Child, sure: dict[str, Form]
) -> None:
    page = send_unseen(client, f"/children/{panda.id}/consent", {**AGREED, "moods": "no", **sure})
    assert CHANGED in page
    with unlocked.database.reading() as db:
        assert children.get(db, panda.id).keeps == panda.keeps
