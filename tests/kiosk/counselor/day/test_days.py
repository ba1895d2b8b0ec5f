import re
from datetime import UTC, date, datetime, timedelta

from flask.testing import FlaskClient

from kiosk.closing import close_day
from kiosk.counselor.day.days import DAYS
from kiosk.domain.children import Child
from kiosk.domain.days import Closing
from kiosk.domain.moment import ClockState
from kiosk.house import House
from kiosk.store.attendance import days, visits
from sync import settling
from sync.answer import Answer
from sync.carrying import tries
from sync.status import wire_status
from tests.cast import EPOCH, Hands, enrol, unlock
from tests.kiosk.counselor.panel import audited, post


def test_the_day_is_closed_by_hand_and_waits_for_headquarters(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    enrol(unlocked)
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
    hands.forward(hours=3)
    today = client.get("/counselor/").text
    assert "还有 1 个孩子没有点回家。" in today and "重新结束今天</summary>" not in today
    assert post(client, "/days/close").location == "/counselor/"
    with unlocked.database.reading() as db:
        closed = days.get(db, date(2026, 11, 24))
    assert closed
    assert (closed.how, closed.counts.present) == (Closing.COUNSELOR, 1)
    assert ("closed the day", "2026-11-24") in audited(unlocked)
    today = client.get("/counselor/").text
    assert "今天已结束。" in today
    assert "今天已在 11:00 结束，共 1 个孩子。" in today
    assert "重新结束今天</summary>" in today
    assert "有 1 份报告等待发送。" in today


def test_a_day_that_is_closed_after_midnight_is_the_one_that_was_shown(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    hands.forward(hours=15)
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
    shown = re.search('name="day" value="([^"]+)"', client.get("/counselor/").text)
    hands.forward(hours=2)
    unlock(unlocked)
    post(client, "/days/close", day=shown[1] if shown else "")
    with unlocked.database.reading() as db:
        assert days.get(db, date(2026, 11, 25)) is None
        closed = days.get(db, date(2026, 11, 24))
    assert closed and closed.counts.present == 1


def test_a_day_closed_twice_with_the_same_counts_is_told_once(
    client: FlaskClient, unlocked: House
) -> None:
    enrol(unlocked)
    for _ in range(2):
        post(client, "/days/close")
    with unlocked.database.reading() as db:
        assert wire_status(db).waiting == 1


def test_every_day_tells_how_far_its_summary_has_come(
    client: FlaskClient, unlocked: House, hands: Hands
) -> None:
    close_day(unlocked, date(2026, 11, 20), Closing.CLOCK, "clock")
    enrol(unlocked)
    for number in (21, 22, 23):
        hands.forward(hours=1)
        close_day(unlocked, date(2026, 11, number), Closing.COUNSELOR, "li")
    answer = Answer(house="yuexi-0001", epoch=EPOCH, accepted=2, at=1, refused=(2,), messages=())
    with unlocked.database.transaction() as db:
        # As if it had been told once more already.
        db.execute("UPDATE outbox SET refused_before = 1")
        settling.acknowledge(db, answer, {1, 2})
        tries.note_trouble(db, "Headquarters cannot be reached.")
    page = client.get("/counselor/days").text
    for words in ("等待发送", "总部没有收下", "总部已收到", "只存在本地"):
        assert page.count(f">{words}<") == 1, words
    assert "现在连不上总部。" in page
    assert "总部没有收下 1 份。" in page
    post(client, "/language", language="en")
    page = client.get("/counselor/days").text
    for words in ("Waits to be sent", "Not taken by headquarters", "Headquarters has it"):
        assert page.count(f">{words}<") == 1, words


def test_a_house_without_headquarters_says_so(client: FlaskClient, unlocked: House) -> None:
    post(client, "/days/close")
    page = client.get("/counselor/days").text
    assert "还没有和总部连上" in page
    assert "只存在本地" in page


def test_many_days_are_leafed_through_the_latest_first(
    client: FlaskClient, unlocked: House
) -> None:
    first = date(2026, 9, 1)
    for number in range(DAYS + 2):
        close_day(unlocked, first + timedelta(days=number), Closing.CLOCK, "clock")
    latest, older = (client.get(f"/counselor/days?leaf={leaf}").text for leaf in ("", "1"))
    assert latest.count('class="journey') == DAYS and older.count('class="journey') == 2
    assert "/counselor/days?leaf=1" in latest and "更早的" not in older
    assert 'href="/counselor/days"' in older
    for odd in ("-1", "x", "9" * 30, "99999"):
        assert client.get(f"/counselor/days?leaf={odd}").status_code == 200


def test_a_house_that_knows_no_date_closes_no_day_but_asks_for_it(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    enrol(unlocked)
    hands.at, hands.clock = datetime(1970, 1, 1, tzinfo=UTC), ClockState.UNKNOWN
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
    answer = post(client, "/days/close")
    assert answer.location == "/counselor/date"
    assert "请先设定日期" in client.get(answer.location).text
    with unlocked.database.reading() as db:
        assert days.latest_with_journeys(db) == []
        assert wire_status(db).waiting == 0
