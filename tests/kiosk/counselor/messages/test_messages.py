"""Announcements, guidance and answers, as the counselor finds them."""

import pytest
from flask.testing import FlaskClient

from kiosk.caretaker import ask_headquarters
from kiosk.house import House
from sync import outbox, settling
from sync.answer import Answer
from sync.carrying import tries
from sync.messages import ANNOUNCEMENT, GONE, GUIDANCE, MATERIAL, PANEL, REPLY, SETTINGS
from tests.cast import EPOCH, Hands, enrol
from tests.kiosk.counselor.messages.headquarters import announce, deliver, meet
from tests.kiosk.counselor.panel import audited, post


def kinds_waiting(house: House) -> list[str]:
    with house.database.reading() as db:
        return [one.kind for one in outbox.waiting(db)]


def test_what_came_is_listed_newest_first_and_unread_until_it_is_opened(
    client: FlaskClient, unlocked: House
) -> None:
    assert "总部还没有发来消息" in client.get("/counselor/messages").text
    meet(unlocked)
    announce(unlocked, "流感季节", "请每天量体温。")
    number = announce(unlocked, "怎样家访", "先敲门。", GUIDANCE)
    assert "有 2 条消息没看" in client.get("/counselor/").text
    page = client.get("/counselor/messages").text
    assert page.index("怎样家访") < page.index("流感季节")
    assert page.count("new-mark") == 2
    page = client.get(f"/counselor/messages/{number}").text
    assert "先敲门。" in page
    assert "指导" in page
    assert "有 1 条消息没看" in client.get("/counselor/").text
    assert client.get("/counselor/messages").text.count("new-mark") == 1


@pytest.mark.parametrize("kind", [ANNOUNCEMENT, MATERIAL, SETTINGS])
def test_a_message_of_a_year_that_no_calendar_has_takes_no_page_away(
    client: FlaskClient, unlocked: House, kind: str
) -> None:
    meet(unlocked)
    announce(unlocked, "放假")
    number = deliver(unlocked, kind, {"a": 2**62, "t": "题", "b": "文"})
    pages = ("", f"/{number}", "/training")
    found = [client.get(f"/counselor/messages{page}") for page in pages]
    assert all(page.status_code < 500 for page in found)
    assert "放假" in found[0].text


def test_what_came_is_read_in_the_panels_language(client: FlaskClient, unlocked: House) -> None:
    meet(unlocked)
    announce(unlocked, "流感季节")
    post(client, "/language", language="en")
    page = client.get("/counselor/messages").text
    assert "流感季节 (English)" in page
    assert "Announcement" in page


def test_a_number_that_is_no_message_for_her_is_not_there(
    client: FlaskClient, unlocked: House
) -> None:
    meet(unlocked)
    for path in ("/messages/1", "/messages/9", "/messages/cases/2345"):
        assert client.get(f"/counselor{path}").status_code == 404


def test_messages_of_other_kinds_are_kept_and_counted_nowhere(
    client: FlaskClient, unlocked: House
) -> None:
    meet(unlocked)
    deliver(unlocked, "well-2", {"a": 1})
    deliver(unlocked, GONE, {})
    deliver(unlocked, PANEL, {"k": b"of another length"})
    assert "条消息没看" not in client.get("/counselor/").text
    assert "总部还没有发来消息" in client.get("/counselor/messages").text


def test_a_message_that_makes_no_sense_hides_no_other(client: FlaskClient, unlocked: House) -> None:
    meet(unlocked)
    announce(unlocked, "流感季节")
    broken = deliver(unlocked, GUIDANCE, {"t": 5})
    deliver(unlocked, REPLY, {"a": 1, "s": b"rubbish"})
    page = client.get("/counselor/messages").text
    assert "流感季节" in page
    assert "读不出来" in page and "指导 · 11月24日" in page
    assert "有 1 条记录已损坏" in page
    assert client.get(f"/counselor/messages/{broken}").status_code == 200


def test_asking_now_makes_one_ask_however_often_it_is_pressed(
    client: FlaskClient, unlocked: House
) -> None:
    enrol(unlocked)
    for _ in range(3):
        assert post(client, "/messages/fetch").location == "/counselor/messages"
    assert kinds_waiting(unlocked) == ["ask"]
    assert unlocked.agent._asked.is_set()
    assert client.post("/counselor/messages/fetch").status_code == 400


def test_when_headquarters_answered_last_and_why_it_does_not_is_told(
    client: FlaskClient, unlocked: House
) -> None:
    enrol(unlocked)
    post(client, "/messages/fetch")
    assert "总部上次答复是" not in client.get("/counselor/messages").text
    with unlocked.database.transaction() as db:
        settling.acknowledge(db, Answer("yuexi-0001", EPOCH, 0, 1795483200))
        tries.note_trouble(db, "Headquarters does not answer in time.")
    page = client.get("/counselor/messages").text
    assert "总部上次答复是" in page and "总部没有及时答复。" in page


def test_a_house_without_headquarters_is_told_so_and_offered_nothing(
    client: FlaskClient, unlocked: House
) -> None:
    page = client.get("/counselor/messages").text
    assert "/messages/fetch" not in page
    assert "还没有专家的密钥" in client.get("/counselor/messages/ask").text
    post(client, "/messages/fetch")
    assert kinds_waiting(unlocked) == []


def test_the_house_asks_by_itself_at_once_and_then_once_a_day(
    unlocked: House, hands: Hands
) -> None:
    ask_headquarters(unlocked)
    assert kinds_waiting(unlocked) == []
    enrol(unlocked)
    for _ in range(3):
        ask_headquarters(unlocked)
    hands.forward(days=3)
    ask_headquarters(unlocked)
    assert kinds_waiting(unlocked) == ["ask"]
    with unlocked.database.transaction() as db:
        db.execute("UPDATE outbox SET acknowledged_at = 1")
    ask_headquarters(unlocked)
    assert kinds_waiting(unlocked) == ["ask"]


def test_an_ask_that_waits_is_no_summary_to_the_counselor(
    client: FlaskClient, unlocked: House
) -> None:
    enrol(unlocked)
    ask_headquarters(unlocked)
    assert "没有等待发送" in client.get("/counselor/").text


def test_each_look_at_questions_is_noted(client: FlaskClient, unlocked: House) -> None:
    meet(unlocked)
    client.get("/counselor/messages")
    assert ("looked at questions", "") in audited(unlocked)
