"""A house in trouble, and the same one when it has begun anew."""

from typing import NoReturn

import pytest
from playwright.sync_api import Browser

from kiosk.app import app_for, create_app
from kiosk.config import HouseConfig
from kiosk.errors import StoreDamaged
from kiosk.house import House
from kiosk.power import Stage
from tests.browser import settle, touch_page
from tests.processes import serving

pytestmark = pytest.mark.browser


def refuse(_: HouseConfig) -> NoReturn:
    raise StoreDamaged("The records cannot be opened.")


def test_a_house_that_is_well_again_sends_nobody_for_the_counselor_any_more(
    browser: Browser, house: House
) -> None:
    with touch_page(browser) as page, touch_page(browser) as panel:
        with serving(create_app(house.config, refuse)) as address:
            page.goto(f"{address}/who")
            panel.goto(f"{address}/counselor/")
            for one in (page, panel):
                assert one.locator(".trouble").count() == 1
                # A beat has been heard: the house was there.
                settle(one)
        page.wait_for_timeout(2500)
        with serving(app_for(house), int(address.rpartition(":")[2])):
            page.locator(".asleep").wait_for(timeout=10_000)
            assert page.url == f"{address}/"
            # Hers waits for her: what she was about may be on the way back to it.
            settle(panel)
            assert panel.locator(".trouble").count() == 1


def test_a_house_that_wakes_up_in_trouble_says_so(browser: Browser, house: House) -> None:
    with touch_page(browser) as page:
        house.power.stage = Stage.ANEW
        with serving(app_for(house)) as address:
            page.goto(address)
            assert page.locator("[data-stage=anew]").count() == 1
            settle(page)
        with serving(create_app(house.config, refuse), int(address.rpartition(":")[2])):
            page.locator(".trouble").wait_for(timeout=10_000)
