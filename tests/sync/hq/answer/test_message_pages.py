"""The pages of messages and of the panel: who sees what, and who may write."""

import re
from collections.abc import Callable

import pytest

from sync.hq.answer import consulting
from sync.keys import generate_sealing_key
from sync.messages import ANNOUNCEMENT
from tests.sync.hq.answer.test_consulting import ANSWER, TEXT, asking, waiting
from tests.sync.hq.answer.test_post import sent, titles, write
from tests.sync.hq.cast import Office, Visit

Begin = Callable[..., Visit]
FORM = {"kind": ANNOUNCEMENT, "to": "all", "title": "流感季节", "body": "请每天\r\n量体温。"}


def test_an_administrator_writes_to_all_to_a_county_or_to_a_house(
    visit: Begin, small_office: Office
) -> None:
    here, there = small_office.enrolled_house("yuexi"), small_office.enrolled_house("yudu")
    lin = visit()
    lin.get("/messages/write")
    typed = f" {here.house.upper()} "
    for to, title in (("all", "都来"), ("county:yudu", "于都"), ("house", "这家")):
        said = {**FORM, "to": to, "house": typed, "title": title}
        assert title in lin.post("/messages/write", **said)
        lin.get("/messages/write")
    (_, _, content), *_ = small_office.send(here.ask(1)).messages[1:]
    assert content["b"] == "请每天\n量体温。"
    assert titles(small_office.send(here.ask(1)).messages) == [(2, "都来"), (3, "这家")]
    assert titles(small_office.send(there.ask(1)).messages) == [(2, "都来"), (3, "于都")]
    small_office.send(there.ask(2, has=3))
    page = lin.get("/messages")
    arrived = re.findall(r"(\d+) of (\d+) houses have it", page)
    assert arrived == [("0", "1"), ("1", "1"), ("1", "2")]


def test_the_page_of_a_house_leads_to_a_message_for_it(visit: Begin, small_office: Office) -> None:
    house = small_office.enrolled_house().house
    link = f'href="/messages/write?to=house&amp;house={house}"'
    assert link in visit().get(f"/houses/{house}")
    assert link not in visit("mei", "reader").get(f"/houses/{house}")
    page = visit().get(f"/messages/write?to=house&house={house}")
    assert 'value="house" selected' in page and f'value="{house}"' in page


def test_english_is_shown_where_it_was_written(visit: Begin, small_office: Office) -> None:
    lin = visit()
    lin.get("/messages/write")
    english = {"title_en": "Flu season", "body_en": "Measure daily."}
    page = lin.post("/messages/write", **FORM, **english)
    assert "Flu season" in page
    assert "流感季节" not in page
    assert "流感季节" in lin.get("/messages?language=zh_Hans")


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"title": " "}, 400, "A title has 1 to 80"),
        ({"title": "题" * 81}, 400, "A title has 1 to 80"),
        ({"body": "\r\n"}, 400, "A text has 1 to 2000"),
        ({"body": "文" * 2001}, 400, "A text has 1 to 2000"),
        ({"title_en": "Flu"}, 400, "or neither"),
        ({"to": ""}, 400, "whom it is for"),
        ({"to": "county:nowhere"}, 400, "no county"),
        ({"to": "house", "house": "nowhere"}, 400, "no house with the id nowhere"),
        ({"kind": "panel"}, 400, "did not work"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_stays_in_the_form(
    visit: Begin, small_office: Office, changes: dict[str, str], status: int, sentence: str
) -> None:
    lin = visit()
    lin.get("/messages/write")
    page = lin.post("/messages/write", status, **{**FORM, **changes})
    assert sentence in page
    assert "did not work" in sentence or "量体温" in page or "body" in changes
    assert sent(small_office) == {}


@pytest.mark.parametrize("role", ["supervisor", "expert", "reader"])
def test_only_an_administrator_writes_and_all_others_read(
    visit: Begin, small_office: Office, role: str
) -> None:
    write(small_office, "都来")
    small_office.enrolled_house("yudu")
    other = visit("wang", role, "yudu" if role == "supervisor" else None)
    assert "都来" in other.get("/messages")
    assert "/messages/write" not in other.page
    other.get("/messages/write", 403)
    other.post("/messages/write", 403, **FORM)
    assert list(sent(small_office)) == ["都来"]


def test_a_supervisor_reads_what_the_county_got(visit: Begin, small_office: Office) -> None:
    house = small_office.enrolled_house("yuexi", "新民村爱佑之家")
    small_office.enrolled_house("yudu")
    write(small_office, "只给越西", county="yuexi")
    write(small_office, "只给这家", house=house.house)
    page = visit("wang", "supervisor", "yudu").get("/messages")
    for hidden in ("只给越西", "只给这家", "新民村"):
        assert hidden not in page
    assert "新民村爱佑之家" in visit("zhao", "supervisor", "yuexi").get("/messages")


@pytest.mark.parametrize("role", ["administrator", "supervisor", "reader"])
def test_nobody_but_an_expert_reads_a_question(
    visit: Begin, small_office: Office, role: str
) -> None:
    asking(small_office)
    (asked,) = waiting(small_office)
    other = visit("wang", role, "yuexi" if role == "supervisor" else None)
    other.get("/")
    assert "/questions" not in other.page
    for path in ("/questions", f"/questions/{asked.tag}"):
        page = other.get(path, 403)
        assert "not open to you" in page
        assert TEXT not in page
    other.post(f"/questions/{asked.tag}", 403, text=ANSWER)
    assert len(waiting(small_office)) == 1
    for path in ("/", "/messages", "/houses/yuexi-0001"):
        assert TEXT not in other.get(path)


def test_nobody_reads_a_question_without_signing_in(visit: Begin, small_office: Office) -> None:
    asking(small_office)
    stranger = visit(None)
    for path in ("/questions", f"/questions/{waiting(small_office)[0].tag}", "/messages"):
        assert "Sign in" in stranger.get(path)
        assert TEXT not in stranger.page


def test_an_expert_reads_answers_and_sees_what_was_answered(
    visit: Begin, small_office: Office
) -> None:
    house = asking(small_office)
    chen = visit("chen", "expert")
    page = chen.get("/questions")
    for words in (TEXT, "Case 7K3M", "8-10 years", "Yuexi"):
        assert words in page
    assert "新民村" not in page
    tag = waiting(small_office)[0].tag
    chen.get(f"/questions/{tag}")
    assert "1 to 2000" in chen.post(f"/questions/{tag}", 400, text=" ")
    page = chen.post(f"/questions/{tag}", text=ANSWER)
    assert "The house gets it when it is next in touch" in page
    assert "No question waits" in page
    assert ANSWER in chen.get(f"/questions/{tag}")
    assert "<textarea" not in chen.page
    follow_up = house.question(3, small_office.hq.ring.panel_public, "还要注意什么？")
    small_office.send(follow_up)
    page = chen.get(f"/questions/{waiting(small_office)[0].tag}")
    assert "Also asked about this child" in page
    assert ANSWER in page
    chen.get("/questions/nothing", 404)
    chen.post("/questions/nothing", 404, text=ANSWER)


def test_every_form_needs_its_token(visit: Begin, small_office: Office) -> None:
    asking(small_office)
    tag = waiting(small_office)[0].tag
    for name, role, path, form in (
        ("lin", "", "/messages/write", FORM),
        ("chen", "expert", f"/questions/{tag}", {"text": ANSWER}),
    ):
        somebody = visit(name, role)
        assert somebody.client.post(path, data=form).status_code == 400
    assert len(waiting(small_office)) == 1
    assert sent(small_office) == {}


def test_an_answer_sealed_to_a_key_that_is_lost_keeps_no_question_back(
    visit: Begin, small_office: Office
) -> None:
    house, keys = asking(small_office), small_office.hq.ring.panel_keys
    answered, now = waiting(small_office)[0].tag, small_office.hq.clock()
    # The panel had a new key, of which the copy of the keys that was brought back knows nothing.
    later = (generate_sealing_key()[0], *keys)
    with small_office.hq.database.transaction() as connection:
        consulting.answer(connection, later, answered, ANSWER, "zhao", now)
    small_office.send(house.question(3, small_office.hq.ring.panel_public, "还要注意什么？"))
    chen, (asked,) = visit("chen", "expert"), waiting(small_office)
    page = chen.get(f"/questions/{asked.tag}")
    assert TEXT in page
    assert "Cannot be opened" in page
    assert "when it is next in touch" in chen.post(f"/questions/{asked.tag}", text=ANSWER)
    assert "zhao" in chen.get(f"/questions/{answered}")
    assert "<textarea" not in chen.page


def test_a_question_that_cannot_be_opened_tells_where_it_is_to_be_asked_again(
    visit: Begin, small_office: Office
) -> None:
    house = small_office.enrolled_house("yuexi")
    small_office.send(house.letter(1, "message", {"s": b"rubbish"}))
    chen, (asked,) = visit("chen", "expert"), waiting(small_office)
    for path in ("/questions", f"/questions/{asked.tag}"):
        page = chen.get(path)
        assert "Cannot be opened" in page and "Yuexi" in page
