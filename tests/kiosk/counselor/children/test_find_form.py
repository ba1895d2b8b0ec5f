"""A child is found among many by its picture or a name, and no name is written into an address."""

import re
from unittest.mock import patch

import pytest
from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.house import House
from tests.cast import LEGAL_NAME, unlock
from tests.kiosk.counselor.crowd import fill
from tests.kiosk.counselor.panel import audited, damage_file, post


def shown(text: str) -> list[str]:
    return re.findall(r'class="who"><b>(.+?)</b>', text)


@pytest.mark.parametrize("typed", ["小竹", "竹", "xz", "xiaozhu", "XIAO Z", "zhu"])
def test_a_child_is_found_by_its_nickname_and_by_pinyin(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child, typed: str
) -> None:
    answer = post(client, "/children", name=typed)
    assert (answer.status_code, shown(answer.text)) == (200, ["小竹"])
    assert "找到 1 个孩子" in answer.text
    assert "共有 2 个孩子" in answer.text


@pytest.mark.parametrize("typed", [LEGAL_NAME, "静怡", "oyjy", "ouyang"])
def test_a_legal_name_finds_its_child_and_is_not_shown(
    client: FlaskClient, unlocked: House, panda: Child, typed: str
) -> None:
    answer = post(client, "/children", name=typed)
    assert shown(answer.text) == ["小竹"]
    assert answer.text.count(LEGAL_NAME) == (typed == LEGAL_NAME)  # in the field alone


def test_a_name_in_an_address_is_not_heard(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    text = client.get("/counselor/children?name=xz").text
    assert len(shown(text)) == 2
    assert 'method="post"' in text[text.index('class="find"') :][:40]


def test_locked_nobody_is_found(client: FlaskClient, unlocked: House, panda: Child) -> None:
    unlocked.vault.lock()
    answer = post(client, "/children", name=LEGAL_NAME)
    assert answer.location == "/counselor/unlock?back=/counselor/children"


def test_names_are_looked_at_once_since_the_panel_was_unlocked(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    client.get("/counselor/children")
    post(client, "/children", picture=panda.picture)
    post(client, "/children", name="")
    assert ("looked at names", "") not in audited(unlocked)
    for typed in ("o", "ou", "ouy"):
        post(client, "/children", name=typed)
    assert audited(unlocked).count(("looked at names", "")) == 1
    assert "按姓名查找过孩子" in client.get("/counselor/audit").text


def test_how_letters_are_read_is_looked_up_once_and_forgotten_by_the_lock(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/children", name="ouy")
    with patch("sys.executable", "/nowhere"):
        assert shown(post(client, "/children", name="ouya").text) == ["小竹"]
        unlocked.vault.lock()
        unlock(unlocked)
        assert shown(post(client, "/children", name="ouyan").text) == []


def test_a_picture_finds_its_children(client: FlaskClient, unlocked: House) -> None:
    first, *_, last = fill(unlocked, 41)
    assert first.picture == last.picture
    text = client.get("/counselor/children").text
    assert text.count('name="picture"') == 40
    assert f'aria-label="{first.nickname} {last.nickname}"' in text
    # A picture counts alone, whatever stands in the field.
    found = post(client, "/children", picture=first.picture, name="nobody")
    assert shown(found.text) == [first.nickname, last.nickname]


def test_who_is_not_there_is_said(client: FlaskClient, unlocked: House, panda: Child) -> None:
    for form in ({"name": "qqq"}, {"picture": "1F4A9"}):
        text = post(client, "/children", **form).text
        assert shown(text) == []
        assert "没有找到这样的孩子。" in text


def test_nothing_typed_shows_everybody(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    text = post(client, "/children", name="  ").text
    assert len(shown(text)) == 2
    assert "找到" not in text


def test_what_is_too_long_is_said(client: FlaskClient, unlocked: House, panda: Child) -> None:
    text = post(client, "/children", name="x" * 41).text
    assert "最多 40 个字。" in text
    assert shown(text) == ["小竹"]


def test_a_damaged_file_hides_no_nickname(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    damage_file(unlocked, panda)
    assert shown(post(client, "/children", name="xz").text) == ["小竹"]
    assert shown(post(client, "/children", name="oyjy").text) == ["阿木"]
