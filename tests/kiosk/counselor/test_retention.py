"""What the house will let go of is told before it goes."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from hardware.clock import Reading
from kiosk.app import app_for
from kiosk.domain.children import Child
from kiosk.domain.moment import ClockState
from kiosk.domain.moods import Face
from kiosk.forgetting import let_go_of_the_old, may_let_go
from kiosk.house import House
from kiosk.store import moods
from kiosk.timekeeper import Timekeeper
from tests.cast import Hands
from tests.kiosk.counselor.panel import audited, count, post


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
    assert "上一次是2026年11月24日晚上。" in client.get("/counselor/retention").text
    assert "到期删除" in client.get("/counselor/upkeep").text


def test_a_clock_that_is_not_believed_is_told(
    client: FlaskClient, unlocked: House, hands: Hands
) -> None:
    hands.forward(days=61)
    hands.clock = ClockState.ESTIMATED
    assert "日期确定之前什么都不会删除" in client.get("/counselor/retention").text


@pytest.mark.parametrize("chip", [True, False])
def test_after_a_long_pause_she_says_once_more_that_the_date_is_right(
    unlocked: House, hands: Hands, chip: bool
) -> None:
    """A clock chip is believed; a wall clock that nothing had set is not, whatever she says."""
    reading = Reading(hands.at + timedelta(days=200), 60.0, synchronised=False, from_chip=chip)
    keeper = Timekeeper(unlocked.database, lambda: reading, "boot-2")
    late = replace(unlocked, clock=keeper)
    client = app_for(late).test_client()
    assert not may_let_go(late, keeper())
    assert ("停了很久" in client.get("/counselor/retention").text) is chip
    post(client, "/retention")
    assert may_let_go(late, keeper()) is chip
    assert (("confirmed the date", "2027-06-12") in audited(late)) is chip
