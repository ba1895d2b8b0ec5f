import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from hardware.clock import Reading
from kiosk.app import app_for
from kiosk.domain.children import Child
from kiosk.domain.clock import Source
from kiosk.domain.moment import ClockState
from kiosk.house import House
from kiosk.timekeeper import Timekeeper
from tests.cast import Hands
from tests.kiosk.counselor.panel import audited, post

SHOWN = "2026-11-24T08:00:30+08:00"


@dataclass
class Steady:
    """A machine that woke in 1970, half a minute ago."""

    seconds: float = 30.0
    synchronised: bool = False
    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    def __call__(self) -> Reading:
        return Reading(self.at, self.seconds, self.synchronised)


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def kept(unlocked: House, panda: Child, steady: Steady) -> House:
    """The house on the morning after: its clock goes on from eight o'clock on the 24th."""
    return replace(unlocked, clock=Timekeeper(unlocked.database, steady, "b2"))


@pytest.fixture
def client(kept: House) -> FlaskClient:
    return app_for(kept).test_client()


def test_every_page_asks_for_the_date_in_one_line_until_it_is_set(client: FlaskClient) -> None:
    page = client.get("/counselor/").text
    assert "今天是2026年11月24日 星期二 08:00吗？" in page
    assert 'href="/counselor/date"' in page
    assert "吗？" not in client.get("/counselor/date").text
    post(client, "/date", day="2026-11-26", hour="8", minute="0", shown=SHOWN)
    page = client.get("/counselor/").text
    assert "11月26日 星期四" in page
    assert "今天是2026年11" not in page


def test_one_tap_says_that_the_date_is_right(client: FlaskClient, kept: House) -> None:
    page = client.get("/counselor/").text
    bar = page[page.index("note warn doubt") : page.index("对，没错")]
    fields = dict(re.findall(r'name="(day|hour|minute|shown)" value="([^"]+)"', bar))
    before = kept.clock().at
    assert post(client, "/date", **fields).location == "/counselor/"
    assert (kept.clock().at, kept.clock().clock) == (before, ClockState.TRUSTED)
    assert "对，没错" not in client.get("/counselor/").text


def test_two_taps_set_the_day_and_the_minutes_go_on(
    client: FlaskClient, kept: House, steady: Steady
) -> None:
    page = client.get("/counselor/date").text
    assert "好像电脑只关了一会儿" in page
    assert '<button name="day" value="2026-11-24" class="main">' in page
    assert page.index("2026-11-24") < page.index("2026-11-25") < page.index("2026-11-30")
    assert "2026-11-23" not in page
    before = kept.clock()
    steady.seconds += 90
    answer = post(
        client, "/date", day="2026-11-26", hour="8", minute="0", shown=before.local.isoformat()
    )
    assert (answer.status_code, answer.location) == (303, "/counselor/")
    assert kept.clock().at == before.at + timedelta(days=2, seconds=90)
    assert kept.clock().clock is ClockState.TRUSTED
    assert ("set the clock", "counselor +172800000 ms") in audited(kept)
    page = client.get("/counselor/date").text
    assert "由儿童主任设置" in page
    assert "校准时间：11月26日 08:0" in page


def test_another_time_of_day_is_taken_as_it_is_said(client: FlaskClient, kept: House) -> None:
    post(client, "/date", day=["2026", "12", "3"], hour="14", minute="5", shown=SHOWN)
    assert kept.clock().local.isoformat() == "2026-12-03T14:05:00+08:00"


def test_she_may_take_back_what_she_said(client: FlaskClient, kept: House) -> None:
    for day in ("2026-11-27", "2026-11-25"):
        assert '<button name="day"' in client.get("/counselor/date").text
        post(client, "/date", day=day, hour="9", minute="30", shown=SHOWN)
    assert kept.clock().local.isoformat() == "2026-11-25T09:30:00+08:00"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"day": "2026-11-22"}, "日期不对：2026年11月24日已有时间确定的记录。"),
        ({"day": "2026-10-31"}, "这个日期早于本程序的制作时间。"),
        ({"day": ["2026", "", "3"]}, "请选好年、月、日。"),
        ({"day": ["2026", "2", "30"]}, "没有这一天。"),
        ({"day": "tomorrow"}, "没有这一天。"),
        ({"day": "2100-01-01"}, "这一天还没有到。"),
        ({}, "请选好年、月、日。"),
    ],
)
def test_what_cannot_be_gets_one_sentence_and_changes_nothing(
    client: FlaskClient, kept: House, form: dict, sentence: str
) -> None:
    before = kept.clock()
    page = post(client, "/date", **{"hour": "8", "minute": "1", "shown": SHOWN, **form})
    assert sentence in page.text
    assert kept.clock() == before
    assert not [line for line in audited(kept) if line[0] == "set the clock"]


@pytest.mark.parametrize(
    "form", [{"hour": "24"}, {"minute": "61"}, {"hour": "x"}, {"hour": ""}, {"minute": "-1"}]
)
def test_a_time_of_day_that_is_none_changes_nothing(
    client: FlaskClient, kept: House, form: dict
) -> None:
    before = kept.clock()
    fine = {"day": "2026-11-26", "hour": "8", "minute": "1", "shown": SHOWN}
    page = post(client, "/date", **{**fine, **form})
    assert "请选好时和分。" in page.text
    assert kept.clock() == before


@pytest.mark.parametrize("shown", ["", "yesterday", "9999-12-31T23:59:59-23:59"])
def test_a_form_that_does_not_say_what_it_showed_means_what_it_says(
    client: FlaskClient, kept: House, shown: str
) -> None:
    post(client, "/date", day="2026-11-26", hour="8", minute="0", shown=shown)
    assert kept.clock().local.isoformat() == "2026-11-26T08:00:00+08:00"


def test_what_the_network_keeps_right_cannot_be_set_by_hand(
    client: FlaskClient, kept: House, steady: Steady
) -> None:
    steady.at, steady.synchronised = datetime(2026, 11, 25, 0, 0, tzinfo=UTC), True
    assert kept.timekeeper
    kept.timekeeper.look()
    page = client.get("/counselor/date").text
    assert "通过网络自动校准" in page
    assert "现在几点" not in page
    page = post(client, "/date", day="2026-11-26", hour="8", minute="0", shown=SHOWN).text
    assert "时钟已经自动校准，不需要手动设置。" in page
    assert kept.timekeeper.source is Source.NETWORK


def test_a_house_that_never_knew_the_date_asks_for_year_month_and_day(
    unlocked: House, steady: Steady
) -> None:
    with unlocked.database.transaction() as db:
        db.execute("UPDATE sequence SET at = 0")
    house = replace(unlocked, clock=Timekeeper(unlocked.database, steady, "b2"))
    client = app_for(house).test_client()
    assert "还不知道今天的日期" in client.get("/counselor/").text
    page = client.get("/counselor/date").text
    assert "1970年" not in page
    assert '<button name="day"' not in page
    post(client, "/date", day=["2026", "11", "25"], hour="8", minute="0", shown="")
    assert house.clock().local.isoformat() == "2026-11-25T08:00:00+08:00"


def test_a_clock_whose_hands_are_moved_by_others_is_only_shown(
    unlocked: House, hands: Hands
) -> None:
    page = app_for(unlocked).test_client().get("/counselor/date").text
    assert "2026年11月24日 星期二 08:00" in page
    assert "现在几点" not in page


def test_the_page_is_reached_from_upkeep(client: FlaskClient) -> None:
    assert 'href="/counselor/date"' in client.get("/counselor/upkeep").text


def test_a_locked_panel_sets_no_clock(client: FlaskClient, kept: House) -> None:
    before = kept.clock()
    post(client, "/lock")
    answer = post(client, "/date", day="2026-11-26", hour="8", minute="0", shown=SHOWN)
    assert "/unlock" in (answer.location or "")
    assert kept.clock() == before
