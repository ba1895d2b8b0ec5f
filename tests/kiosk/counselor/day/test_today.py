from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from kiosk.domain.casework import FollowUp
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.fetchings import Fetcher
from kiosk.domain.moods import About, Face
from kiosk.house import House
from kiosk.store.attendance import fetchings, moods, talks, visits
from kiosk.store.people import children
from kiosk.store.work import cases
from tests.cast import Hands, add_child, leave_the_program
from tests.kiosk.counselor.panel import audited, damage_file, post


@pytest.fixture
def sparrow(unlocked: House) -> Child:
    """A girl of ten whose guardian agreed to visits alone."""
    return add_child(unlocked, "雀儿", keeps={Purpose.VISITS}, birth=date(2016, 1, 1))


def come(house: House, *children: Child) -> None:
    with house.database.transaction() as db:
        for child in children:
            visits.check_in(db, child.id, house.clock())


def ask(house: House, child: Child | None) -> None:
    with house.database.transaction() as db:
        talks.ask(db, house.vault, child.id if child else None, house.clock())


def page(client: FlaskClient) -> str:
    return client.get("/counselor/").text


def test_an_empty_house_says_so(client: FlaskClient, unlocked: House) -> None:
    text = page(client)
    assert "11月24日 星期二" in text
    assert "现在没有孩子。" in text
    assert "添加第一个孩子" in text
    assert "想和您聊聊" not in text
    assert "还没有可以签到的孩子。" in client.get("/counselor/arrivals").text
    assert "还没有登记孩子，请添加第一个。" in client.get("/counselor/children").text
    assert "这个月的登记表里还没有人。" in client.get("/counselor/register/2026-11").text
    assert "还没有结束过任何一天。" in client.get("/counselor/days").text


def test_who_is_here_and_how_they_feel(
    client: FlaskClient, unlocked: House, panda: Child, sparrow: Child
) -> None:
    come(unlocked, panda, sparrow)
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
        moods.keep(db, unlocked.vault, sparrow.id, Face.LOW, unlocked.clock())
    text = page(client)
    assert "现在有 2 个孩子" in text
    assert text.count("有点难过") == 1
    assert text.count("08:00") == 2
    assert ("looked at today", "2026-11-24") in audited(unlocked)


def test_a_skipped_question_is_not_a_face(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    come(unlocked, panda)
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, None, unlocked.clock())
    assert "跳过了" in page(client)


def test_the_last_face_counts_and_the_one_before_stands_beside_it(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    come(unlocked, panda)
    with unlocked.database.transaction() as db:
        for face in (Face.VERY_HIGH, Face.VERY_LOW, Face.MIDDLE):
            moods.keep(db, unlocked.vault, panda.id, face, unlocked.clock())
    text = page(client)
    assert 'aria-label="很难过"' in text
    assert "<small>一般</small>" in text
    assert "很开心" not in text


def test_a_damaged_face_shows_as_one_that_cannot_be_read(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    come(unlocked, panda)
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
        db.execute("UPDATE moods SET answer = zeroblob(length(answer))")
    assert page(client).count("读不出来") == 1


def test_what_closing_the_day_would_tell_is_what_it_tells(
    client: FlaskClient, unlocked: House, panda: Child, sparrow: Child, hands: Hands
) -> None:
    hands.forward(hours=15)
    come(unlocked, panda)
    assert "告诉总部：今天来了 1 个孩子。" in page(client)
    hands.forward(hours=1, minutes=30)
    come(unlocked, sparrow)
    text = page(client)
    # One of the two is here since yesterday, on which it counts.
    assert "现在有 2 个孩子" in text and "告诉总部：今天来了 1 个孩子。" in text
    post(client, "/days/close")
    assert "共 1 个孩子" in page(client)


def test_who_is_here_since_before_midnight_keeps_its_face(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    come(unlocked, panda)
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.VERY_HIGH, unlocked.clock())
        visits.leave(db, panda.id, unlocked.clock())
    hands.forward(hours=15, minutes=30)
    late = add_child(unlocked, "小鹿", keeps=set(Purpose), birth=date(2018, 5, 20))
    come(unlocked, late)
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, late.id, Face.LOW, unlocked.clock())
    hands.forward(hours=1)
    come(unlocked, panda)
    text = page(client)
    assert text.count("有点难过") == 1
    assert "很开心" not in text  # how the panda felt yesterday
    assert "现在在这里" in client.get(f"/counselor/children/{late.id}").text


def test_who_went_home_is_shown_apart(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    come(unlocked, panda)
    hands.forward(hours=2)
    assert post(client, "/departures", child=panda.id).location == "/counselor/#here"
    text = page(client)
    assert "小竹 回家了。" in text and "小竹 没有回家，是点错了" in text
    assert "08:00–10:00" in text
    assert "1 个已回家" in text
    assert ("let out", panda.id) in audited(unlocked)
    again = len(audited(unlocked))
    assert post(client, "/departures", child=panda.id).status_code == 303
    assert ("let out", panda.id) not in audited(unlocked)[again:]


def test_a_wish_to_talk_is_shown_once_until_they_have_talked(
    client: FlaskClient, unlocked: House, panda: Child, sparrow: Child, hands: Hands
) -> None:
    ask(unlocked, panda)
    hands.forward(minutes=30)
    ask(unlocked, panda)
    ask(unlocked, sparrow)
    text = page(client)
    assert text.count("已经聊过") == 2
    assert "30分钟前" in text
    hands.forward(days=1)  # It is the next morning before she can talk.
    with unlocked.database.reading() as db:
        first = talks.waiting(db, unlocked.vault)[0]
    answer = post(client, "/talks", request=first.id)
    assert answer.location == f"/counselor/children/{panda.id}/cases/follow_up/new"
    assert "如果还有事要做" in client.get(answer.location).text
    # She left that page, and finds her way back to it all day long.
    assert f'href="{answer.location}"' in page(client)
    leave_the_program(unlocked, panda)
    assert f'href="{answer.location}"' in page(client)
    hands.forward(days=1)
    assert f'href="{answer.location}"' not in page(client)
    with unlocked.database.reading() as db:
        assert [talk.child for talk in talks.waiting(db, unlocked.vault)] == [sparrow.id]


def test_two_who_did_not_say_who_they_are_are_two_wishes(
    client: FlaskClient, unlocked: House
) -> None:
    ask(unlocked, None)
    ask(unlocked, None)
    assert page(client).count("没有说是谁") == 2
    with unlocked.database.reading() as db:
        first = talks.waiting(db, unlocked.vault)[0]
    assert post(client, "/talks", request=first.id).location == "/counselor/"
    assert page(client).count("没有说是谁") == 1


def test_a_request_that_is_damaged_still_says_that_somebody_asked(
    client: FlaskClient, unlocked: House, panda: Child, sparrow: Child
) -> None:
    come(unlocked, panda)
    ask(unlocked, panda)
    with unlocked.database.transaction() as db:
        (damaged,) = [row["id"] for row in db.table("talks").rows]
        db.execute("UPDATE talks SET request = zeroblob(length(request))")
    ask(unlocked, sparrow)
    answer = client.get("/counselor/")
    assert answer.status_code == 200
    assert answer.text.count("已经聊过") == 2
    assert "看不出是谁" in answer.text and "现在有 1 个孩子" in answer.text
    assert post(client, "/talks", request=damaged).status_code == 303
    with unlocked.database.reading() as db:
        assert [talk.child for talk in talks.waiting(db, unlocked.vault)] == [sparrow.id]


@pytest.mark.parametrize("wrong", ["", "99999", "first"])
def test_a_wish_that_does_not_wait_changes_nothing(
    client: FlaskClient, unlocked: House, panda: Child, wrong: str
) -> None:
    ask(unlocked, panda)
    assert post(client, "/talks", request=wrong).status_code == 303
    assert page(client).count("已经聊过") == 1


def test_today_speaks_english_too(
    client: FlaskClient, unlocked: House, panda: Child, sparrow: Child
) -> None:
    come(unlocked, panda, sparrow)
    ask(unlocked, panda)
    post(client, "/language", language="en")
    text = page(client)
    for words in ("Tuesday, 24 November", "2 children are here", "We have talked", ">Home<"):
        assert words in text


def test_what_a_feeling_is_about_is_told_in_words_here_and_in_the_copy(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    come(unlocked, panda)
    with unlocked.database.transaction() as db:
        about = (About.HOME, About.SLEEP)
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock(), about)
    assert "和这些有关：家里 · 睡觉" in page(client)
    copy = client.get(f"/counselor/children/{panda.id}/copy").text
    assert "有点难过 · 和这些有关：家里 · 睡觉" in copy
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.HIGH, unlocked.clock())
    assert "和这些有关" not in page(client)


def go_home(house: House, child: Child, by: Fetcher | None) -> None:
    with house.database.transaction() as db:
        visits.leave(db, child.id, house.clock())
        fetchings.keep(db, house.vault, child.id, by, house.clock())


def let_nobody_fetch(house: House, child: Child) -> None:
    with house.database.transaction() as db:
        home = children.file_of(db, house.vault, child.id).household
        people = tuple(replace(one, may_fetch=False) for one in home.people)
        children.move(db, house.vault, child.id, replace(home, people=people), house.clock())


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (Fetcher.GRANDMOTHER, "孩子说：奶奶或外婆来接"),
        (Fetcher.NOBODY, "孩子说：自己走回家"),
        (None, "没说谁来接"),
    ],
)
def test_beside_a_child_that_has_gone_stands_by_whom_it_says_it_is_fetched(
    client: FlaskClient, unlocked: House, panda: Child, by: Fetcher | None, said: str
) -> None:
    come(unlocked, panda)
    assert "谁来接" not in page(client)
    go_home(unlocked, panda, by)
    text = page(client)
    assert said in text
    assert "不能代替您核对接孩子的人" in text
    assert "没有登记可以接" not in text


def test_it_is_marked_where_nobody_is_known_who_may_fetch_the_child(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    come(unlocked, panda)
    let_nobody_fetch(unlocked, panda)
    assert "没有登记可以接" not in page(client)
    go_home(unlocked, panda, Fetcher.MOTHER)
    assert "家庭里没有登记可以接孩子的人" in page(client)
    # A household that cannot be read may name somebody.
    with unlocked.database.transaction() as db:
        db.execute("UPDATE households SET file = zeroblob(length(file))")
    assert "没有登记可以接" not in page(client)
    damage_file(unlocked, panda)
    assert "没有登记可以接" not in page(client)


def test_what_was_said_at_another_visit_is_not_said_of_this_one(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    come(unlocked, panda)
    go_home(unlocked, panda, Fetcher.MOTHER)
    hands.forward(hours=1)
    come(unlocked, panda)
    assert "妈妈来接" not in page(client)


def test_a_damaged_answer_shows_as_that(client: FlaskClient, unlocked: House, panda: Child) -> None:
    come(unlocked, panda)
    go_home(unlocked, panda, Fetcher.MOTHER)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE fetchings SET answer = zeroblob(length(answer))")
    assert "由谁来接 · 读不出来" in page(client)


def test_who_is_usually_here_by_now_is_named_until_it_comes(
    client: FlaskClient, unlocked: House, panda: Child, sparrow: Child, hands: Hands
) -> None:
    """On three Tuesdays at eight, and on the fourth by nine."""
    for _ in range(3):
        come(unlocked, panda)
        hands.forward(weeks=1)
    assert "平时星期二这时" not in page(client)
    hands.forward(hours=1)
    text = page(client)
    assert "平时星期二这时已来，今天还没到" in text
    assert panda.nickname in text and sparrow.nickname not in text
    come(unlocked, panda)
    assert "平时星期二这时" not in page(client)


def test_who_has_left_is_not_missed_though_something_is_still_to_be_done_for_it(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    for _ in range(3):
        come(unlocked, panda)
        hands.forward(weeks=1)
    hands.forward(hours=1)
    with unlocked.database.transaction() as db:
        todo = FollowUp("去学校", date(2027, 1, 5))
        cases.add(db, unlocked.vault, panda.id, todo, unlocked.clock())
    assert "平时星期二这时" in page(client)
    leave_the_program(unlocked, panda)
    assert "平时星期二这时" not in page(client)


def test_of_what_is_due_more_than_four_are_folded_away(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        for number in range(5):
            todo = FollowUp(f"第 {number} 件", date(2026, 11, 25))
            cases.add(db, unlocked.vault, panda.id, todo, unlocked.clock())
    text = page(client)
    assert [number for number in range(5) if f"第 {number} 件" in text] == [0, 1, 2, 3, 4]
    assert "还有 1 项" in text


def test_what_was_due_for_a_child_that_has_left_is_not_asked_for_any_more(
    client: FlaskClient, unlocked: House, panda: Child, sparrow: Child
) -> None:
    with unlocked.database.transaction() as db:
        for child, reason in ((panda, "去学校"), (sparrow, "看牙")):
            todo = FollowUp(reason, date(2026, 11, 25))
            cases.add(db, unlocked.vault, child.id, todo, unlocked.clock())
    assert "去学校" in page(client)
    leave_the_program(unlocked, panda)
    assert "看牙" in page(client) and "去学校" not in page(client)
