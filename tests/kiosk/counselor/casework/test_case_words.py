"""What a record holds is read where it is listed."""

import pytest
from flask.testing import FlaskClient

from kiosk.counselor.casework import case_words
from kiosk.domain.casework import REVIEWED_AFTER
from kiosk.domain.children import Child
from kiosk.house import House
from tests.kiosk.counselor.casework.test_cases import (
    FOLLOW_UP,
    HOME_VISIT,
    SERVICE,
    SHELTER,
    TODAY,
    add,
)
from tests.kiosk.counselor.panel import Form, post


def test_every_level_on_offer_has_its_place_in_the_schedule() -> None:
    assert set(case_words.LEVELS) == set(REVIEWED_AFTER)


@pytest.mark.parametrize(
    ("kind", "form", "told"),
    [
        ("home_visit", {**HOME_VISIT, "next": "送一床被子"}, ("奶奶", "床单薄", "送一床被子")),
        ("service", SERVICE, ("医疗救助", "已申请", "配眼镜")),
        ("service", SHELTER, ("临时庇护", "2026年11月24日", "2026年11月27日")),
    ],
)
def test_a_list_tells_all_that_a_record_holds(
    client: FlaskClient,
    unlocked: House,
    panda: Child,
    kind: str,
    form: dict[str, Form],
    told: tuple[str, ...],
) -> None:
    add(client, unlocked, panda, kind, form)
    page = client.get(f"/counselor/children/{panda.id}/cases/{kind}").text
    assert [one for one in told if one not in page] == []


def test_the_childs_page_tells_of_all_that_is_to_be_done_the_day_that_comes_first(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    for day in ("20", "1"):
        add(client, unlocked, panda, "follow_up", {**FOLLOW_UP, "due": ["2026", "12", day]})
    page = client.get(f"/counselor/children/{panda.id}").text
    assert "2 项待办" in page and "12月1日到期" in page and "12月20日到期" not in page


def test_a_list_tells_what_came_of_a_follow_up(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    case = add(client, unlocked, panda, "follow_up", FOLLOW_UP)
    done = post(client, f"/children/{panda.id}/case/{case.id}/next", day=TODAY, result="材料齐了")
    assert "材料齐了" in client.get(done.location).text
