"""What she writes is not thrown away by a tap beside it, and what is wrong is on the screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from kiosk.app import app_for
from kiosk.domain.children import Child
from kiosk.house import House
from tests.browser import touch, touch_page
from tests.processes import serving

pytestmark = pytest.mark.browser

SEEN = """(element) => {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}"""


@pytest.fixture
def page(browser: Browser, address: str, unlocked: House, panda: Child) -> Iterator[Page]:
    with touch_page(browser) as page:
        page.goto(f"{address}/counselor/children/{panda.id}/cases/home_visit/new")
        yield page


def write(page: Page) -> None:
    page.locator("[name=found]").fill("家里收拾得干净")


def test_leaving_what_is_not_kept_asks_first_and_goes_on_writing(page: Page) -> None:
    write(page)
    page.locator(".rail a").first.tap()
    page.locator("dialog[open] button").tap()
    assert page.locator("[name=found]").input_value() == "家里收拾得干净"
    # To cancel is to mean it, before she was asked and after.
    page.evaluate(
        "document.querySelector('form a.button').addEventListener('click', "
        "(event) => { document.title = event.defaultPrevented ? 'asked' : 'cancelled';"
        " event.preventDefault(); })"
    )
    touch(page, page.get_by_role("link", name="取消").first)
    assert page.title() == "cancelled"
    page.locator(".rail a").first.tap()
    with page.expect_navigation():
        page.locator("dialog[open] a").tap()
    assert page.url.endswith("/counselor/")


def test_nothing_stands_between_her_and_help_or_the_lock_or_cancel(page: Page) -> None:
    for way in (".to-harm", "form a.button:has-text('取消')", ".rail .lock"):
        write(page)
        with page.expect_navigation():
            page.locator(way).first.tap()
        page.go_back()
        page.wait_for_load_state("load")
        if page.locator("#passphrase").count():
            return
    raise AssertionError("the lock left the panel open")


def test_a_button_of_another_form_asks_first_and_then_does_what_it_says(page: Page) -> None:
    english = page.get_by_role("button", name="English")
    write(page)
    english.tap()
    page.locator("dialog[open] button").tap()
    assert page.locator("[name=found]").input_value() == "家里收拾得干净"
    english.tap()
    with page.expect_navigation():
        page.locator("dialog[open] a").tap()
    assert page.locator("html").get_attribute("lang") == "en"
    # What is kept is not asked about.
    write(page)
    page.locator("[name=met]").fill("奶奶")
    with page.expect_navigation():
        page.locator("main button.main").first.tap()
    assert not page.locator("dialog[open]").count()


def test_what_came_back_because_it_does_not_fit_is_not_thrown_away_either(page: Page) -> None:
    write(page)
    with page.expect_navigation():
        page.locator("main button.main").first.tap()
    assert page.locator(".problem").count()
    page.get_by_role("button", name="English").tap()
    page.locator("dialog[open] button").tap()
    assert page.locator("[name=found]").input_value() == "家里收拾得干净"


def test_a_page_on_which_nothing_was_written_is_left_at_once(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".rail a").first.tap()


def test_a_problem_is_on_the_screen_and_not_below_it(page: Page) -> None:
    page.locator("[name=met]").fill("奶奶")
    with page.expect_navigation():
        page.locator("main button.main").first.tap()
    assert page.locator(".problem").first.evaluate(SEEN)


def test_what_closing_the_day_asks_is_on_the_screen(page: Page, address: str) -> None:
    page.goto(f"{address}/counselor/")
    page.locator("summary", has_text="结束今天").tap()
    asked = page.get_by_role("button", name="是的，结束今天")
    asked.wait_for()
    page.wait_for_function(SEEN, arg=asked.element_handle())


def test_a_date_says_its_weekday_and_a_number_is_replaced_by_what_is_typed(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/counselor/plans/new")
    assert "星期" in page.locator(".weekday").first.inner_text()
    minutes = page.locator("[name=minutes]")
    touch(page, minutes)
    page.keyboard.type("40")
    assert minutes.input_value() == "40"


def test_what_is_written_before_the_house_is_set_up_is_not_thrown_away_either(
    browser: Browser, bare_house: House
) -> None:
    with serving(app_for(bare_house)) as address, touch_page(browser) as page:
        for path, field in (("setup", "house"), ("setup/connect", "address")):
            page.goto(f"{address}/counselor/{path}")
            written = page.locator(f"[name={field}]")
            written.fill("大坪村爱佑之家")
            page.locator("footer").get_by_role("button", name="English").tap()
            page.locator("dialog[open] button").tap()
            assert written.input_value() == "大坪村爱佑之家"
