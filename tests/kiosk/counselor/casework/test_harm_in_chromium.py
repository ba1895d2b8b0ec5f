"""If a child is harmed, as an adult's finger finds it: two taps, and no scrolling to a number."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from kiosk.app import app_for
from kiosk.house import House
from tests.browser import SEVEN_INCH, settle, touch_page
from tests.processes import serving
from tests.turns import first_each_time

pytestmark = pytest.mark.browser


def assert_every_call_is_seen(page: Page) -> None:
    shown = page.locator(".calls li")
    assert shown.count() == 7
    for one in shown.all():
        box = one.bounding_box()
        assert box and box["y"] + box["height"] <= SEVEN_INCH[1], one.inner_text()


@pytest.mark.parametrize("language", first_each_time(("zh_Hans", "en")))
def test_from_the_sleeping_screen_it_is_two_taps_and_no_passphrase(
    browser: Browser, house: House, language: str
) -> None:
    spoken = replace(house, config=replace(house.config, language=language))
    with serving(app_for(spoken)) as address, touch_page(browser) as page:
        page.goto(f"{address}/")
        page.locator("a.adults").tap()
        page.locator(".to-harm").tap()
        page.wait_for_url("**/harm")
        settle(page)
        assert_every_call_is_seen(page)
        page.locator(".harm .actions a").first.tap()
        page.wait_for_url(f"{address}/")


@pytest.mark.parametrize("language", first_each_time(("zh_Hans", "en")))
def test_while_she_works_it_is_one_tap_and_the_rail_is_whole(
    browser: Browser, unlocked: House, language: str
) -> None:
    spoken = replace(unlocked, config=replace(unlocked.config, language=language))
    with serving(app_for(spoken)) as address, touch_page(browser) as page:
        page.goto(f"{address}/counselor/upkeep")
        rail = page.locator(".rail")
        assert rail.evaluate("rail => rail.scrollHeight - rail.clientHeight") == 0
        page.locator(".to-harm").tap()
        page.wait_for_url("**/harm")
        settle(page)
        assert_every_call_is_seen(page)


def test_the_page_is_read_on_when_the_panel_locks_under_it(
    browser: Browser, unlocked: House
) -> None:
    short = replace(unlocked, config=replace(unlocked.config, lock_seconds=1))
    with serving(app_for(short)) as address, touch_page(browser) as page:
        page.goto(f"{address}/counselor/harm")
        assert page.locator(".rail").count() == 1
        unlocked.vault.lock()
        page.locator("body.door .calls").first.wait_for()
        assert page.url == f"{address}/counselor/harm"
        assert page.locator("b", has_text="12356").is_visible()
