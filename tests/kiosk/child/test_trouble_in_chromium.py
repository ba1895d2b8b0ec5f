"""A house in trouble, and the same one when it has begun anew."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page

from kiosk.app import app_for, create_app
from kiosk.arcade import Arcade
from kiosk.config import HouseConfig
from kiosk.errors import StoreDamaged
from kiosk.house import House
from kiosk.power import Stage
from tests.browser import settle, touch_page
from tests.kiosk.child.screens import STAYS
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
