"""A reader types a tag's number on every page of a child; a person's typing is none."""

import re
import sys
import time
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, Route

from kiosk.app import app_for
from kiosk.arcade import Arcade
from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store.people import tags
from tests.browser import SEVEN_INCH, TEN_INCH, settle, touch_page
from tests.kiosk.child import measures
from tests.kiosk.child.screens import SCREENS
from tests.kiosk.child.test_pages_in_chromium import OWL
from tests.processes import serving
from tests.turns import first_each_time

pytestmark = pytest.mark.browser

NUMBER = "0004829173"
TOKEN = r'name="csrf_token" value="([^"]+)"'

# Every page there is, in shares: one of them is tried each time.
PATHS = sorted({screen.path for screen in SCREENS if not screen.no_records})
SHARES = 3

# By the faces it is asked with one sees who is in: the girl has a tag, the boy beside her none.
SMALL_FACES = ".faces-3"

# All keys at one time, as a reader types: whoever is kept waiting between two of them is none.
_TYPE = """keys => keys
    .map(key => new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}))
    .forEach(event => (document.activeElement || document.body).dispatchEvent(event))"""


@pytest.fixture
def tagged(unlocked: House, panda: Child) -> Child:
    """The girl of six, who has a tag."""
    with unlocked.database.transaction() as db:
        tags.give(db, panda.id, NUMBER, "li", unlocked.clock())
    return panda


def hold(page: Page, number: str = NUMBER) -> None:
    """Hold a tag to the reader."""
    page.evaluate(_TYPE, [*number, "Enter"])


def press_keys(page: Page, seconds: float, number: str = NUMBER) -> None:
    """Press real keys, so many seconds after one another by the browser's clock."""
    keyboard = page.context.new_cdp_session(page)
    at = time.time()
    for place, key in enumerate((*number, "Enter")):
        how = {"key": key, "text": "\r" if key == "Enter" else key}
        how["windowsVirtualKeyCode"] = 13 if key == "Enter" else ord(key)
        for kind in ("keyDown", "keyUp"):
            when = {"type": kind, "timestamp": at + place * seconds}
            keyboard.send("Input.dispatchKeyEvent", how | when)


@pytest.mark.parametrize("share", first_each_time(range(SHARES)))
def test_a_tag_lets_its_child_in_from_every_page(
    browser: Browser, address: str, tagged: Child, owl: Child, share: int
) -> None:
    with touch_page(browser) as page:
        for path in PATHS[share::SHARES]:
            let_in(page, address, owl)
            page.goto(address + path)
            with page.expect_navigation(url=re.compile("/(feel|thanks)$")):
                hold(page)
            page.goto(f"{address}/feel")
            assert page.locator(SMALL_FACES).count() == 1, path


def let_in(page: Page, address: str, child: Child) -> None:
    """Let a child in in this browser's name, without opening a page for it."""
    (token,) = set(re.findall(TOKEN, page.request.get(f"{address}/outside").text()))
    form = {"csrf_token": token, "child": child.id}
    assert page.request.post(f"{address}/who", form=form).url == f"{address}/thanks"


def test_a_real_keyboard_that_is_as_fast_as_a_reader_is_one(
    browser: Browser, address: str, tagged: Child
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/")
        press_keys(page, 0.2)
        settle(page)
        assert page.url == f"{address}/"
        press_keys(page, 0.01)
        page.wait_for_url("**/feel")


def test_capitals_that_a_reader_types_with_shift_are_one_number(
    browser: Browser, address: str, unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        tags.give(db, panda.id, "04A27F", "li", unlocked.clock())
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        page.evaluate(_TYPE, ["0", "4", "Shift", "A", "2", "7", "Shift", "F", "Enter"])
        page.wait_for_url("**/feel")


def test_what_a_person_types_or_holds_down_is_no_tag(
    browser: Browser, address: str, tagged: Child
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        for key in (*NUMBER, "Enter"):
            page.evaluate(_TYPE, [key])
            page.wait_for_timeout(80)
        page.evaluate(_TYPE, ["1", "2", "3", "Enter"])
        held = _TYPE.replace("key, bubbles", "key, repeat: key === '7', bubbles")
        page.evaluate(held, [*"7777777", "Enter"])
        settle(page)
        assert page.url == f"{address}/who"


def test_the_enter_of_a_tag_does_not_press_what_was_pressed_last(
    browser: Browser, address: str, unlocked: House, tagged: Child, owl: Child
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        page.locator(OWL).focus()
        press_keys(page, 0.2)
        page.wait_for_url("**/thanks")
        page.goto(f"{address}/who")
        page.locator(OWL).focus()
        press_keys(page, 0.01)
        page.wait_for_url("**/feel")
        assert page.locator(SMALL_FACES).count() == 1


def test_nothing_of_the_number_is_on_a_page_or_in_an_address(
    browser: Browser, address: str, tagged: Child
) -> None:
    seen = []
    with touch_page(browser) as page:
        page.on("framenavigated", lambda frame: seen.append(frame.url))
        for number in (NUMBER, "0009999999"):
            page.goto(f"{address}/who")
            # The page that is left is looked at too, while its form is under way.
            page.evaluate(_TYPE, [*number, "Enter"])
            page.wait_for_url(lambda url: url.endswith(("/feel", "/tag")))
            settle(page)
            seen.append(page.content())
            page.go_back()
            settle(page)
            seen.append(page.content())
            seen.append(page.locator("[name=tag]").input_value())
    assert len(seen) > 8
    assert not [one for one in seen if NUMBER in one or "0009999999" in one]


@pytest.mark.parametrize("panel", [SEVEN_INCH, TEN_INCH], ids=lambda panel: f"{panel[0]}")
def test_a_tag_of_nobody_leads_to_the_pictures(
    browser: Browser, address: str, tagged: Child, panel
) -> None:
    with touch_page(browser, panel) as page:
        page.goto(f"{address}/")
        hold(page, "0009999999")
        page.wait_for_url("**/tag")
        settle(page)
        assert measures.sizes(page, panel) == []
        assert measures.axe(page) == []
        page.locator("main .tile").tap()
        page.wait_for_url("**/who")


def test_a_tag_ends_the_game_of_whoever_was_here_and_nothing_goes_before_it(
    browser: Browser, unlocked: House, tagged: Child, owl: Child
) -> None:
    patient = (sys.executable, "-c", "import time; time.sleep(60)")
    arcade = Arcade(unlocked.database, unlocked.clock, patient)
    with serving(app_for(replace(unlocked, arcade=arcade))) as address, touch_page(browser) as page:
        page.goto(f"{address}/who")
        page.locator(OWL).tap()
        settle(page)
        page.locator(".play").first.tap()
        page.wait_for_url("**/playing")
        on_its_way: list[Route] = []
        page.route("**/tag", lambda route: on_its_way.append(route))  # noqa: PLW0108
        hold(page)
        # It sees that the game is over before it is answered.
        arcade.stop()
        page.wait_for_timeout(2500)
        on_its_way[0].continue_()
        page.wait_for_url("**/feel")
        assert not arcade.running
