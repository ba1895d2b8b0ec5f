"""The handbook on paper: nothing is missing that nobody has scrolled to."""

import pytest
from playwright.sync_api import Browser

from kiosk.counselor.help.handbook import tasks
from kiosk.house import House
from tests.browser import touch_page

pytestmark = pytest.mark.browser

SEEN_PRINTING = "window.print = () => document.documentElement.dataset.printed = 'yes'"
DRAWN = "() => [...document.images].filter((picture) => picture.naturalWidth === 800).length"


def test_the_whole_handbook_is_printed_with_its_pictures(
    browser: Browser, address: str, unlocked: House
) -> None:
    with touch_page(browser) as page:
        page.add_init_script(SEEN_PRINTING)
        page.goto(f"{address}/counselor/help")
        assert page.evaluate(DRAWN) == 0
        page.locator("[data-print]").tap()
        page.locator("html[data-printed=yes]").wait_for()
        assert page.evaluate(DRAWN) == len(tasks("zh_Hans"))
