"""How a child has been, on a page of the panel."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from games.catalog import GAMES
from kiosk import standings
from kiosk.counselor.children.skill_words import SKILLS
from kiosk.domain.children import Child
from kiosk.domain.moods import About, Face, faces_for
from kiosk.house import House
from kiosk.store.attendance import moods, visits
from kiosk.store.attendance.plays import Answered
from tests.cast import Hands
from tests.kiosk.counselor.panel import audited


def live(house: House, hands: Hands, child: Child, faces: list[Face | None]) -> None:
    """Let a child come and answer, a day after the other."""
    for face in faces:
        with house.database.transaction() as db:
            visits.check_in(db, child.id, house.clock())
            moods.keep(db, house.vault, child.id, face, house.clock(), [About.HOME])
            visits.leave(db, child.id, house.clock())
        hands.forward(days=1)


def page_of(client: FlaskClient, child: Child, query: str = "") -> str:
    return client.get(f"/counselor/children/{child.id}/over-time{query}").text


def test_days_answers_and_the_childs_own_middle_are_shown(
    client: FlaskClient, unlocked: House, hands: Hands, panda: Child
) -> None:
    live(unlocked, hands, panda, [Face.HIGH, None, Face.LOW])
    page = page_of(client, panda)
    assert page.count('class="came"') == 3
    assert page.count('class="dot"') == 2
    assert page.count('class="middle"') == 1
    for told in ("有点难过", "跳过", "家里"):
        assert told in page, told
    assert ("looked over time", panda.id) in audited(unlocked)


def test_a_child_that_was_taken_for_older_answered_with_faces_that_it_sees_no_more(
    client: FlaskClient, unlocked: House, hands: Hands, panda: Child
) -> None:
    assert Face.VERY_LOW not in faces_for(panda)
    live(unlocked, hands, panda, [Face.VERY_LOW, Face.HIGH])
    page = page_of(client, panda)
    assert page.count('class="dot"') == 2 and "很难过" in page


@pytest.mark.parametrize(("number", "said"), [(9, False), (10, True)])
def test_always_the_same_face_is_told_to_be_unreliable(
    client: FlaskClient, unlocked: House, hands: Hands, panda: Child, number: int, said: bool
) -> None:
    live(unlocked, hands, panda, [Face.HIGH] * number)
    assert ("不一定可靠" in page_of(client, panda)) is said


def test_another_month_has_its_own_days_and_the_line_stays(
    client: FlaskClient, unlocked: House, hands: Hands, panda: Child
) -> None:
    live(unlocked, hands, panda, [Face.HIGH] * 10)  # from 24 November on
    assert page_of(client, panda, "?month=2026-11").count('class="came"') == 7
    assert page_of(client, panda, "?month=2026-12").count('class="came"') == 3
    for month in ("2026-10", "2026-13", "x"):
        page = page_of(client, panda, f"?month={month}")
        assert page.count('class="dot"') == 10
    hands.at += timedelta(days=120)
    assert 'class="dot"' not in page_of(client, panda)


@pytest.mark.parametrize(("times", "band"), [(1, "刚开始"), (200, "很熟练")])
def test_a_skill_is_one_of_five_plain_bands(
    client: FlaskClient, unlocked: House, panda: Child, times: int, band: str
) -> None:
    answer = Answered("memory", 12, right=True, ms=900)
    with unlocked.database.transaction() as db:
        for _ in range(times):
            standings.keep(db, panda.id, "team_pairs", answer, unlocked.clock())
    page = page_of(client, panda)
    assert band in page
    assert "%" not in page.split('id="skills"')[1].split("</section>")[0]


def test_every_skill_of_a_game_has_a_word() -> None:
    assert {game.skill for game in GAMES} <= set(SKILLS)


def test_who_has_agreed_to_nothing_has_nothing_and_it_says_why(
    client: FlaskClient, unlocked: House, owl: Child
) -> None:
    page = page_of(client, owl)
    assert "没有同意保存心情" in page
    assert "没有同意保存游戏记录" in page


def test_a_damaged_answer_stops_nothing(
    client: FlaskClient, unlocked: House, hands: Hands, panda: Child
) -> None:
    live(unlocked, hands, panda, [Face.HIGH, Face.LOW])
    with unlocked.database.transaction() as db:
        db.execute(
            "UPDATE moods SET answer = zeroblob(200) WHERE seq = (SELECT max(seq) FROM moods)"
        )
    page = page_of(client, panda)
    assert page.count('class="dot"') == 1
    assert "读不出来" in page


def test_answers_of_which_none_can_be_drawn_are_told_all_the_same(
    client: FlaskClient, unlocked: House, hands: Hands, panda: Child
) -> None:
    """That it answered and it cannot be read is another thing than that it did not answer."""
    assert "这几周没有回答。" in page_of(client, panda)
    live(unlocked, hands, panda, [Face.LOW, None])
    with unlocked.database.transaction() as db:
        db.execute(
            "UPDATE moods SET answer = zeroblob(200) WHERE seq = (SELECT min(seq) FROM moods)"
        )
    page = page_of(client, panda)
    assert "读不出来" in page and "跳过" in page
    assert "这几周没有回答。" not in page
    assert 'class="middle"' not in page
