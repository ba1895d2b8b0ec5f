"""Headquarters sets something in a house, and its counselor sets it back, through real parts."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sync import enrolment, inbox, records
from sync.carrying.step import step
from sync.couriers.http import HttpCourier
from tests.browser import touch_page
from tests.end_to_end.conftest import ADMINISTRATOR, Village
from tests.end_to_end.people import ChildAtScreen, Counselor
from tests.end_to_end.test_a_day import AGENT_WITHIN, rows
from tests.end_to_end.test_messages import sign_in
from tests.processes import wait_for
from tests.turns import with_every_other_commit

pytestmark = pytest.mark.browser

PURPOSE, NUMBER, GAME = "县儿童办", "0834-6612345", "小羊和大灰狼"

# What the house does within its round, once an exchange brought it.
FOLLOWED_WITHIN = 30


@dataclass
class Recorded:
    """A courier that keeps what came back, to say it again."""

    carrier: HttpCourier
    said: list[bytes]

    def carry(self, envelopes: list[bytes]) -> bytes:
        self.said.append(self.carrier.carry(envelopes))
        return self.said[-1]


def set_number_and_game(page: Page, village: Village) -> None:
    """Set a number of the county, and take one game off, as an administrator does by touch."""
    assert sign_in(page, village, ADMINISTRATOR, "messages/settings") == 200
    page.locator("select[name=to]").select_option("county:yuexi")
    page.locator("summary", has_text="县里自己的电话").tap()
    page.locator("[name=purpose-1]").fill(PURPOSE)
    page.locator("[name=number-1]").fill(NUMBER)
    page.locator("[name=games]").select_option("some")
    page.locator("summary", has_text="勾选游戏").tap()
    page.locator("label", has_text=GAME).tap()
    page.locator("main button.main").tap()
    page.get_by_text("已发出").wait_for()


def shelf(child: ChildAtScreen) -> str:
    """Read every board of games, as a child finds them that came in."""
    boards = []
    for number in (1, 2):
        child.page.goto(f"{child.address}/games?page={number}")
        boards.append(child.page.locator("main").inner_text())
    return "\n".join(boards)


def numbers(child: ChildAtScreen) -> str:
    child.page.goto(f"{child.address}/talk/numbers")
    return child.page.locator("main").inner_text()


def settings_of(house_db: Path) -> list[list[tuple[object, ...]]]:
    tables = ("settings", "directions", "inbox", "audit")
    return [rows(house_db, f"SELECT * FROM {table} ORDER BY 1") for table in tables]


@with_every_other_commit(0)
def test_headquarters_sets_a_number_and_takes_a_game_off_and_the_counselor_sets_it_back(
    enrolled: Village, counselor: Counselor, child: ChildAtScreen, browser: Browser
) -> None:
    house_db = enrolled.house / "house.db"
    with enrolled.run_headquarters(), touch_page(browser) as page:
        set_number_and_game(page, enrolled)
        said = fetch(enrolled)
        with enrolled.run_house():
            wait_for(
                "it is followed",
                FOLLOWED_WITHIN,
                lambda: rows(house_db, "SELECT outcome FROM directions") == [("followed",)],
            )
            counselor.set_house_up()
            read = counselor.reads("messages")
            assert f"{PURPOSE}：{NUMBER}，孩子能看到。" in read
            assert GAME in read
            assert "做了这里的设置" in counselor.reads("numbers")
            counselor.lock()
            comes_as_a_guest(child)
            assert PURPOSE in numbers(child)
            assert NUMBER in numbers(child)
            assert all(one in numbers(child) for one in ("110", "120", "119", "12356"))
            games = shelf(child)
            assert GAME not in games
            assert "一起抬水" in games

            # The same answer again changes nothing, whenever it comes.
            before = settings_of(house_db)
            say_again(enrolled, said)
            assert settings_of(house_db) == before

            counselor.unlock()
            counselor.takes_a_number_out(PURPOSE)
            say_again(enrolled, said)
            counselor.asks_headquarters()
            wait_for(
                "headquarters has answered",
                AGENT_WITHIN,
                lambda: not rows(house_db, "SELECT 1 FROM outbox WHERE acknowledged_at IS NULL"),
            )
            assert "做了这里的设置" not in counselor.reads("numbers")
            assert NUMBER not in numbers(child)
        # It holds when the house begins anew, too.
        with enrolled.run_house():
            assert NUMBER not in numbers(child)
            assert len(rows(house_db, "SELECT * FROM directions")) == 1
    sign_in_reads(browser, enrolled)


def sign_in_reads(browser: Browser, village: Village) -> None:
    """See at headquarters that the one house has it."""
    with village.run_headquarters(), touch_page(browser) as page:
        sign_in(page, village, ADMINISTRATOR, "messages")
        assert "1 家中 1 家已收到" in page.locator("main").inner_text()


def comes_as_a_guest(child: ChildAtScreen) -> None:
    child.finds_the_screen_asleep()
    child.tap(".wake", "/who")
    child.tap("form[action='/guest'] button", "/thanks")


def fetch(village: Village) -> list[bytes]:
    """Exchange until nothing waits, and keep what headquarters answered."""
    with closing(records.open_database(village.house / "house.db")) as db:
        known = enrolment.need(db)
        inbox.ask(db, known.enrolled_at)
        recorded = Recorded(HttpCourier(known.hq_url), [])
        while step(db, recorded.carry).again:
            pass
        assert inbox.has(db) == 2
    return recorded.said


def say_again(village: Village, said: list[bytes]) -> None:
    """Let old answers come again for whatever waits now."""
    with closing(records.open_database(village.house / "house.db")) as db:
        inbox.ask(db, enrolment.need(db).enrolled_at)
        for old in said:
            step(db, lambda _, old=old: old)
