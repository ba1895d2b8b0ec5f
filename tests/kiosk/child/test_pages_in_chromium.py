"""The child's pages as a child's finger finds them."""

import re
import sys
import time
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from kiosk.app import app_for
from kiosk.arcade import Arcade
from kiosk.domain.children import Child
from kiosk.domain.codes import THINGS, write
from kiosk.house import House
from kiosk.store.people import children
from tests.browser import SEVEN_INCH, settle, touch_page
from tests.kiosk.child.measures import photograph
from tests.kiosk.child.showroom import hold_still
from tests.processes import serving

pytestmark = pytest.mark.browser

PANDA, OWL = ".card[data-child='小竹']", ".card[data-child='阿木']"


def walk_in(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.locator(".wake").tap()
    page.wait_for_url("**/who")
    settle(page)
    page.locator(PANDA).tap()
    page.wait_for_url("**/feel")
    settle(page)


def test_a_press_is_answered_before_the_finger_lifts(
    browser: Browser, address: str, unlocked: House, panda: Child, owl: Child
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        page.locator(PANDA).dispatch_event("pointerdown", {"clientX": 90, "clientY": 90})
        page.wait_for_url("**/feel")


def test_the_whole_visit_goes_by_keyboard(
    browser: Browser, address: str, unlocked: House, panda: Child
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/")
        for expected in ("/who", "/feel", "/thanks"):
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            page.wait_for_url(f"**{expected}")
        focused = "document.activeElement.innerText"
        for _ in range(6):
            page.keyboard.press("Tab")
            if page.evaluate(focused).strip() == "回家了":
                break
        for expected in ("/fetch", "/today"):
            page.keyboard.press("Enter")
            page.wait_for_url(f"**{expected}")
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/bye?**")


def test_a_screen_left_alone_goes_to_sleep_and_forgets(
    browser: Browser, address: str, unlocked: House, panda: Child, app: Flask
) -> None:
    app.config["HOUSE_CONFIG"] = replace(unlocked.config, idle_seconds=40)
    with touch_page(browser) as page:
        page.clock.install()
        walk_in_at_once(page, address)
        # Held: a slow machine would go to sleep before the hand is seen.
        page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
        page.clock.run_for(20_000)
        assert page.locator(".hint").is_visible()
        page.clock.run_for(20_000)
        page.wait_for_url(f"{address}/")
        page.goto(f"{address}/feel")
        assert page.url == f"{address}/"


def test_the_page_beside_a_game_goes_back_to_the_menu_when_the_game_is_gone(
    browser: Browser, unlocked: House, panda: Child
) -> None:
    patient = (sys.executable, "-c", "import time; time.sleep(60)")
    arcade = Arcade(unlocked.database, unlocked.clock, patient)
    with serving(app_for(replace(unlocked, arcade=arcade))) as address, touch_page(browser) as page:
        walk_in(page, address)
        page.locator(".skip").tap()
        settle(page)
        page.locator(".play").first.tap()
        page.wait_for_url("**/playing")
        arcade.stop()
        page.wait_for_url("**/thanks")
        settle(page)
        page.locator(".play").first.tap()
        page.wait_for_url("**/playing")
        settle(page)
        page.locator("main button").tap()
        page.wait_for_url("**/thanks")
        assert not arcade.running


@pytest.mark.parametrize(("motion", "still"), [("reduce", "yes"), ("no-preference", "")])
def test_a_game_hears_from_the_page_whether_anything_may_move(
    browser: Browser, address: str, owl: Child, motion, still: str
) -> None:
    with touch_page(browser) as page:
        page.emulate_media(reduced_motion=motion)
        page.goto(f"{address}/who")
        page.locator(OWL).tap()
        page.wait_for_url("**/thanks")
        assert page.locator("[name=still]").first.input_value() == still


def test_a_double_tap_is_one_tap_even_where_the_next_page_has_come(
    browser: Browser, address: str, unlocked: House, panda: Child
) -> None:
    # Pressed from within the page: a finger sent by the driver waits for ever where a page leaves.
    press = """([x, y]) => document.elementFromPoint(x, y).dispatchEvent(
        new PointerEvent("pointerdown", { clientX: x, clientY: y, bubbles: true }))"""
    with touch_page(browser) as page:
        page.clock.set_fixed_time(datetime(2026, 11, 24, 8))
        page.goto(f"{address}/who")
        card = page.locator(PANDA).bounding_box()
        assert card
        spot = [card["x"] + card["width"] / 2, card["y"] + 30]
        page.evaluate(f"spot => {{ for (let n = 0; n < 3; n++) ({press})(spot); }}", spot)
        page.wait_for_url("**/feel")
        assert page.evaluate("([x, y]) => !!document.elementFromPoint(x, y).closest('.mood')", spot)
        page.evaluate(press, spot)
        settle(page)
        assert page.url.endswith("/feel")
        page.clock.set_fixed_time(datetime(2026, 11, 24, 8, 1))
        page.evaluate(press, spot)
        page.wait_for_url("**/thanks")


def test_a_clock_that_is_put_back_makes_no_press_an_echo(browser: Browser, address: str) -> None:
    with touch_page(browser) as page:
        page.clock.set_fixed_time(datetime(2026, 11, 24, 8))
        page.goto(address)
        page.locator(".hand").tap()
        page.wait_for_url("**/who")
        page.clock.set_fixed_time(datetime(2026, 11, 24, 7))
        page.goto(address)
        page.locator(".hand").tap()
        page.wait_for_url("**/who")


def test_the_whole_visit_works_without_the_script(
    browser: Browser, address: str, panda: Child
) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/")
        page.locator(".wake").click()
        for target, expected in ((PANDA, "/feel"), (".mood", "/thanks")):
            page.locator(target).first.click()
            page.wait_for_url(f"**{expected}")
        page.locator("form[action='/home'] button").click()
        page.wait_for_url("**/fetch")
        page.locator(".fetcher").first.click()
        page.wait_for_url("**/today")
        page.locator(".skip").click()
        page.wait_for_url("**/bye?**")
    finally:
        context.close()


def test_the_screen_after_an_answer_is_the_same_to_the_pixel(
    browser: Browser, address: str, panda: Child
) -> None:
    menus, goodbyes = set(), set()
    with touch_page(browser) as page:
        for number in range(4):
            page.goto(f"{address}/who")
            page.locator(PANDA).tap()
            page.wait_for_url(re.compile("/(feel|thanks)$"))
            settle(page)
            if number == 0:
                answers = page.locator(".mood").count()
            page.goto(f"{address}/feel")
            settle(page)
            page.locator(".mood").nth(number % answers).tap()
            page.wait_for_url("**/thanks")
            menus.add(still_picture(page))
            page.goto(f"{address}/today")
            settle(page)
            page.locator(".mood").nth(number % answers).tap()
            page.wait_for_url("**/bye?**")
            goodbyes.add(still_picture(page))
    assert answers == 4
    assert (len(menus), len(goodbyes)) == (1, 1)


# What came late was smoothed at the edges of what was there: all is drawn once more, at once.
_DRAW_ANEW = """() => {
  const root = document.documentElement;
  root.style.display = "none";
  root.getBoundingClientRect();
  root.style.display = "";
}"""


def still_picture(page: Page) -> bytes:
    """Draw a page until two pictures in a row are alike."""
    settle(page)
    hold_still(page)
    page.evaluate(_DRAW_ANEW)
    before = b""
    for _ in range(6):
        picture = photograph(page, animations="disabled")
        if picture == before:
            return picture
        before = picture
    raise AssertionError("The page does not hold still.")


def test_a_finger_that_taps_its_way_through_answers_nothing(
    browser: Browser, address: str, panda: Child
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        page.locator(PANDA).tap()
        page.wait_for_url("**/feel")
        # A driver's own tap would come too late: it waits for what is drawn.
        at_once = "document.querySelector('.mood').dispatchEvent(new PointerEvent('pointerdown',"
        at_once += " {bubbles: true, clientX: 700, clientY: 400}))"
        page.clock.install()
        # Held before the page comes again: a slow machine must not let its faces come early.
        page.clock.pause_at(time.time() + 60)
        page.reload()
        page.evaluate(at_once)
        page.clock.run_for(300)
        assert page.locator(".waits").count() == 1
        assert page.url.endswith("/feel")
        page.clock.run_for(200)
        page.evaluate(at_once)
        page.clock.run_for(50)
        page.wait_for_url("**/thanks")


def test_a_page_that_sleeps_comes_anew_as_the_hour_goes_by_and_with_the_house(
    browser: Browser, address: str, panda: Child
) -> None:
    with touch_page(browser) as page:
        # Beats that a held clock lets come late would be taken for those of a house that was away.
        page.route("**/beats.js*", lambda route: route.fulfill(content_type="text/javascript"))
        page.clock.install()
        page.goto(f"{address}/")
        page.evaluate("document.body.id = 'old'")
        page.clock.run_for(9 * 60_000)
        assert page.locator("#old").count() == 1
        with page.expect_navigation():
            page.clock.run_for(60_000)
        assert page.locator("#old").count() == 0
    back = "document.body.id = 'old'; dispatchEvent(new Event('house-is-back'))"
    with touch_page(browser) as page:
        page.goto(f"{address}/")
        with page.expect_navigation():
            page.evaluate(back)
        # Where a child is, nothing goes by itself.
        page.goto(f"{address}/who")
        page.evaluate(back)
        settle(page)
        assert page.locator("#old").count() == 1


def test_a_picture_code_is_tapped_and_missed(
    browser: Browser, address: str, unlocked: House, owl: Child
) -> None:
    with unlocked.database.transaction() as db:
        children.set_code(db, owl.id, write(THINGS[:2]), "li", unlocked.clock())
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        page.locator(OWL).tap()
        page.wait_for_url("**/code")
        for thing in (0, 2, 0, 3, 0, 4):
            tap_a_thing(page, thing)
        settle(page)
        page.locator("main .tile").tap()
        page.wait_for_url("**/who")
        settle(page)
        page.locator(OWL).tap()
        page.wait_for_url("**/code")
        for thing in (1, 0):
            tap_a_thing(page, thing)
        page.wait_for_url("**/thanks")


def tap_a_thing(page: Page, thing: int) -> None:
    """Tap a thing of a code, and wait for the next page, which has the same address."""
    settle(page)
    with page.expect_navigation():
        page.locator(".thing").nth(thing).tap()


def test_going_back_shows_nothing_of_the_child_that_was_here(
    browser: Browser, address: str, unlocked: House, panda: Child
) -> None:
    with touch_page(browser) as page:
        walk_in(page, address)
        page.locator(".skip").tap()
        page.wait_for_url("**/thanks")
        page.goto(f"{address}/")
        for _ in range(3):
            page.go_back()
            settle(page)
            assert page.locator(".badge, .me").count() == 0, page.url


def test_the_hand_that_helps_suggests_no_face(
    browser: Browser, unlocked: House, panda: Child
) -> None:
    config = replace(unlocked.config, idle_seconds=30)
    with (
        serving(app_for(replace(unlocked, config=config))) as address,
        touch_page(browser) as page,
    ):
        page.clock.install()
        walk_in_at_once(page, address)
        # Held: on a slow machine the hand would go on between two looks.
        page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
        place = "() => document.querySelector('.hint').style.cssText"
        page.clock.run_for(16_000)
        places = []
        for _ in range(4):
            places.append(page.evaluate(place))
            page.clock.run_for(1_600)
        assert len(set(places)) == 4
        assert all(places)


def walk_in_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}/who")
    page.locator(PANDA).press("Enter")
    page.wait_for_url("**/feel")


def press_at(page: Page, x: float, y: float) -> str:
    """Press a spot from within the page, and tell what takes it."""
    return page.evaluate(
        """([x, y]) => {
            document.querySelectorAll(".pressed").forEach((one) => one.classList.remove("pressed"));
            document.elementFromPoint(x, y).dispatchEvent(
                new PointerEvent("pointerdown", { clientX: x, clientY: y, bubbles: true }));
            return document.querySelector(".pressed")?.getAttribute("aria-label") || "";
        }""",
        [x, y],
    )


def test_a_press_beside_a_target_is_meant_for_it(
    browser: Browser, address: str, house: House
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/rest")
        back = page.locator("main .key").bounding_box()
        assert back
        right, middle = back["x"] + back["width"], back["y"] + back["height"] / 2
        assert press_at(page, right + 4.5 * SEVEN_INCH[2], middle) == ""
        settle(page)
        assert page.url.endswith("/rest")
        assert press_at(page, right + 3.5 * SEVEN_INCH[2], middle) == "返回"
        page.wait_for_url(f"{address}/")


def test_between_two_targets_the_nearest_wins_and_under_the_wrist_none(
    browser: Browser, address: str, house: House
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/rest")
        keys = page.locator(".rail .key")
        hear, talk = (keys.nth(number).bounding_box() for number in (0, 1))
        assert hear and talk
        x, end = hear["x"] + hear["width"] / 2, hear["y"] + hear["height"]
        gap = talk["y"] - end
        assert press_at(page, x, end + gap * 0.4) == "再说一遍"
        page.evaluate("document.querySelector('.rail').style.justifyContent = 'end'")
        assert press_at(page, x, SEVEN_INCH[1] - 8 * SEVEN_INCH[2]) == ""
        page.evaluate("document.querySelector('.rail').style.justifyContent = ''")
        settle(page)
        assert press_at(page, x, end + gap * 0.6) == "我想聊聊"
        page.wait_for_url("**/talk")
