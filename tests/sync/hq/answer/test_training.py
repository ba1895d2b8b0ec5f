"""Training texts from headquarters' page to the house: sent, replaced, withdrawn."""

import re
from collections.abc import Callable

from sqlalchemy import select

from sync.hq.answer import post
from sync.hq.store.schema import houses
from sync.messages import LONGEST_MATERIAL, MATERIAL
from tests.sync.hq.answer.test_post import titles
from tests.sync.hq.cast import Office, Visit

Begin = Callable[..., Visit]
LESSON = {"kind": MATERIAL, "to": "all", "title": "第一课", "body": "先坐在旁边。"}


def listed(office: Office) -> list[post.Sent]:
    with office.hq.database.reading() as connection:
        return post.sent(connection)


def written(lin: Visit, **changes: str) -> str:
    lin.get("/messages/write")
    return lin.post("/messages/write", **{**LESSON, **changes})


def test_a_house_gets_the_last_text_of_a_title_and_one_that_has_an_earlier_gets_both(
    visit: Begin, small_office: Office
) -> None:
    early = small_office.enrolled_house("yuexi")
    lin = visit()
    written(lin)
    assert titles(small_office.send(early.ask(1)).messages) == [(2, "第一课")]
    page = written(lin, body="先听她说。")
    assert "A later text has taken its place" in page
    assert "先坐在旁边" not in page
    late = small_office.enrolled_house("yuexi")
    ((_, kind, content),) = small_office.send(late.ask(1)).messages[1:]
    assert (kind, content["b"]) == (MATERIAL, "先听她说。")
    had = small_office.send(early.ask(2, has=1)).messages
    assert [(number, content["b"]) for number, _, content in had] == [
        (2, "先坐在旁边。"),
        (3, "先听她说。"),
    ]


def test_nobody_waits_for_a_text_that_was_replaced_before_they_came(
    visit: Begin, small_office: Office
) -> None:
    lin = visit()
    written(lin)
    written(lin, body="先听她说。")
    late = small_office.enrolled_house("yuexi")
    small_office.send(late.ask(1))
    small_office.send(late.ask(2, has=2))
    with small_office.hq.database.reading() as connection:
        assert not connection.execute(select(post.waits()).select_from(houses)).scalar_one()


def test_a_withdrawn_text_comes_empty_to_who_has_it(visit: Begin, small_office: Office) -> None:
    house, lin = small_office.enrolled_house("yuexi"), visit()
    page = written(lin, to="county:yuexi", body="文" * LONGEST_MATERIAL)
    small_office.send(house.ask(1))
    (path,) = re.findall(r"/messages/\d+/withdraw", page)
    page = lin.post(path)
    assert "Withdrawn" in page
    assert "/withdraw" not in page
    ((number, _, content),) = small_office.send(house.ask(2, has=2)).messages
    assert (number, content["b"]) == (3, "")
    last = max(one.id for one in listed(small_office))
    for again in (path, f"/messages/{last}/withdraw"):
        lin.post(again, 404)
    assert "Withdrew a training text" in lin.get("/audit")


def test_a_text_for_one_county_leaves_that_of_all_houses(
    visit: Begin, small_office: Office
) -> None:
    lin, house = visit(), small_office.enrolled_house("yuexi")
    written(lin)
    written(lin, to="county:yuexi", body="越西的写法")
    assert titles(small_office.send(house.ask(1)).messages) == [(2, "第一课"), (3, "第一课")]


def test_a_text_for_one_house_leaves_those_of_all_and_of_other_houses(
    visit: Begin, small_office: Office
) -> None:
    lin, house, other = visit(), *(small_office.enrolled_house("yuexi") for _ in range(2))
    written(lin)
    for one in (house, other):
        written(lin, to="house", house=one.house, body=f"给{one.house}")
    for one in (house, other):
        came = small_office.send(one.ask(1)).messages
        assert [content["b"] for _, kind, content in came if kind == MATERIAL] == [
            LESSON["body"],
            f"给{one.house}",
        ]


def test_what_no_answer_can_carry_is_refused(visit: Begin, small_office: Office) -> None:
    lin = visit()
    lin.get("/messages/write")
    sunny = "🌻" * LONGEST_MATERIAL
    long = {"body": sunny, "title_en": "One", "body_en": sunny}
    assert "longer than what one answer" in lin.post("/messages/write", 400, **LESSON | long)
