"""Who fetches me: pictures that a small child taps before it goes."""

import pytest
from playwright.sync_api import Browser, Page

from kiosk.domain.children import Child
from kiosk.domain.fetchings import Fetcher
from kiosk.house import House
from kiosk.store.attendance import fetchings
from tests.browser import SEVEN_INCH, TEN_INCH, settle, targets, touch_page
from tests.kiosk.child import measures
from tests.kiosk.child.test_pages_in_chromium import PANDA, still_picture, walk_in
from tests.turns import first_each_time, with_every_other_commit

pytestmark = pytest.mark.browser


def go_home(page: Page, address: str) -> None:
    """Come, say nothing, and go home."""
    walk_in(page, address)
    page.locator(".skip").tap()
    page.wait_for_url("**/thanks")
    settle(page)
    page.locator("form[action='/home'] button").tap()
    page.wait_for_url("**/fetch")
    settle(page)


@pytest.mark.parametrize("panel", first_each_time((SEVEN_INCH, TEN_INCH)))
def test_who_fetches_me_is_a_page_like_the_others(
    browser: Browser, address: str, panda: Child, panel
) -> None:
    with touch_page(browser, panel) as page:
        go_home(page, address)
        assert measures.sizes(page, panel) == []
        assert measures.axe(page) == []
        answers = [box for box in targets(page) if box["main"]]
        assert len(answers) == len(Fetcher) + 1
        # The way past the question is as large as any answer.
        sizes = {
            (round(box["right"] - box["left"]), round(box["bottom"] - box["top"]))
            for box in answers
        }
        assert len(sizes) == 1


@with_every_other_commit(0)
def test_what_comes_after_is_the_same_to_the_pixel_whatever_was_tapped(
    browser: Browser, address: str, unlocked: House, panda: Child
) -> None:
    seen = set()
    answers = (0, 5, 6, 7)
    with touch_page(browser) as page:
        for answer in answers:
            with unlocked.database.transaction() as db:
                for table in ("visits", "moods", "fetchings"):
                    db.execute(f"DELETE FROM {table}")
            go_home(page, address)
            page.locator(".fetcher").nth(answer).tap()
            page.wait_for_url("**/today")
            seen.add(still_picture(page))
            with unlocked.database.reading() as db:
                today = unlocked.clock().day
                (said,) = fetchings.between(db, unlocked.vault, today, today)
            assert said.by == [*Fetcher, None][answer]
    assert len(seen) == 1


def test_it_works_without_the_script(browser: Browser, address: str, panda: Child) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/who")
        page.locator(PANDA).click()
        page.wait_for_url("**/feel")
        page.locator(".skip").click()
        page.locator("form[action='/home'] button").click()
        page.wait_for_url("**/fetch")
        page.locator(".fetcher").first.click()
        page.wait_for_url("**/today")
    finally:
        context.close()
