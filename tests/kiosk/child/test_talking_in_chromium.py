"""I want to talk, as a finger finds it while the counselor is away."""

from dataclasses import replace
from datetime import date, time

import pytest
from playwright.sync_api import Browser, Page

from kiosk.app import app_for
from kiosk.domain.absence import Absence, StandIn
from kiosk.house import House
from kiosk.store import settings
from tests.browser import SEVEN_INCH, TEN_INCH, settle, touch_page
from tests.kiosk.child import measures
from tests.kiosk.child.showroom import hold_still
from tests.processes import serving
from tests.turns import by_turns

pytestmark = pytest.mark.browser

# The longest that the panel takes.
LONG = StandIn("欧阳静怡的老爷爷", time(15), time(18, 30))
# The same one, whose hours are over when the page is seen.
TOMORROW = replace(LONG, begins=time(0), ends=time(7, 30))

OVERLAPPING = """
() => {
  const parts = '.there > *, .hotlines, main .tile, .rail, .caption h1';
  const boxes = [...document.querySelectorAll(parts)]
    .map(e => [e.className || e.tagName, e.getBoundingClientRect()]);
  return boxes.flatMap(([a, one], at) => boxes.slice(at + 1).filter(([, other]) =>
    one.left < other.right - 1 && other.left < one.right - 1 &&
    one.top < other.bottom - 1 && other.top < one.bottom - 1).map(([b]) => `${a} over ${b}`));
}
"""


def assert_calm_and_whole(page: Page, panel: tuple[int, int, float], where: str) -> None:
    hold_still(page)
    assert measures.sizes(page, panel) == []
    assert measures.axe(page) == [], where
    assert page.evaluate(OVERLAPPING) == [], where
    box = page.locator("h1").bounding_box()
    assert box
    assert box["x"] >= 0, where
    assert box["x"] + box["width"] <= panel[0], where
    for part in page.locator(".there > *, .hotlines").all():
        found = part.bounding_box()
        assert found
        assert found["x"] >= 0, where
        assert found["y"] >= 0, where


@pytest.mark.parametrize(("panel", "language"), by_turns((SEVEN_INCH, TEN_INCH), ("zh_Hans", "en")))
def test_away_and_closed_are_pages_like_the_others(
    browser: Browser, unlocked: House, panel, language: str
) -> None:
    closed = replace(unlocked.config, language=language, open_from="15:40", open_until="18:00")
    with (
        serving(app_for(replace(unlocked, config=closed))) as address,
        touch_page(browser, panel) as page,
    ):
        page.goto(f"{address}/talk")
        assert_calm_and_whole(page, panel, "closed")
        for stand_in, nights in ((LONG, 0), (TOMORROW, 1), (None, 5)):
            away = Absence(date(2026, 11, 28), stand_in)
            with unlocked.database.transaction() as db:
                settings.go_away(db, away, unlocked.clock(), "li")
            page.goto(f"{address}/talk")
            assert page.locator(".nights img").count() == nights
            assert_calm_and_whole(page, panel, str(stand_in))


def test_one_tap_shows_the_numbers_and_one_leads_back(
    browser: Browser, address: str, house: House
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/")
        page.locator("form[action='/talk'] button").tap()
        page.wait_for_url("**/talk")
        settle(page)
        assert page.locator(".hotlines").count() == 0
        page.locator("main a[href='/talk/numbers']").tap()
        page.wait_for_url("**/talk/numbers")
        settle(page)
        assert page.locator(".hotlines li").count() == 6
        page.locator("main .tile").tap()
        page.wait_for_url(f"{address}/")


def test_the_numbers_are_shown_without_the_script_too(
    browser: Browser, address: str, house: House
) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/talk")
        page.locator("main a[href='/talk/numbers']").click()
        page.get_by_text("12356").wait_for()
    finally:
        context.close()
