"""Training texts, as the counselor finds them."""

from flask.testing import FlaskClient

from kiosk.house import House
from sync.messages import MATERIAL
from tests.kiosk.counselor.messages.headquarters import deliver, meet, teach

PAGE = "/counselor/messages/training"


def test_texts_stand_in_order_of_their_titles_and_are_unread_until_opened(
    client: FlaskClient, unlocked: House
) -> None:
    meet(unlocked)
    assert "学习材料" not in client.get("/counselor/messages").text
    assert "总部还没有发来学习材料" in client.get(PAGE).text
    second = teach(unlocked, "第2课", "怎样通电话")
    first = teach(unlocked, "第1课", "先坐在旁边")
    assert "有 2 条消息没看" in client.get("/counselor/").text
    page = client.get("/counselor/messages").text
    assert "2 份学习材料" in page and page.count("new-mark") == 1
    page = client.get(PAGE).text
    assert page.index("第1课") < page.index("第2课")
    assert page.count("new-mark") == 2
    page = client.get(f"/counselor/messages/{first}").text
    assert "先坐在旁边" in page
    assert "全部学习材料" in page
    assert client.get(PAGE).text.count("new-mark") == 1
    client.get(f"/counselor/messages/{second}")
    assert "new-mark" not in client.get("/counselor/messages").text


def test_a_later_text_takes_the_place_of_the_one_of_its_title_and_an_empty_one_takes_it_away(
    client: FlaskClient, unlocked: House
) -> None:
    meet(unlocked)
    teach(unlocked, "第1课", "从前这样写")
    teach(unlocked, "第1课", "现在这样写")
    page = client.get(PAGE).text
    assert "现在这样写" in page
    assert "从前这样写" not in page
    assert "有 1 条消息没看" in client.get("/counselor/").text
    teach(unlocked, "第1课", "")
    assert "第1课" not in client.get(PAGE).text
    assert "条消息没看" not in client.get("/counselor/").text


def test_a_text_that_makes_no_sense_hides_no_other(client: FlaskClient, unlocked: House) -> None:
    meet(unlocked)
    teach(unlocked, "第1课")
    deliver(unlocked, MATERIAL, {"t": 5})
    assert "第1课" in client.get(PAGE).text
