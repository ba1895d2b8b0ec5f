"""A house in trouble, and the same one when it has begun anew."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page

from kiosk.app import app_for, create_app
from kiosk.arcade import Arcade
from kiosk.config import HouseConfig
from kiosk.errors import StoreDamaged, StoreFull
from kiosk.house import House
from kiosk.power import Stage
from kiosk.store.attendance import talks
from tests.browser import settle, touch_page
from tests.kiosk.child.screens import STAYS
from tests.kiosk.counselor.panel import fill_the_card
from tests.processes import free_port, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def playing(house: House) -> Iterator[House]:
    arcade = Arcade(house.database, house.clock, (sys.executable, "-c", STAYS))
    yield replace(house, arcade=arcade)
    arcade.stop()


def play(page: Page, address: str) -> None:
    page.goto(f"{address}/who")
    for target in ("[action='/guest'] button", ".tile.play"):
        settle(page)
        page.locator(target).tap()
    page.wait_for_url("**/playing")


# Seconds after which a page that nobody touches is left.
IDLE = 2


def use_up(house: House) -> None:
    """Fill the card until it takes no wish to talk any more."""
    fill_the_card(house)
    with suppress(StoreFull):
        while True:
            with house.database.transaction() as db:
                talks.ask(db, house.vault, None, house.clock())


def refuse(_: HouseConfig) -> NoReturn:
    raise StoreDamaged("The records cannot be opened.")


def test_a_house_that_is_well_again_sends_nobody_for_the_counselor_any_more(
    browser: Browser, house: House
) -> None:
    port = free_port()
    with touch_page(browser) as page, touch_page(browser) as panel:
        with serving(create_app(house.config, refuse), port) as address:
            page.goto(f"{address}/who")
            panel.goto(f"{address}/counselor/")
            for one in (page, panel):
                assert one.locator(".trouble").count() == 1
        for one in (page, panel):
            one.wait_for_event("requestfailed", lambda asked: asked.url.endswith("/desk/beats"))
        with serving(app_for(house), port):
            page.locator(".asleep").wait_for()
            assert page.url == f"{address}/"
            # Hers waits for her: what she was about may be on the way back to it.
            settle(panel)
            assert panel.locator(".trouble").count() == 1


def test_who_met_trouble_once_and_went_leaves_a_screen_that_sleeps(
    browser: Browser, unlocked: House
) -> None:
    config = replace(unlocked.config, idle_seconds=IDLE)
    use_up(unlocked)
    with touch_page(browser) as page, serving(app_for(replace(unlocked, config=config))) as address:
        page.goto(f"{address}/who")
        page.locator("[action='/talk'] button").tap()
        page.locator(".trouble").wait_for()
        # Who reads what is wrong, a finger on the screen, is there.
        for _ in range(3):
            page.wait_for_timeout(IDLE * 600)
            page.locator("h1").tap()
        assert page.locator(".trouble").count() == 1
        page.locator(".asleep").wait_for(timeout=10_000)
        assert page.url == f"{address}/"


def test_a_house_in_trouble_says_so_once_to_an_empty_room(browser: Browser, house: House) -> None:
    config = replace(house.config, idle_seconds=IDLE)
    with touch_page(browser) as page, serving(create_app(config, refuse)) as address:
        page.goto(address)
        page.evaluate("document.body.id = 'old'")
        with page.expect_response(f"{address}/", timeout=10_000) as asked:
            pass
        assert asked.value.status == 503
        settle(page)
        assert page.locator("#old").count() == 1


def test_a_house_that_wakes_up_in_trouble_says_so(browser: Browser, house: House) -> None:
    port = free_port()
    with touch_page(browser) as page:
        house.power.stage = Stage.ANEW
        with serving(app_for(house), port) as address:
            page.goto(address)
            assert page.locator("[data-stage=anew]").count() == 1
            settle(page)
        with serving(create_app(house.config, refuse), port):
            page.locator(".trouble").wait_for()


def test_the_page_beside_a_game_says_that_the_house_is_in_trouble_by_now(
    browser: Browser, playing: House
) -> None:
    port = free_port()
    with touch_page(browser) as page:
        with serving(app_for(playing), port) as address:
            play(page, address)
        with serving(create_app(playing.config, refuse), port):
            page.locator(".trouble").wait_for()


def test_the_page_beside_a_game_says_good_night(browser: Browser, playing: House) -> None:
    with touch_page(browser) as page, serving(app_for(playing)) as address:
        play(page, address)
        playing.power.stage = Stage.CLOSING
        page.locator("[data-stage=closing]").wait_for()
