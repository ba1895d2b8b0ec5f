"""What about? Small pictures under the faces: marked by touch, and forgotten with the page."""

import re
import time
from datetime import date
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Page

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.moods import About, Face
from kiosk.house import House
from kiosk.store.attendance import moods
from tests.browser import SEVEN_INCH, TEN_INCH, settle, touch_page
from tests.cast import add_child
from tests.kiosk.child import measures
from tests.kiosk.child.test_pages_in_chromium import still_picture
from tests.turns import first_each_time, with_every_other_commit

pytestmark = pytest.mark.browser

SPARROW = ".card[data-child='雀儿']"

_ALL = """() => [...document.querySelectorAll('main button, main label')].map(element => {
  const {left, top, right, bottom} = element.getBoundingClientRect();
  return {small: element.matches('label'), left, top, right, bottom};
})"""


@pytest.fixture(autouse=True)
def sparrow(unlocked: House) -> Child:
    """A girl of ten whose guardian agreed to everything."""
    return add_child(unlocked, "雀儿", keeps=set(Purpose), birth=date(2016, 1, 1))


def walk_in(page: Page, address: str) -> None:
    page.goto(f"{address}/who")
    page.locator(SPARROW).tap()
    page.wait_for_url("**/feel")
    settle(page)


def marked(page: Page) -> list[str]:
    return page.locator("[name=about]:checked").evaluate_all("all => all.map(one => one.value)")


def press(page: Page, target: str) -> None:
    """Press and never let go: a driver's tap would tell nothing of the press alone."""
    page.evaluate(
        """target => { const one = document.querySelector(target);
        const box = one.getBoundingClientRect();
        one.dispatchEvent(new PointerEvent("pointerdown", {bubbles: true,
            clientX: box.left + box.width / 2, clientY: box.top + box.height / 2})); }""",
        target,
    )


@pytest.mark.parametrize("panel", first_each_time((SEVEN_INCH, TEN_INCH)))
def test_faces_and_what_about_keep_their_sizes_and_distances(
    browser: Browser, address: str, panel
) -> None:
    width, height, px = panel
    with touch_page(browser, panel) as page:
        walk_in(page, address)
        assert measures.sizes(page, panel) == []
        assert measures.axe(page) == []
        boxes = page.evaluate(_ALL)
        small = [box for box in boxes if box["small"]]
        assert (len(boxes), len(small)) == (len(Face) + 1 + len(About), len(About))
        for box in small:
            assert box["right"] - box["left"] >= measures.SIZES["secondary"] * px
            assert box["bottom"] - box["top"] >= measures.SIZES["secondary"] * px
            assert box["left"] >= 0 and box["right"] <= width
            assert box["bottom"] <= height - measures.SIZES["wrist"] * px + 1
        for one, other in combinations(boxes, 2):
            aside = max(one["left"] - other["right"], other["left"] - one["right"])
            above = max(one["top"] - other["bottom"], other["top"] - one["bottom"])
            assert max(aside, above) / px >= measures.SIZES["gap"] - 0.2


def test_a_touch_marks_another_one_unmarks_and_a_face_sends_both(
    browser: Browser, address: str, unlocked: House
) -> None:
    with touch_page(browser) as page:
        walk_in(page, address)
        for one in ("home", "sleep", "school"):
            page.locator(f".about:has([value={one}])").tap()
        settle(page)
        page.locator(".about:has([value=school])").tap()
        page.wait_for_function("() => !document.querySelector('[value=school]').checked")
        assert marked(page) == ["home", "sleep"]
        assert page.url.endswith("/feel")
        page.locator(".mood[value=low]").tap()
        page.wait_for_url("**/thanks")
    today = unlocked.clock().day
    with unlocked.database.reading() as db:
        (mood,) = moods.between(db, unlocked.vault, today, today)
    assert (mood.face, mood.about) == (Face.LOW, (About.HOME, About.SLEEP))


def test_it_is_marked_by_the_press_and_waits_as_long_as_the_faces_do(
    browser: Browser, address: str
) -> None:
    with touch_page(browser) as page:
        walk_in(page, address)
        press(page, ".about:has([value=home])")
        page.wait_for_function("() => document.querySelector('[value=home]').checked")
        page.clock.install()
        page.clock.pause_at(time.time() + 60)
        page.reload()
        press(page, ".about:has([value=home])")
        page.clock.run_for(300)
        assert page.locator(".waits").count() == 1
        assert marked(page) == []
        page.clock.run_for(200)
        press(page, ".about:has([value=home])")
        page.clock.run_for(50)
        assert marked(page) == ["home"]
        press(page, ".mood[value=low]")
        page.clock.run_for(50)
        page.wait_for_url("**/thanks")


def test_it_goes_by_keyboard_and_enter_presses_no_face(browser: Browser, address: str) -> None:
    with touch_page(browser) as page:
        walk_in(page, address)
        page.locator("[value=friends]").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        settle(page)
        assert page.url.endswith("/feel")
        assert marked(page) == ["friends"]


def test_it_works_without_the_script(browser: Browser, address: str, unlocked: House) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/who")
        page.locator(SPARROW).click()
        page.wait_for_url("**/feel")
        page.locator(".about:has([value=body])").click()
        page.locator(".mood[value=high]").click()
        page.wait_for_url("**/thanks")
    finally:
        context.close()
    today = unlocked.clock().day
    with unlocked.database.reading() as db:
        (mood,) = moods.between(db, unlocked.vault, today, today)
    assert mood.about == (About.BODY,)


@with_every_other_commit(1)
def test_what_comes_after_is_the_same_to_the_pixel_whatever_was_marked(
    browser: Browser, address: str
) -> None:
    seen = set()
    with touch_page(browser) as page:
        for about in ((), ("home",), ("school", "other"), tuple(About)):
            walk_in_again(page, address)
            for one in about:
                page.locator(f".about:has([value={one}])").tap()
            page.locator(".mood").first.tap()
            page.wait_for_url("**/thanks")
            seen.add(still_picture(page))
    assert len(seen) == 1


def test_nothing_that_was_marked_is_there_when_one_goes_back(
    browser: Browser, address: str
) -> None:
    with touch_page(browser) as page:
        walk_in(page, address)
        page.locator(".about").first.tap()
        page.locator(".mood").first.tap()
        page.wait_for_url("**/thanks")
        page.go_back()
        settle(page)
        assert marked(page) == []


def walk_in_again(page: Page, address: str) -> None:
    """Come to the faces, though they are asked for only once a visit."""
    page.goto(f"{address}/who")
    page.locator(SPARROW).tap()
    page.wait_for_url(re.compile("/(feel|thanks)$"))
    page.goto(f"{address}/feel")
    settle(page)
