"""Every picture that can be chosen has a name: a screen reader says it where nobody sees."""

import re

import pytest
from flask.testing import FlaskClient

from kiosk.counselor.picture_words import OF_CHILDREN, OF_GROUPS
from kiosk.domain import children, circles
from kiosk.domain.children import Child
from kiosk.house import House
from tests.kiosk.counselor.panel import post


def said(client: FlaskClient, path: str) -> dict[str, str]:
    """Read what each picture on a page is called, by its code."""
    page = client.get(f"/counselor{path}").text
    inputs = [one for one in re.findall("<input[^>]*>", page) if 'name="picture"' in one]
    return {value(one, "value"): value(one, "aria-label") for one in inputs}


def value(element: str, attribute: str) -> str:
    found = re.search(rf'{attribute}="([^"]*)"', element)
    return found[1] if found else ""


def test_the_pictures_are_named_in_the_order_in_which_they_are_offered() -> None:
    assert tuple(OF_CHILDREN) == children.PICTURES
    assert tuple(OF_GROUPS) == circles.PICTURES


@pytest.mark.parametrize(
    "path", ["/children/new", "/children/{child}/change", "/children/{child}/erase", "/circles"]
)
@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_no_picture_to_choose_is_called_by_its_code(
    client: FlaskClient, unlocked: House, panda: Child, path: str, language: str
) -> None:
    post(client, "/language", language=language)
    names = said(client, path.format(child=panda.id))
    assert len(names) > 11
    assert len(set(names.values())) == len(names)
    assert not [name for name in names.values() if not name or re.search(r"[0-9A-F]{4}", name)]


def test_a_picture_that_is_taken_tells_by_whom(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    assert said(client, "/children/new")[panda.picture] == "熊猫 小竹"
    post(client, "/circles", name="大树组", picture="1F332")
    assert said(client, "/circles")["1F332"] == "树 大树组"
