"""Whoever stands before the screen when the house goes to sleep is told so, without a touch."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kiosk import desk
from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.power import Stage
from tests.browser import touch_page

pytestmark = pytest.mark.browser

NIGHT = "[data-stage=closing]"
BEATS = Path(desk.__path__[0]) / "static" / "beats.js"


@pytest.mark.parametrize("path", ["/", "/who", "/outside", "/counselor/"])
def test_a_page_that_nobody_touches_says_good_night(
    browser: Browser, address: str, unlocked: House, panda: Child, path: str
) -> None:
    with touch_page(browser) as page:
        page.goto(address + path)
        unlocked.power.stage = Stage.CLOSING
        page.locator(NIGHT).wait_for()


def test_the_page_of_a_child_says_good_night_and_tells_no_more_who_stood_there(
    browser: Browser, address: str, unlocked: House, panda: Child
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        page.locator(f".card[data-child='{panda.nickname}']").tap()
        page.wait_for_url("**/feel")
        unlocked.power.stage = Stage.CLOSING
        page.locator(NIGHT).wait_for()
        assert page.url == f"{address}/"


def test_good_night_is_said_once_and_the_night_stays(
    browser: Browser, address: str, unlocked: House
) -> None:
    unlocked.power.stage = Stage.CLOSING
    with touch_page(browser) as page:
        # A browser may have kept it from the day.
        page.route("**/beats.js*", lambda route: route.fulfill(path=BEATS))
        page.goto(f"{address}/")
        page.evaluate("document.body.id = 'old'")
        for _ in range(2):
            page.wait_for_event("response", lambda one: one.url.endswith("/desk/beats"))
        page.wait_for_timeout(500)
        assert page.locator(f"#old{NIGHT}").count() == 1
