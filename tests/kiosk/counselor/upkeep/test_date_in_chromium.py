"""Setting the date as a counselor's finger does it, on the smallest screen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Browser

from hardware.clock import Reading
from kiosk.app import app_for
from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.timekeeper import Timekeeper
from tests.browser import PANELS, SEVEN_INCH, barriers, targets, touch, touch_page
from tests.processes import serving
from tests.turns import first_each_time

pytestmark = pytest.mark.browser

# As in test_panel_in_chromium: 8.5 mm on the 7-inch panel.
LEAST = 8.5 * SEVEN_INCH[2] - 0.5


@pytest.fixture
def kept(unlocked: House, panda: Child) -> House:
    """The house on a machine that woke in 1970, the morning after a certain day."""
    woke = Reading(datetime(1970, 1, 1, tzinfo=UTC), 30.0, synchronised=False)
    return replace(unlocked, clock=Timekeeper(unlocked.database, lambda: woke, "b2"))


@pytest.fixture
def address(kept: House) -> Iterator[str]:
    with serving(app_for(kept)) as address:
        yield address


def test_two_taps_set_the_date(browser: Browser, address: str, kept: House) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/counselor/")
        page.get_by_text("今天是2026年11月24日 星期二 08:00吗？").wait_for()
        page.get_by_role("link", name="设置日期").tap()
        page.get_by_role("button", name="11月26日 星期四").tap()
        page.get_by_text("日期已设好。").wait_for()
    assert kept.clock().day == date(2026, 11, 26)


@pytest.mark.parametrize("panel", first_each_time(PANELS))
def test_the_page_fits_and_is_accessible(
    browser: Browser, address: str, panel: tuple[int, int, float]
) -> None:
    with touch_page(browser, panel) as page:
        for path in ("/", "/date"):
            page.goto(f"{address}/counselor{path}")
            if path == "/date":
                touch(page, page.locator("summary"))
            assert page.evaluate("document.documentElement.scrollWidth") <= panel[0]
            assert [box for box in targets(page) if box["bottom"] - box["top"] < LEAST] == []
            assert barriers(page) == []
