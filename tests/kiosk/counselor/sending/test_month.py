"""What will leave at the end of the month, and what has left."""

import re

from flask.testing import FlaskClient

from kiosk.closing_months import close_due_months
from kiosk.domain.children import Child
from kiosk.domain.moods import Face
from kiosk.house import House
from tests.cast import Hands, enrol, unlock
from tests.kiosk.store.test_month_facts import live
from tests.kiosk.test_month_answers import answer


def test_the_running_month_is_told_as_far_as_it_goes_and_counts_no_feeling(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    enrol(unlocked)
    live(unlocked, hands, 3, panda)
    answer(unlocked, [Face.HIGH] * 12)
    page = client.get("/counselor/sending/month").text
    for fact in (
        "2026年11月",
        "一共来过 1 个孩子。",
        "开放了 6 小时 0 分钟。",
        "月底在册 13 个孩子。",
    ):
        assert fact in page, fact
    assert "掷骰子后" not in page and "没有孩子的心情" not in page
    assert "小竹" not in page
    with unlocked.database.reading() as db:
        assert db.table("months").count == 0


def test_a_week_counts_in_the_running_month_once_it_is_over(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    enrol(unlocked)
    live(unlocked, hands, 5, panda)
    told = []
    for _ in range(2):
        told.append(re.search("(\\d) 周里有", client.get("/counselor/sending/month").text))
        hands.forward(days=1)
        unlock(unlocked)
    sunday, monday = (found[1] if found else None for found in told)
    assert (unlocked.clock().day.weekday(), sunday, monday) == (1, "0", "1")


def test_it_says_what_became_of_a_month_before_it_leaves_and_after(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    enrol(unlocked)
    live(unlocked, hands, 7, panda)
    close_due_months(unlocked)
    facts = ("月报 · 2026年11月", "一共来过 1 个孩子。", "孩子的心情不发送", "没有哪个孩子的回答")
    page = client.get("/counselor/sending").text
    for fact in facts:
        assert fact in page, fact
    with unlocked.database.transaction() as db:
        db.execute("UPDATE outbox SET acknowledged_at = 1795500000, envelope = NULL")
    page = client.get("/counselor/sending").text
    for fact in facts[:3]:
        assert fact in page, fact


def test_a_house_without_headquarters_sees_it_too(client: FlaskClient, unlocked: House) -> None:
    page = client.get("/counselor/sending/month").text
    assert "一共来过 0 个孩子。" in page
