"""I want to talk: nobody is promised who is not there, and nothing shows it afterwards."""

import re
from dataclasses import replace
from datetime import date, time

from flask.testing import FlaskClient

from kiosk.app import app_for
from kiosk.domain.absence import Absence, StandIn
from kiosk.domain.children import Child
from kiosk.domain.hotlines import HOTLINES, for_children
from kiosk.domain.moment import ClockState
from kiosk.house import House
from kiosk.store import settings
from kiosk.store.attendance import talks
from tests.cast import Hands
from tests.kiosk.child.forms import post, token
from tests.kiosk.counselor.panel import fill_the_card

AUNT = StandIn("王阿姨", time(15), time(18, 30))


def go_away(house: House, stand_in: StandIn | None = None) -> None:
    with house.database.transaction() as db:
        settings.go_away(db, Absence(date(2026, 11, 25), stand_in), house.clock(), "li")


def without_token(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


def test_the_numbers_are_offered_and_one_tap_shows_them(client: FlaskClient, house: House) -> None:
    page = client.get("/talk").text
    assert "老师会来找你聊聊" in page
    assert "12356" not in page
    assert 'href="/talk/numbers"' in page
    assert "12356" in client.get("/talk/numbers").text


def test_while_she_is_away_it_tells_who_is_there_and_the_numbers_at_once(
    client: FlaskClient, house: House
) -> None:
    go_away(house, AUNT)
    page = client.get("/talk").text
    assert "老师会来找你聊聊" not in page
    assert "老师回来会找你" in page
    for shown in ("王阿姨", "15:00", "18:30", "12356"):
        assert shown in page


def test_a_number_that_children_are_not_shown_is_not_shown_while_she_is_away_either(
    client: FlaskClient, house: House
) -> None:
    hidden = [line for line in house.hotlines() if not line.shown]
    assert [line.key for line in hidden] == ["supervisor", "counselor"]
    go_away(house)
    page = client.get("/talk").text
    shown = page.partition('<ul class="hotlines">')[2].partition("</ul>")[0]
    assert shown.count("<li>") == len(for_children(HOTLINES)) and "乡镇督导员" not in shown


def test_where_nobody_else_is_there_nobody_is_named(client: FlaskClient, house: House) -> None:
    go_away(house)
    page = client.get("/talk").text
    assert "老师回来会找你" in page
    assert "dial" not in page
    assert page.count("1F319") == 2


def test_the_wish_is_kept_all_the_same_and_no_other_page_shows_that_she_is_away(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    paths = ("/feel", "/thanks", "/rest", "/outside", "/today", "/bye", "/who", "/")
    post(client, "/who", child=panda.id)
    before = [without_token(client.get(path).text) for path in paths]
    go_away(unlocked, AUNT)
    post(client, "/who", child=panda.id)
    assert post(client, "/talk").location == "/talk"
    assert [without_token(client.get(path).text) for path in paths] == before
    with unlocked.database.reading() as db:
        (wish,) = talks.waiting(db, unlocked.vault)
    assert wish.child == panda.id


def test_a_wish_before_any_picture_is_of_nobody_known(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    who = token(client, "/who")
    assert client.post("/talk", data={"csrf_token": who}).location == "/talk"
    assert 'href="/"' in client.get("/talk").text
    with unlocked.database.reading() as db:
        (wish,) = talks.waiting(db, unlocked.vault)
    assert wish.child is None


def test_a_wish_on_a_page_older_than_the_houses_last_start_is_heard(
    unlocked: House, panda: Child
) -> None:
    before = app_for(unlocked).test_client()
    post(before, "/who", child=panda.id)
    old = {"csrf_token": token(before, "/thanks")}
    visit = before.get_cookie("session")
    assert visit
    anew = app_for(unlocked).test_client()
    anew.set_cookie("session", visit.value)
    answer = anew.post("/talk", data=old, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.location == "/talk"
    assert "老师会来找你聊聊" in anew.get("/talk").text
    assert anew.get("/thanks").location == "/"
    with unlocked.database.reading() as db:
        (wish,) = talks.waiting(db, unlocked.vault)
    assert wish.child is None


def test_before_a_house_is_set_up_a_wish_is_answered_and_kept_nowhere(bare_house: House) -> None:
    client = app_for(bare_house).test_client()
    assert post(client, "/talk").location == "/talk"
    assert client.get("/talk").status_code == 200
    with bare_house.database.reading() as db:
        assert db.table("talks").count == 0


def test_the_log_that_tells_beside_whose_visit_a_wish_was_is_emptied(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    log = unlocked.database.path.with_name("house.db-wal")
    unlocked.database.scrub()
    left = []
    for path, form in (("/who", {"child": panda.id}), ("/talk", {})):
        post(client, path, **form)
        unlocked.database.scrub_what_is_left()
        left.append(log.stat().st_size > 0)
    assert left == [True, False]


def test_a_forged_wish_is_not_heard(client: FlaskClient, unlocked: House) -> None:
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "none"}):
        answer = client.post("/talk", data={"csrf_token": "forged"}, headers=headers)
        assert answer.location == "/who"
    with unlocked.database.reading() as db:
        assert talks.waiting(db, unlocked.vault) == []


def test_a_wish_on_an_old_page_and_a_full_card_fetches_the_counselor(
    client: FlaskClient, unlocked: House
) -> None:
    fill_the_card(unlocked)
    for _ in range(500):
        answer = client.post("/talk", headers={"Sec-Fetch-Site": "same-origin"})
        if answer.status_code != 303:
            break
    assert answer.status_code == 507
    assert "请去找老师来" in answer.text


def test_who_asks_to_talk_while_it_leaves_goes_on_leaving(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    asked = post(client, "/home").location
    assert asked in {"/fetch", "/today"}
    post(client, "/talk")
    page = client.get("/talk").text
    assert f'href="{asked}"' in page and 'href="/thanks"' not in page


def test_outside_the_opening_hours_she_comes_when_the_house_is_open(
    unlocked: House, hands: Hands
) -> None:
    config = replace(unlocked.config, open_from="15:40", open_until="18:00")
    client = app_for(replace(unlocked, config=config)).test_client()
    page = client.get("/talk").text
    assert "开门以后老师会来" in page
    assert "15:40" in page
    assert "12356" in page
    hands.forward(hours=8)
    assert "老师会来找你聊聊" in client.get("/talk").text
    hands.forward(hours=8)
    for hands.clock in (ClockState.ESTIMATED, ClockState.UNKNOWN):
        assert "老师会来找你聊聊" in client.get("/talk").text
