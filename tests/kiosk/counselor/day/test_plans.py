from datetime import date, time

import pytest
from flask.testing import FlaskClient

from kiosk.domain.activities import Activity
from kiosk.domain.children import Child
from kiosk.domain.plans import PlanRecord
from kiosk.house import House
from kiosk.store.work import plans
from tests.cast import Hands, unlock
from tests.kiosk.counselor.day.test_activities import kept
from tests.kiosk.counselor.panel import Form, post

READING: dict[str, Form] = {
    "name": "读绘本",
    "day": ["2026", "11", "24"],
    "start": ["15", "30"],
    "minutes": "60",
    "repeat": "weekly",
}


def planned(house: House) -> list[PlanRecord]:
    with house.database.reading() as db:
        return plans.everything(db, house.vault)


@pytest.fixture
def reading(client: FlaskClient, unlocked: House) -> str:
    """The address of today's reading, which is planned for every Tuesday."""
    assert post(client, "/plans/new", **READING).status_code == 303
    (plan,) = planned(unlocked)
    return f"/plans/{plan.id}/2026-11-24"


def test_a_plan_stands_on_today_and_beside_the_activities(
    client: FlaskClient, reading: str
) -> None:
    today = client.get("/counselor/").text
    assert "今天的安排" in today and f"/counselor{reading}" in today
    page = client.get("/counselor/activities/2026-11").text
    assert page.count("读绘本") == 3 and page.count("每周") == 3
    assert page.count("参加的孩子") == 1
    assert page.count("以后不再安排") == 1  # of one plan, on however many days it stands
    assert "读绘本" not in client.get("/counselor/activities/2026-10").text


def test_whoever_took_part_is_tapped_and_the_day_is_told_about(
    client: FlaskClient, unlocked: House, panda: Child, reading: str
) -> None:
    assert 'value="读绘本"' in client.get(f"/counselor{reading}").text
    form = {"name": "读绘本", "day": ["2026", "11", "24"], "start": ["15", "30"]}
    refused = post(client, reading, **form, minutes="", others="1")
    assert refused.status_code == 200 and not kept(unlocked)
    answer = post(client, reading, **form, minutes="50", others="1", participants=[panda.id])
    assert answer.location == "/counselor/activities/2026-11"
    (record,) = kept(unlocked)
    assert record.activity == Activity(
        "读绘本", date(2026, 11, 24), time(15, 30), 50, frozenset({panda.id}), 1
    )
    assert "今天的安排" not in client.get("/counselor/").text
    # Kept on another screen as well, or found in the history once more, it is told already.
    assert client.get(f"/counselor{reading}").status_code == 404
    again = post(client, reading, **form, minutes="50", others="1")
    assert again.status_code == 404 and len(kept(unlocked)) == 1


def test_it_does_not_take_place_once_and_then_no_more(
    client: FlaskClient, unlocked: House, hands: Hands, reading: str
) -> None:
    assert post(client, f"{reading}/drop").status_code == 303
    assert "今天的安排" not in client.get("/counselor/").text
    hands.forward(weeks=1)
    assert "今天的安排" in client.get("/counselor/").text
    assert "12月1日" not in client.get("/counselor/").text.partition("今天的安排")[2]
    hands.forward(days=1)
    unlock(unlocked)
    assert "12月1日" in client.get("/counselor/").text.partition("今天的安排")[2]
    assert post(client, reading.replace("2026-11-24", "end")).status_code == 303
    assert planned(unlocked) == [] and kept(unlocked) == []
    assert "今天的安排" not in client.get("/counselor/").text


def test_what_is_planned_once_is_not_planned_again_a_week_later(
    client: FlaskClient, unlocked: House, hands: Hands
) -> None:
    post(client, "/plans/new", **{**READING, "repeat": "once"})
    assert "每周" not in client.get("/counselor/activities/2026-11").text
    (plan,) = planned(unlocked)
    post(client, f"/plans/{plan.id}/2026-11-24/drop")
    hands.forward(weeks=1)
    assert "今天的安排" not in client.get("/counselor/").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "请写上要做什么"),
        ({"minutes": "4"}, "请填写 5 到 600"),
        ({"repeat": "daily"}, "请选一项"),
        ({"day": ["2026", "2", "30"]}, "没有这一天"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_kept(
    client: FlaskClient, unlocked: House, wrong: dict[str, Form], said: str
) -> None:
    answer = post(client, "/plans/new", **{**READING, **wrong})
    assert said in answer.text
    assert planned(unlocked) == []


@pytest.mark.parametrize("day", ["2026-11-25", "tomorrow", "9999-99-99"])
def test_a_day_that_is_none_of_its_own_changes_nothing(
    client: FlaskClient, unlocked: House, reading: str, day: str
) -> None:
    before = planned(unlocked)
    other = reading.replace("2026-11-24", day)
    for path in (other, f"{other}/drop"):
        assert post(client, path, **READING, others="0").status_code == 404
    assert planned(unlocked) == before and kept(unlocked) == []


def test_a_damaged_plan_can_be_deleted(client: FlaskClient, unlocked: House, reading: str) -> None:
    with unlocked.database.transaction() as db:
        db.execute("UPDATE plans SET record = zeroblob(560)")
    assert "这条记录已损坏，读不出来。" in client.get("/counselor/activities/2026-11").text
    assert client.get("/counselor/").status_code == 200
    post(client, reading.replace("2026-11-24", "end"))
    assert planned(unlocked) == []
