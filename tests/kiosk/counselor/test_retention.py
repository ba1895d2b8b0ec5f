"""What the house will let go of is told before it goes."""

import re
from dataclasses import replace
from datetime import timedelta

from flask.testing import FlaskClient

from hardware.clock import Reading
from kiosk.app import app_for
from kiosk.domain.children import Child
from kiosk.domain.clock import Source
from kiosk.domain.moment import ClockState
from kiosk.domain.moods import Face
from kiosk.forgetting import let_go_of_the_old
from kiosk.house import House
from kiosk.store import moods
from kiosk.timekeeper import Timekeeper
from tests.cast import Hands
from tests.kiosk.counselor.panel import count


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
    assert "日期确定之前" not in page
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
    assert "日期确定之前什么都不会删除" in client.get("/counselor/retention").text


def test_after_a_long_pause_the_date_that_is_confirmed_is_told(
    unlocked: House, hands: Hands
) -> None:
    later = hands().at + timedelta(days=100)
    reading = Reading(later, 60.0, synchronised=False)
    keeper = Timekeeper(unlocked.database, lambda: reading, "boot-2")
    keeper.consider(Source.COUNSELOR, later)
    page = app_for(replace(unlocked, clock=keeper)).test_client().get("/counselor/retention").text
    assert "确认今天的日期之前，什么都不会删除" in page and "时间还没有确认" not in page
    assert "今天确实是2027年3月4日</button>" in page
