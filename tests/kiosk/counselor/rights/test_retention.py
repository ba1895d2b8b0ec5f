"""What the house will let go of is told before it goes."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from kiosk.app import app_for
from kiosk.domain.children import Child
from kiosk.domain.clock import Source, Verdict
from kiosk.domain.moment import ClockState
from kiosk.domain.moods import Face
from kiosk.domain.retention import Shelf
from kiosk.forgetting import let_go_of_the_old
from kiosk.house import House
from kiosk.store.attendance import moods
from kiosk.timekeeper import Timekeeper
from tests.cast import Hands
from tests.kiosk.counselor.panel import audited, count, post
from tests.kiosk.counselor.upkeep.test_date import Steady

DOUBTED = "什么都不会删除"
ASKED = "爱佑之家停了很久，今天确实是"
A_DAY = 24 * 60 * 60


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def shut(unlocked: House, panda: Child, hands: Hands, steady: Steady) -> House:
    """A house that somebody felt something in; it was shut after an evening, and woke in 1970."""
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
    hands.forward(hours=13)
    assert let_go_of_the_old(unlocked) == {}
    return replace(unlocked, clock=Timekeeper(unlocked.database, steady, "b2"))


def set_clock(house: House, source: Source) -> None:
    """Tell the house that a hundred days went by."""
    assert house.timekeeper
    said = house.timekeeper.consider(source, house.clock().at + timedelta(days=100))
    assert said is Verdict.BETTER


def test_what_goes_tonight_and_within_a_month(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    with unlocked.database.transaction() as db:
        for day in ("2026-08-01", "2026-09-01", "2026-11-01"):
            moods.keep(db, unlocked.vault, panda.id, Face.LOW, hands())
            db.execute("UPDATE moods SET day = ? WHERE seq = (SELECT max(seq) FROM moods)", [day])
    page = client.get("/counselor/retention").text
    row = page.partition("<td>心情</td>")[2].partition("</tr>")[0]
    assert re.findall(r">([^<\n]+)</td>", row) == ["90 天", "1", "2"]
    assert DOUBTED not in page
    assert count(unlocked, "moods") == 3
    hands.forward(hours=13)
    let_go_of_the_old(unlocked)
    assert "上一次删除：2026年11月24日晚上。" in client.get("/counselor/retention").text
    assert "到期删除" in client.get("/counselor/upkeep").text


def test_a_clock_that_is_not_believed_is_told(
    client: FlaskClient, unlocked: House, hands: Hands
) -> None:
    hands.forward(days=61)
    hands.clock = ClockState.ESTIMATED
    assert DOUBTED in client.get("/counselor/retention").text


def test_after_a_pause_too_long_to_be_believed_one_tap_lets_the_night_go_on(
    shut: House, steady: Steady
) -> None:
    set_clock(shut, Source.COUNSELOR)
    client = app_for(shut).test_client()
    page = client.get("/counselor/retention").text
    assert DOUBTED in page and ASKED in page
    assert let_go_of_the_old(shut) == {}
    answer = post(client, "/retention")
    assert (answer.status_code, answer.location) == (303, "/counselor/retention")
    assert ("confirmed the date", "2027-03-04") in audited(shut)
    page = client.get("/counselor/retention").text
    assert DOUBTED not in page and ASKED not in page
    assert let_go_of_the_old(shut) == {}
    steady.seconds += A_DAY
    assert let_go_of_the_old(shut) == {Shelf.MOODS: 1}
    assert count(shut, "moods") == 0


def test_by_a_clock_that_is_not_certain_nothing_is_confirmed(shut: House, steady: Steady) -> None:
    set_clock(shut, Source.WALL)
    client = app_for(shut).test_client()
    page = client.get("/counselor/retention").text
    assert DOUBTED in page and ASKED not in page
    assert post(client, "/retention").status_code == 303
    assert "confirmed the date" not in {action for action, _ in audited(shut)}
    steady.seconds += A_DAY
    assert let_go_of_the_old(shut) == {}
    assert count(shut, "moods") == 1


def test_headquarters_needs_nobody_to_confirm_its_date(shut: House) -> None:
    set_clock(shut, Source.HEADQUARTERS)
    page = app_for(shut).test_client().get("/counselor/retention").text
    assert DOUBTED not in page and ASKED not in page
    assert let_go_of_the_old(shut) == {Shelf.MOODS: 1}
