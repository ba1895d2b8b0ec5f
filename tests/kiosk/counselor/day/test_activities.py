from datetime import date, time

import pytest
from flask.testing import FlaskClient

from kiosk.domain.activities import Activity, ActivityRecord
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.house import House
from kiosk.store.attendance import tallies, visits
from kiosk.store.work import activities
from tests.cast import add_child, leave_the_program
from tests.kiosk.counselor.panel import Form, audited, post, shown

READING: dict[str, Form] = {
    "name": "读绘本《小黑鱼》",
    "day": ["2026", "11", "24"],
    "start": ["16", "30"],
    "minutes": "45",
    "others": "2",
}


def kept(house: House, month: str = "2026-11") -> list[ActivityRecord]:
    with house.database.reading() as db:
        return activities.of_month(db, house.vault, month)


def test_an_activity_is_added_with_the_children_who_were_tapped(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    answer = post(client, "/activities/new", **READING, participants=[panda.id])
    assert answer.location == "/counselor/activities/2026-11"
    (record,) = kept(unlocked)
    assert record.activity == Activity(
        "读绘本《小黑鱼》", date(2026, 11, 24), time(16, 30), 45, frozenset({panda.id}), 2
    )
    page = client.get(answer.location).text
    for told in (
        "读绘本《小黑鱼》",
        "3 人参加：",
        '<span class="whole">小竹</span>',
        "另有 2 人",
        "45 分钟",
        "3 人次",
    ):
        assert told in page
    assert ("looked at activities", "2026-11") in audited(unlocked)


def test_a_child_whose_guardian_has_not_agreed_is_not_kept_by_name(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    form = client.get("/counselor/activities/new").text
    assert panda.id in form and owl.id not in form
    assert "<legend>日期</legend>" in form
    answer = post(client, "/activities/new", **READING, participants=[owl.id])
    assert answer.status_code == 200
    assert kept(unlocked) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "请填写做了什么。"),
        ({"minutes": "4"}, "请填写 5 到 600 之间的数字。"),
        ({"minutes": "an hour"}, "请填写 5 到 600 之间的数字。"),
        ({"minutes": "9" * 5000}, "请填写 5 到 600 之间的数字。"),
        ({"others": "-1"}, "请填写 0 到 200 之间的数字。"),
        ({"others": ""}, "请填写 0 到 200 之间的数字。"),
        ({"start": ["25", "0"]}, "请选好时和分。"),
        ({"start": ["16"]}, "请选好时和分。"),
        ({"day": ["2026", "11", "25"]}, "这一天还没有到。"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_kept(
    client: FlaskClient, unlocked: House, wrong: dict[str, Form], sentence: str
) -> None:
    page = post(client, "/activities/new", **{**READING, **wrong})
    assert page.status_code == 200
    assert page.text.count('class="problem"') == 1
    assert sentence in page.text
    assert kept(unlocked) == []


def test_an_activity_is_changed_and_deleted_with_its_counts(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/activities/new", **READING, participants=[panda.id])
    (record,) = kept(unlocked)
    change = f"/activity/{record.id}/change"
    page = client.get(f"/counselor{change}").text
    assert "读绘本《小黑鱼》" in page and page.count(" checked") == 1
    assert ("looked at activities", record.id) in audited(unlocked)
    earlier = {**READING, "day": ["2026", "10", "31"], "others": "0"}
    assert post(client, change, **earlier).location == "/counselor/activities/2026-10"
    with unlocked.database.reading() as db:
        assert tallies.of_month(db, "2026-10") == {"activities": 1, "activity_minutes": 45}
    assert post(client, f"/activity/{record.id}/delete").status_code == 303
    assert kept(unlocked, "2026-10") == []
    assert client.get(f"/counselor{change}").status_code == 404


def test_who_was_tapped_on_another_device_meanwhile_stays(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/activities/new", **READING)
    (record,) = kept(unlocked)
    change = f"/activity/{record.id}/change"
    earlier = shown(client, change)
    post(client, change, **READING, participants=[panda.id])
    (theirs,) = kept(unlocked)
    refused = post(client, change, **{**READING, "others": "5", **earlier})
    assert "这里刚刚有改动" in refused.text and 'value="5"' in refused.text
    assert "还没有保存。" in refused.text and "标出来的地方" not in refused.text
    assert kept(unlocked) == [theirs]
    assert post(client, change, **{**READING, "others": "5"}).status_code == 303


def test_each_activity_names_those_who_took_part_in_it(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    deer = add_child(unlocked, "小鹿", keeps=set(Purpose), birth=date(2018, 5, 20))
    for child in (panda, deer):
        post(client, "/activities/new", **READING, participants=[child.id])
    page = client.get("/counselor/activities/2026-11").text
    for child in (panda, deer):
        assert page.count(f'<span class="whole">{child.nickname}</span>') == 1


def test_who_took_part_and_has_left_since_is_still_told_and_stays(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/activities/new", **READING, participants=[panda.id])
    leave_the_program(unlocked, panda)
    assert panda.nickname in client.get("/counselor/activities/2026-11").text
    assert panda.id not in client.get("/counselor/activities/new").text
    (record,) = kept(unlocked)
    change = f"/activity/{record.id}/change"
    assert client.get(f"/counselor{change}").text.count(" checked") == 1
    answer = post(client, change, **{**READING, "minutes": "50"}, participants=[panda.id])
    assert answer.status_code == 303
    (after,) = kept(unlocked)
    assert after.activity and after.activity.participants == {panda.id}


def test_who_came_today_stands_in_front_of_who_did_not(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    deer = add_child(unlocked, "小鹿", keeps=set(Purpose), birth=date(2018, 5, 20))
    pages = []
    for come in (panda, deer):
        with unlocked.database.transaction() as db:
            db.table("visits").delete_where()
            visits.check_in(db, come.id, unlocked.clock())
        page = client.get("/counselor/activities/new").text
        pages.append(page.index(panda.id) < page.index(deer.id))
    assert pages == [True, False]


def test_a_month_without_activities_and_what_is_no_month(
    client: FlaskClient, unlocked: House
) -> None:
    assert "这个月还没有活动。" in client.get("/counselor/activities/2026-10").text
    assert client.get("/counselor/activities/never").location == "/counselor/activities/2026-11"
    assert client.get("/counselor/activities").location == "/counselor/activities/2026-11"


def test_a_damaged_activity_hides_no_other(client: FlaskClient, unlocked: House) -> None:
    post(client, "/activities/new", **READING)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE activities SET record = zeroblob(length(record))")
    post(client, "/activities/new", **{**READING, "name": "包汤圆"})
    page = client.get("/counselor/activities/2026-11").text
    assert "包汤圆" in page and "这条记录已损坏，读不出来。" in page


def test_a_damaged_activity_is_deleted_and_stays_in_the_months_sums(
    client: FlaskClient, unlocked: House
) -> None:
    post(client, "/activities/new", **READING)
    (record,) = kept(unlocked)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE activities SET record = zeroblob(length(record))")
        counted = tallies.of_month(db, "2026-11")
    delete = f"/activity/{record.id}/delete"
    assert f'action="/counselor{delete}"' in client.get("/counselor/activities/2026-11").text
    assert post(client, delete).status_code == 303
    assert kept(unlocked) == []
    with unlocked.database.reading() as db:
        assert tallies.of_month(db, "2026-11") == counted
