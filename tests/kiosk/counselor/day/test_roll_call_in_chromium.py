"""Calling thirty children by touch, on the smallest screen and a larger one."""

import time

import pytest
from playwright.sync_api import Browser, Page

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store.attendance import visits
from tests.browser import SEVEN_INCH, TEN_INCH, barriers, targets, touch, touch_page
from tests.kiosk.counselor.crowd import fill
from tests.turns import first_each_time

pytestmark = pytest.mark.browser

MANY, MOST_TAPS, MOST_SECONDS = 30, 35, 40.0
PANELS = pytest.mark.parametrize("panel", first_each_time((SEVEN_INCH, TEN_INCH)))


@pytest.fixture
def crowd(unlocked: House) -> list[Child]:
    """Thirty children in three groups."""
    return fill(unlocked, MANY, groups=3)


def here(house: House) -> int:
    with house.database.reading() as db:
        return len(visits.here(db, house.clock()))


def check_in(page: Page) -> str:
    """Tell what the button says."""
    return page.locator(".at-hand .main").inner_text()


@PANELS
def test_thirty_children_are_called_in_few_taps_and_seconds(
    browser: Browser, address: str, unlocked: House, crowd: list[Child], panel
) -> None:
    with touch_page(browser, panel) as page:
        page.goto(f"{address}/counselor/arrivals")
        began, taps = time.perf_counter(), 0
        for child in crowd:
            touch(page, page.locator(".taps .person", has=page.locator(f"[value='{child.id}']")))
            taps += 1
        page.locator(".at-hand .main").tap()
        taps += 1
        page.get_by_text(f"{MANY} 个孩子已签到。").wait_for()
        seconds = time.perf_counter() - began
    print(f"\n{panel[0]}x{panel[1]}: {MANY} children in {taps} taps and {seconds:.1f} s")
    assert taps <= MOST_TAPS
    assert seconds <= MOST_SECONDS
    assert here(unlocked) == MANY


def test_another_tap_takes_a_mark_back(
    browser: Browser, address: str, unlocked: House, crowd: list[Child]
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/counselor/arrivals")
        assert page.locator(".at-hand .main").is_disabled()
        people = page.locator(".taps .person")
        for place in (0, 1, 0):
            touch(page, people.nth(place))
        assert check_in(page) == "签到 1 人"
        page.locator(".at-hand .main").tap()
        page.get_by_text("1 个孩子已签到。").wait_for()
    assert here(unlocked) == 1


def test_a_group_is_one_tap_away_and_its_marks_stay(
    browser: Browser, address: str, unlocked: House, crowd: list[Child]
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/counselor/arrivals")
        for group in ("第0组", "第2组"):
            touch(page, page.locator(".choice", has_text=group))
            assert page.locator(".taps .person:visible").count() == 10
            touch(page, page.get_by_role("button", name="全选"))
        assert check_in(page) == "签到 20 人"
        touch(page, page.get_by_role("button", name="全不选"))
        assert check_in(page) == "签到 10 人"
        touch(page, page.locator(".choice", has_text="全部"))
        assert page.locator(".taps .person:visible").count() == MANY
        page.locator(".at-hand .main").tap()
        page.get_by_text("10 个孩子已签到。").wait_for()
    with unlocked.database.reading() as db:
        came = {visit.child for visit in visits.here(db, unlocked.clock())}
    assert came == {child.id for child in crowd[::3]}


@PANELS
def test_the_page_fits_and_is_accessible(
    browser: Browser, address: str, crowd: list[Child], panel
) -> None:
    least = 8.5 * SEVEN_INCH[2] - 0.5
    with touch_page(browser, panel) as page:
        page.goto(f"{address}/counselor/arrivals")
        for _ in ("nobody is marked", "somebody is"):
            assert page.evaluate("document.documentElement.scrollWidth") <= panel[0]
            assert [box for box in targets(page) if box["bottom"] - box["top"] < least] == []
            assert barriers(page) == []
            box = page.locator(".at-hand .main").bounding_box()
            assert box and box["y"] + box["height"] <= panel[1]
            touch(page, page.locator(".taps .person").first)


def test_without_the_script_boxes_and_a_button_do(
    browser: Browser, address: str, unlocked: House, crowd: list[Child]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/counselor/arrivals")
        assert not page.locator(".all").is_visible()
        page.locator(".choice", has_text="第1组").click()
        people = page.locator(".taps .person:visible")
        assert people.count() == 10
        for place in range(3):
            people.nth(place).click()
        page.get_by_role("button", name="签到").click()
        page.get_by_text("3 个孩子已签到。").wait_for()
    finally:
        context.close()
    assert here(unlocked) == 3
