"""The child's pages as a child's finger finds them; sizes are those of CHILD-UX in the README."""

import re
import sys
import time
from dataclasses import replace
from datetime import datetime
from itertools import combinations

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from kiosk.app import app_for, create_app
from kiosk.arcade import Arcade
from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.domain.codes import THINGS, write
from kiosk.house import House
from kiosk.store import children
from kiosk.store.database import FILE_NAME
from tests.browser import PANELS, SEVEN_INCH, TEN_INCH, settle, targets, touch_page
from tests.processes import serving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("child-browser")]

MAIN_MM, SECONDARY_MM, GAP_MM, WRIST_MM = 20, 13, 4, 10
PANDA, OWL = ".card[data-child='小竹']", ".card[data-child='阿木']"
PATHS = ("/", "/who", "/feel", "/thanks", "/rest", "/outside", "/talk", "/fetch", "/today", "/bye")


def walk_in(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.locator(".wake").tap()
    page.wait_for_url("**/who")
    settle(page)
    page.locator(PANDA).tap()
    page.wait_for_url("**/feel")
    settle(page)


def assert_large_enough(page: Page, panel: tuple[int, int, float], path: str) -> None:
    width, height, px = panel
    boxes = targets(page)
    assert boxes, path
    for box in boxes:
        where = f"{path} {box['name']}"
        least = MAIN_MM if box["main"] and "adults" not in box["kind"] else SECONDARY_MM
        assert box["right"] - box["left"] >= least * px - 1, where
        assert box["bottom"] - box["top"] >= least * px - 1, where
        assert box["left"] >= 0, where
        assert box["top"] >= 0, where
        assert box["right"] <= width, where
        assert box["bottom"] <= height - WRIST_MM * px + 1, where


def assert_apart(page: Page, panel: tuple[int, int, float], path: str) -> None:
    for one, other in combinations(targets(page), 2):
        aside = max(one["left"] - other["right"], other["left"] - one["right"])
        above = max(one["top"] - other["bottom"], other["top"] - one["bottom"])
        gap = max(aside, above) / panel[2]
        assert gap >= GAP_MM - 0.2, f"{path}: {one['name']} and {other['name']}: {gap}"


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel[0]}x{panel[1]}")
def test_every_target_has_the_size_that_a_child_needs(
    browser: Browser, address: str, unlocked: House, panda: Child, owl: Child, panel
) -> None:
    with touch_page(browser, panel) as page:
        walk_in(page, address)
        for path in PATHS:
            page.goto(address + path)
            assert_large_enough(page, panel, path)


@pytest.mark.parametrize("panel", [SEVEN_INCH, TEN_INCH], ids=lambda panel: f"{panel[0]}")
def test_targets_keep_their_distance(
    browser: Browser, address: str, unlocked: House, panda: Child, owl: Child, panel
) -> None:
    with touch_page(browser, panel) as page:
        walk_in(page, address)
        for path in PATHS[1:]:
            page.goto(address + path)
            assert_apart(page, panel, path)


def test_nothing_is_cut_off(
    browser: Browser, address: str, unlocked: House, panda: Child, owl: Child
) -> None:
    with touch_page(browser) as page:
        walk_in(page, address)
        for path in PATHS:
            page.goto(address + path)
            cut = page.evaluate(
                "() => [...document.querySelectorAll('.name, .caption, b')].filter(e =>"
                " e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display != 'inline'"
                ").map(e => e.innerText)"
            )
            assert cut == [], path


def violations(page: Page) -> list[tuple[str, str]]:
    # The page is one picture to a child: it may not be zoomed, so that a wrist cannot lose it.
    options = {"rules": {"meta-viewport": {"enabled": False}}}
    found = Axe().run(page, options=options).response["violations"]
    return [(item["id"], item["nodes"][0]["html"]) for item in found]


def test_axe_finds_nothing(
    browser: Browser, address: str, unlocked: House, panda: Child, owl: Child
) -> None:
    with touch_page(browser) as page:
        walk_in(page, address)
        for path in PATHS:
            page.goto(address + path)
            assert violations(page) == [], path


def test_axe_finds_nothing_beside_a_game_nor_where_it_did_not_start(
    browser: Browser, unlocked: House, owl: Child
) -> None:
    patient = (sys.executable, "-c", "import time; time.sleep(60)")
    for program, heard in ((patient, "不玩了"), (("/nowhere/to/be/found",), "睡着了")):
        arcade = Arcade(unlocked.database, unlocked.clock, program)
        app = app_for(replace(unlocked, arcade=arcade))
        with serving(app) as address, touch_page(browser) as page:
            page.goto(f"{address}/who")
            page.locator(OWL).tap()
            settle(page)
            page.locator(".play").first.tap()
            page.get_by_text(heard).wait_for()
            assert violations(page) == [], heard
        arcade.stop()


def test_axe_finds_nothing_in_an_empty_house(browser: Browser, address: str, house: House) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        assert page.locator(".empty").count() == 1
        assert violations(page) == []


@pytest.mark.parametrize("panel", [SEVEN_INCH, TEN_INCH], ids=lambda panel: f"{panel[0]}")
def test_the_trouble_page_is_a_page_like_the_others(
    browser: Browser, config: HouseConfig, panel
) -> None:
    path = config.directory / FILE_NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database" * 1000)
    _, height, px = panel
    with serving(create_app(config)) as address, touch_page(browser, panel) as page:
        page.goto(address)
        assert violations(page) == []
        (again,) = targets(page)
        assert again["right"] - again["left"] >= MAIN_MM * px
        assert again["bottom"] - again["top"] >= SECONDARY_MM * px
        assert again["bottom"] <= height - WRIST_MM * px + 1
        assert page.evaluate("document.documentElement.scrollHeight") <= height


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
    app.config["HOUSE_CONFIG"] = replace(unlocked.config, idle_seconds=2)
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        page.locator(PANDA).tap()
        page.wait_for_url("**/feel")
        page.locator(".hint").wait_for(state="visible", timeout=3000)
        page.wait_for_url(f"{address}/", timeout=5000)
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
        page.wait_for_url("**/thanks", timeout=5000)
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


def test_every_word_for_a_child_is_six_millimetres_tall(
    browser: Browser, address: str, unlocked: House, panda: Child, owl: Child
) -> None:
    with touch_page(browser) as page:
        walk_in(page, address)
        for path in PATHS:
            page.goto(address + path)
            sizes = page.evaluate(
                "() => [...document.querySelectorAll('.name, h1')]"
                ".map(e => parseFloat(getComputedStyle(e).fontSize))"
            )
            assert min(sizes) >= 6 * SEVEN_INCH[2] - 0.1, path


def test_a_sentence_fits_its_strip_in_both_languages(
    browser: Browser, unlocked: House, panda: Child
) -> None:
    for language in ("zh_Hans", "en"):
        config = replace(unlocked.config, language=language)
        with (
            serving(app_for(replace(unlocked, config=config))) as address,
            touch_page(browser) as page,
        ):
            for path in ("/", "/who", "/rest", "/outside", "/talk", "/bye"):
                page.goto(address + path)
                box = page.locator("h1").bounding_box()
                assert box
                assert box["x"] >= 0, (language, path)
                assert box["x"] + box["width"] <= SEVEN_INCH[0], (language, path)


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
        spot = [card["x"] + card["width"] / 2, card["y"] + card["height"] / 2]
        page.evaluate(f"spot => {{ for (let n = 0; n < 3; n++) ({press})(spot); }}", spot)
        page.wait_for_url("**/feel")
        assert page.evaluate("([x, y]) => !!document.elementFromPoint(x, y).closest('.mood')", spot)
        page.evaluate(press, spot)
        settle(page)
        assert page.url.endswith("/feel")
        page.clock.set_fixed_time(datetime(2026, 11, 24, 8, 1))
        page.evaluate(press, spot)
        page.wait_for_url("**/thanks")


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


# Chromium smooths a picture that came late otherwise than one that was there: all are drawn anew.
_REDRAW = """async () => {
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    for (const opacity of ["0.99", ""]) {
        document.body.style.opacity = opacity;
        await frame(); await frame();
    }
}"""


def still_picture(page: Page) -> bytes:
    settle(page)
    page.evaluate(_REDRAW)
    return page.screenshot(animations="disabled")


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


def assert_like_the_others(page: Page, panel: tuple[int, int, float]) -> None:
    settle(page)
    assert_large_enough(page, panel, "/code")
    assert_apart(page, panel, "/code")
    assert violations(page) == []


@pytest.mark.parametrize("panel", [SEVEN_INCH, TEN_INCH], ids=lambda panel: f"{panel[0]}")
def test_a_picture_code_is_tapped_and_missed_on_pages_like_the_others(
    browser: Browser, address: str, unlocked: House, owl: Child, panel
) -> None:
    with unlocked.database.transaction() as db:
        children.set_code(db, owl.id, write(THINGS[:2]), "li", unlocked.clock())
    with touch_page(browser, panel) as page:
        page.goto(f"{address}/who")
        page.locator(OWL).tap()
        page.wait_for_url("**/code")
        for thing in (0, 2, 0, 3, 0, 4):
            assert_like_the_others(page, panel)
            page.locator(".thing").nth(thing).tap()
        assert_like_the_others(page, panel)
        page.locator("main .tile").tap()
        page.wait_for_url("**/who")
        settle(page)
        page.locator(OWL).tap()
        for thing in (1, 0):
            settle(page)
            page.locator(".thing").nth(thing).tap()
        page.wait_for_url("**/thanks")


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
        place = "() => document.querySelector('.hint').style.left"
        page.clock.run_for(16_000)
        places = []
        for _ in range(4):
            places.append(page.evaluate(place))
            page.clock.run_for(1_600)
        assert len(set(places[:3])) == 3
        assert all(places)


def walk_in_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}/who")
    page.locator(PANDA).press("Enter")
    page.wait_for_url("**/feel")
