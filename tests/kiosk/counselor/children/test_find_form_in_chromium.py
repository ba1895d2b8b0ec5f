"""Finding one of sixty children by touch: letters on the screen, or a picture."""

import pytest
from playwright.sync_api import Browser, Page

from kiosk.domain.children import Child
from kiosk.house import House
from tests.browser import SEVEN_INCH, TEN_INCH, barriers, targets, touch_page
from tests.cast import LEGAL_NAME
from tests.kiosk.counselor.crowd import fill
from tests.kiosk.counselor.keys import type_by_touch
from tests.turns import first_each_time

pytestmark = pytest.mark.browser

MANY = 60
PANELS = pytest.mark.parametrize("panel", first_each_time((SEVEN_INCH, TEN_INCH)))


@pytest.fixture
def crowd(unlocked: House, panda: Child) -> list[Child]:
    """Sixty children beside the panda, who has the first one's picture."""
    return fill(unlocked, MANY)


def names(page: Page) -> list[str]:
    return page.locator(".cards .who b").all_inner_texts()


@PANELS
def test_letters_on_the_screen_find_a_child_above_them(
    browser: Browser, address: str, crowd: list[Child], panel
) -> None:
    with touch_page(browser, panel) as page:
        page.goto(f"{address}/counselor/children")
        assert len(names(page)) == MANY + 1
        page.locator("#name").tap()
        type_by_touch(page, "xz")
        page.get_by_text("找到 1 个孩子").wait_for()
        assert names(page) == ["小竹"]
        card, keys = (page.locator(one).bounding_box() for one in (".cards .who", ".keyboard"))
        assert card and keys and card["y"] + card["height"] <= keys["y"]
        page.locator(".person").tap()
        page.wait_for_url("**/counselor/children/*")


def test_what_is_looked_for_stands_in_no_address_and_in_no_history(
    browser: Browser, address: str, crowd: list[Child]
) -> None:
    with touch_page(browser) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/counselor/children")
        before = page.evaluate("history.length")
        page.locator("#name").press_sequentially(LEGAL_NAME)
        page.get_by_text(f"找到 {MANY + 1} 个孩子").wait_for()
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("history.length") == before
        pages = {one for one in asked if "children" in one and "/static/" not in one}
        assert pages == {f"{address}/counselor/children"}


def test_a_picture_is_two_taps_away(browser: Browser, address: str, crowd: list[Child]) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/counselor/children")
        page.locator("#name").fill("nobody")
        page.get_by_text("没有找到这样的孩子。").wait_for()
        page.locator(".find summary").tap()
        page.locator(f".find [value='{crowd[0].picture}']").tap()
        page.get_by_text("找到 3 个孩子").wait_for()
        assert sorted(names(page)) == sorted(["小竹", crowd[0].nickname, crowd[40].nickname])
        assert page.locator("#name").input_value() == ""
        assert page.locator(".cards .person").first.is_visible()
        page.get_by_role("link", name="显示全部").tap()
        page.locator(".cards .person").nth(MANY).wait_for()


def test_a_panel_that_was_locked_meanwhile_asks_for_the_passphrase(
    browser: Browser, address: str, unlocked: House, crowd: list[Child]
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/counselor/children")
        unlocked.vault.lock()
        page.locator("#name").press_sequentially("xz")
        page.wait_for_url(f"{address}/counselor/unlock?back=/counselor/children")


def test_without_the_script_the_form_finds_the_same(
    browser: Browser, address: str, crowd: list[Child]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/counselor/children")
        page.locator("#name").fill("xz")
        page.keyboard.press("Enter")
        page.get_by_text("找到 1 个孩子").wait_for()
        assert names(page) == ["小竹"]
        assert page.url == f"{address}/counselor/children"
        page.locator("summary").click()
        page.locator(f".find [value='{crowd[0].picture}']").click()
        page.get_by_text("找到 3 个孩子").wait_for()
    finally:
        context.close()


@PANELS
def test_the_page_fits_and_is_accessible(
    browser: Browser, address: str, crowd: list[Child], panel
) -> None:
    least = 8.5 * SEVEN_INCH[2] - 0.5
    with touch_page(browser, panel) as page:
        page.goto(f"{address}/counselor/children")
        for step, shown in (
            (".find summary", ".find .pictures"),
            (f".find [value='{crowd[0].picture}']", "text=找到 3 个孩子"),
            (".find summary", ".find .pictures"),
        ):
            page.locator(step).tap()
            page.locator(shown).wait_for()
            assert page.evaluate("document.documentElement.scrollWidth") <= panel[0]
            assert [box for box in targets(page) if box["bottom"] - box["top"] < least] == []
            assert barriers(page) == []
