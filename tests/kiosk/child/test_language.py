"""Each child sees its own language, from its card; and a page says which one it really shows."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from games.languages import APPROVED_FIRST, tag_of
from kiosk.app import app_for
from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store import wordings
from tests.kiosk.child.forms import post
from tests.kiosk.speakers import approve_all

PATHS = ("/", "/who", "/feel", "/thanks", "/rest", "/outside", "/talk", "/today", "/bye")
LABEL = re.compile(r'<(\w+)[^>]*aria-label="([^"]+)"([^>]*)>')
NAME = re.compile(r'<(?:span class="name"|h1)([^>]*)>([^<]+)</')


def speak(house: House, child: Child, locale: str) -> None:
    with house.database.transaction() as db:
        db.table("children").update(child.id, {"language": locale})


def lang_of(page: str) -> str:
    found = re.search(r'<html lang="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("locale", APPROVED_FIRST)
def test_a_child_sees_the_language_of_its_card_from_the_first_page_to_goodbye(
    client: FlaskClient, unlocked: House, panda: Child, locale: str
) -> None:
    approved = approve_all(unlocked, locale)
    speak(unlocked, panda, locale)
    assert lang_of(client.get("/who").text) == "zh-Hans"
    post(client, "/who", child=panda.id)
    feel = client.get("/feel").text
    assert approved["child", "How do you feel? Tap a face. Or skip."] in feel
    assert lang_of(feel) == locale
    assert approved["games", "Find the pairs"] in client.get("/games").text
    post(client, "/home")
    bye = post(client, "/today", face="high").location
    page = client.get(bye).text
    assert approved["child", "Goodbye. Get home safely!"] in page
    assert lang_of(page) == locale
    assert lang_of(client.get("/").text) == "zh-Hans"


@pytest.mark.parametrize("locale", APPROVED_FIRST)
def test_without_approval_a_child_sees_mandarin_and_no_draft(
    client: FlaskClient, unlocked: House, panda: Child, locale: str
) -> None:
    speak(unlocked, panda, locale)
    post(client, "/who", child=panda.id)
    for path in PATHS[2:]:
        page = client.get(path).text
        assert lang_of(page) == "zh-Hans", path
        assert not re.search("[\u0f00-\u0fff\ua000-\ua4cf]", page), path


@pytest.mark.parametrize("locale", APPROVED_FIRST)
def test_where_a_part_is_approved_every_sentence_says_its_language(
    unlocked: House, panda: Child, locale: str
) -> None:
    client = app_for(
        replace(unlocked, config=replace(unlocked.config, language=locale))
    ).test_client()
    words = {"bo": "ལོག", "ii": "ꀊ"}[locale]
    approved = ("Back", "Going home", "Skip", "Help", "Very sad", "I want to talk", "Police")
    with unlocked.database.transaction() as db:
        for source in (*approved, "Thank you. What would you like to do?"):
            wordings.approve(db, locale, "child", source, words, unlocked.clock(), "li")
    speak(unlocked, panda, locale)
    post(client, "/who", child=panda.id)
    told = 0
    for path in (*PATHS[2:8], "/who"):
        page = client.get(path).text
        said = [(text, rest) for _, text, rest in LABEL.findall(page)]
        said += [(text, rest) for rest, text in NAME.findall(page)]
        for text, rest in said:
            own = re.search(r' lang="([^"]+)"', rest)
            told += bool(own)
            assert (own[1] if own else lang_of(page)) == tag_of(text, locale), (path, text)
    assert told > 5


def test_only_a_known_language_is_believed_at_goodbye(client: FlaskClient, house: House) -> None:
    assert lang_of(client.get("/bye?language=xx").text) == "zh-Hans"
    assert lang_of(client.get("/bye?language=en").text) == "en"
    assert lang_of(client.get("/rest?language=en").text) == "zh-Hans"


def test_a_prompt_that_cannot_be_said_does_not_forget_who_stands_here(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    assert client.get("/voice/bo/feel.wav", follow_redirects=True).status_code == 404
    assert client.get("/feel").status_code == 200
