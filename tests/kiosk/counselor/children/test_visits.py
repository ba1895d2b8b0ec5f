"""Visits are added from paper, corrected and struck on the panel's pages."""

import re
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.moods import Face
from kiosk.domain.visits import Arrival, Visit
from kiosk.house import House
from kiosk.store.attendance import by_hand, moods, visit_lists, visits
from kiosk.store.people import children
from tests.cast import Hands, add_child, leave_the_program
from tests.kiosk.counselor.panel import Form, audited, count, post, shown
from tests.kiosk.store.attendance.test_by_hand import MONDAY, TUESDAY, at, back_fill, come

FROM_PAPER: dict[str, Form] = {
    "day": ["2026", "11", "23"],
    "arrived": ["15", "5"],
    "left": ["17", "0"],
}
THE_DAY: dict[str, Form] = {"arrived": ["15", "5"], "left": ["17", "0"]}


@pytest.fixture
def sparrow(unlocked: House) -> Child:
    return add_child(unlocked, "雀儿", keeps=set(Purpose), birth=date(2016, 1, 1))


def kept(house: House, day: date) -> list[Visit]:
    with house.database.reading() as db:
        return visit_lists.between(db, day, day)


def test_a_visit_from_paper_is_in_the_childs_list(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    done = post(client, f"/children/{panda.id}/visits/paper", **FROM_PAPER)
    assert done.location == f"/counselor/children/{panda.id}/visits?month=2026-11"
    page = client.get(done.location).text
    for told in ("来过 1 次", "11月23日 周一", "15:05–17:00", "从纸上补录", "已修改并保存。"):
        assert told in page
    assert ("looked at visits", panda.id) in audited(unlocked)
    assert "这个月没有到访记录。" in client.get(f"{done.location[:-2]}10").text
    assert "来过 1 次" in client.get(f"{done.location[:-2]}99").text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day": ["2026", "11", "25"]}, "这一天还没有到。"),
        ({"day": ["2026", "10", "31"]}, "那一天的到访记录已不再保存"),
        ({"arrived": ["", ""]}, "请选好时和分。"),
        ({"arrived": ["", "15"]}, "请选好时和分。"),
        ({"arrived": ["25", "0"]}, "请选好时和分。"),
        ({"arrived": []}, "请选好时和分。"),
        ({"arrived": ["99999999999999999999", "0"]}, "请选好时和分。"),
        ({"left": ["15", "5"]}, "回家时间要晚于到达时间。"),
        ({"day": ["2026", "11", "24"]}, "这个时间还没有到。"),
    ],
)
def test_what_cannot_have_been_is_said_and_changes_nothing(
    client: FlaskClient, unlocked: House, panda: Child, wrong: dict[str, Form], sentence: str
) -> None:
    page = post(client, f"/children/{panda.id}/visits/paper", **{**FROM_PAPER, **wrong})
    assert page.status_code == 200
    assert page.text.count('class="problem"') == 1
    assert sentence in page.text
    assert count(unlocked, "visits") == 0


def test_a_visit_is_corrected_to_the_minute_it_had(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    visit = back_fill(unlocked, panda, MONDAY)
    with unlocked.database.transaction() as db:
        by_hand.correct(db, visit.seq, at(MONDAY, 15, 7), at(MONDAY, 16), unlocked.clock(), "li")
    page = client.get(f"/counselor/visits/{visit.seq}").text
    assert "<option selected>7</option>" in page
    post(client, f"/visits/{visit.seq}", **{**FROM_PAPER, "left": ["", ""]})
    (now,) = kept(unlocked, MONDAY)
    assert (now.arrived, now.left) == (at(MONDAY, 15, 5), None)
    wrong = post(client, f"/visits/{visit.seq}", **{**FROM_PAPER, "left": ["9", "0"]})
    assert "回家时间要晚于到达时间。" in wrong.text
    assert kept(unlocked, MONDAY) == [now]


def test_when_it_came_is_corrected_and_when_it_went_keeps_its_seconds(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    visit = come(unlocked, panda)
    hands.forward(hours=2, seconds=20)
    with unlocked.database.transaction() as db:
        visits.leave(db, panda.id, unlocked.clock())
    (before,) = kept(unlocked, TUESDAY)
    form: dict[str, Form] = {
        "day": ["2026", "11", "24"],
        "arrived": ["7", "5"],
        "left": ["10", "0"],
    }
    post(client, f"/visits/{visit.seq}", **form)
    (after,) = kept(unlocked, TUESDAY)
    assert (after.arrived, after.left) == (at(TUESDAY, 7, 5), before.left)


def test_a_visit_that_is_written_into_another_month_leads_to_that_month(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    hands.forward(days=14)
    added = post(client, f"/children/{panda.id}/visits/paper", **FROM_PAPER)
    assert added.location.endswith("?month=2026-11")
    (visit,) = kept(unlocked, MONDAY)
    december: dict[str, Form] = {**FROM_PAPER, "day": ["2026", "12", "1"]}
    moved = post(client, f"/visits/{visit.seq}", **december)
    assert moved.location.endswith("?month=2026-12")


def test_who_goes_home_while_her_visit_is_corrected_is_not_here_again(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    here = come(unlocked, panda)
    earlier = shown(client, f"/visits/{here.seq}")
    hands.forward(hours=3)
    with unlocked.database.transaction() as db:
        visits.leave(db, panda.id, unlocked.clock())
    theirs = kept(unlocked, TUESDAY)
    form: dict[str, Form] = {"day": ["2026", "11", "24"], "arrived": ["7", "55"], "left": ["", ""]}
    refused = post(client, f"/visits/{here.seq}", **form, **earlier)
    assert "这里刚刚有改动" in refused.text
    assert kept(unlocked, TUESDAY) == theirs


def test_who_went_by_mistake_and_came_again_in_the_same_minute_can_be_sent_home(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    """She chooses when it went; when it came she leaves as it stands, and that had seconds."""
    come(unlocked, panda)
    hands.forward(seconds=20)
    with unlocked.database.transaction() as db:
        visits.leave(db, panda.id, unlocked.clock())
    hands.forward(seconds=5)
    again = come(unlocked, panda)
    hands.forward(hours=3)
    sent: dict[str, Form] = {
        "day": ["2026", "11", "24"],
        "arrived": ["8", "0"],
        "left": ["10", "0"],
    }
    assert post(client, f"/visits/{again.seq}", **sent).status_code == 303
    before, now = kept(unlocked, TUESDAY)
    assert (now.arrived, now.left) == (again.arrived, at(TUESDAY, 10))
    assert before.left
    assert before.left < now.arrived


def test_a_wrong_tap_is_struck_in_two_taps_and_its_answer_goes_by_default(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    visit = come(unlocked, panda)
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
    address = f"/visits/{visit.seq}/strike"
    assert f'href="/counselor{address}"' in client.get("/counselor/").text
    page = client.get(f"/counselor{address}").text
    assert "1 次心情" in page
    assert '<button class="danger">' in page
    assert 'checked id="answers-0" name="answers" type="radio" value="yes"' in page
    done = post(client, address, answers="yes")
    assert done.location == "/counselor/"
    assert (count(unlocked, "visits"), count(unlocked, "moods")) == (0, 0)
    assert ("struck visit", f"{panda.id} {visit.seq}") in audited(unlocked)
    assert "现在没有孩子。" in client.get("/counselor/").text
    assert "这次到访已经不在了" in client.get(f"/counselor{address}").text


def test_who_strikes_a_visit_of_another_day_is_back_among_the_visits_of_its_month(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    visit = back_fill(unlocked, panda, MONDAY)
    done = post(client, f"/visits/{visit.seq}/strike", answers="yes")
    assert done.location == f"/counselor/children/{panda.id}/visits?month=2026-11"
    assert "这个月没有到访记录。" in client.get(done.location).text


def test_an_answer_that_is_the_childs_own_stays(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    visit = come(unlocked, panda)
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
    unsure = post(client, f"/visits/{visit.seq}/strike", answers="perhaps")
    assert "请选一项。" in unsure.text
    assert count(unlocked, "visits") == 1
    post(client, f"/visits/{visit.seq}/strike", answers="no")
    assert (count(unlocked, "visits"), count(unlocked, "moods")) == (0, 1)


def test_a_whole_day_comes_from_paper_by_tapping_pictures(
    client: FlaskClient, unlocked: House, panda: Child, sparrow: Child, owl: Child
) -> None:
    address = "/register/2026-11-23/paper"
    assert (
        f'href="/counselor/register/{TUESDAY}/paper"'
        in client.get("/counselor/register/2026-11").text
    )
    page = client.get(f"/counselor{address}").text
    assert page.count('type="checkbox"') == 2
    assert ("looked at register", "2026-11-23") in audited(unlocked)
    assert f"/children/{owl.id}/consent" in page
    done = post(client, address, child=[panda.id, sparrow.id], **THE_DAY)
    assert done.location == "/counselor/register/2026-11"
    came = kept(unlocked, MONDAY)
    assert {visit.child for visit in came} == {panda.id, sparrow.id}
    assert {visit.how for visit in came} == {Arrival.PAPER}
    assert "没有可以补录的孩子" in client.get(f"/counselor{address}").text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"child": []}, "请点选来过的孩子。"),
        ({"arrived": ["", ""]}, "请选好时和分。"),
        ({"left": ["9", "0"]}, "回家时间要晚于到达时间。"),
    ],
)
def test_a_day_that_does_not_fit_is_kept_for_nobody(
    client: FlaskClient,
    unlocked: House,
    panda: Child,
    sparrow: Child,
    wrong: dict[str, Form],
    sentence: str,
) -> None:
    form = {"child": [panda.id, sparrow.id], **THE_DAY, **wrong}
    page = post(client, "/register/2026-11-23/paper", **form)
    assert sentence in page.text
    assert page.text.count('" checked>') == len(form["child"])  # nobody is tapped twice
    assert count(unlocked, "visits") == 0


def test_who_has_left_is_on_the_paper_only_about_the_days_when_it_came(
    client: FlaskClient, unlocked: House, panda: Child, sparrow: Child
) -> None:
    address = f"/register/{MONDAY}/paper"
    back_fill(unlocked, sparrow, date(2026, 11, 2))
    with unlocked.database.transaction() as db:
        for child in (panda, sparrow):
            file = children.file_of(db, unlocked.vault, child.id)
            gone = replace(child, active=False)
            children.change(db, unlocked.vault, gone, file, unlocked.clock())
    page = client.get(f"/counselor{address}").text
    assert sparrow.id in page
    assert panda.id not in page
    post(client, address, child=[sparrow.id], **THE_DAY)
    assert [visit.child for visit in kept(unlocked, MONDAY)] == [sparrow.id]


def test_who_has_left_is_on_the_paper_of_a_day_before_it_first_came_too(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    back_fill(unlocked, panda, MONDAY)
    leave_the_program(unlocked, panda)
    assert f'value="{panda.id}"' in client.get("/counselor/register/2026-11-22/paper").text


def test_who_is_in_the_register_already_is_told_and_nobody_else(
    client: FlaskClient, unlocked: House, panda: Child, sparrow: Child
) -> None:
    back_fill(unlocked, panda, MONDAY)
    page = client.get(f"/counselor/register/{MONDAY}/paper").text
    already = page[page.index("登记表里已经有了") :]
    assert panda.id in already and sparrow.id not in already


def test_a_child_that_cannot_be_added_is_refused(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    address = "/register/2026-11-23/paper"
    page = post(client, address, child=[panda.id, owl.id], **THE_DAY)
    assert "监护人还没有同意记录到访。" in page.text
    assert post(client, address, child=[panda.id, "nobody"], **THE_DAY).status_code == 404
    assert count(unlocked, "visits") == 0
    post(client, address, child=[panda.id], **THE_DAY)
    assert "这段时间孩子已经在这里了。" in post(client, address, child=[panda.id], **THE_DAY).text
    assert count(unlocked, "visits") == 1


@pytest.mark.parametrize("day", ["2026-11-25", "2026-10-31", "someday", "2026-11-31"])
def test_a_day_that_cannot_have_been_leads_back_to_the_register(
    client: FlaskClient, unlocked: House, day: str
) -> None:
    assert client.get(f"/counselor/register/{day}/paper").location == "/counselor/register"


@pytest.mark.parametrize(
    ("day", "beside"), [("2026-11-01", "2026-11-02"), (str(TUESDAY), str(MONDAY))]
)
def test_the_first_day_and_today_can_be_written_and_none_beyond_is_offered(
    client: FlaskClient, unlocked: House, panda: Child, day: str, beside: str
) -> None:
    page = client.get(f"/counselor/register/{day}/paper")
    assert page.status_code == 200
    arrows = re.findall(r'href="/counselor/register/(\S+)/paper" aria-label', page.text)
    assert arrows == [beside]
    days = re.findall(r'href="/counselor/register/(\S+)/paper"[^>]*>\d', page.text)
    assert days == [f"2026-11-{one:02}" for one in range(1, TUESDAY.day + 1)]


def test_a_day_of_which_visits_are_let_go_of_is_not_on_offer(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    hands.forward(days=1200)
    assert client.get("/counselor/register/2026-11-23/paper").status_code == 302
    wrong = post(client, f"/children/{panda.id}/visits/paper", **FROM_PAPER)
    assert "那一天的到访记录已不再保存" in wrong.text
    assert count(unlocked, "visits") == 0
