"""The panel on a telephone, as a counselor's thumb finds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page

from kiosk.app import app_for
from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store import devices, settings
from tests.browser import barriers, targets, touch_page
from tests.cast import LEGAL_NAME, PASSPHRASE, unlock
from tests.kiosk.counselor.test_panel_in_chromium import (
    LANGUAGES,
    STICKING_OUT,
    WIDTH_MM,
    lived_in,
)
from tests.kiosk.counselor.walk import SHARES, paths
from tests.processes import free_port, serving
from tests.turns import first_each_time

__all__ = ["lived_in"]

pytestmark = pytest.mark.browser

# What is about the kiosk itself, and what there is not.
NOT_HERE = ("/remote", "/screen", "/screen/touch", "/switch-off", "/children/nobody")

PHONE = {"width": 390, "height": 844}
# A telephone's pixel is 1/160 inch: what a finger needs is known in millimetres.
PX_PER_MM = 160 / 25.4
# In how many lines an element's own words stand.
LINES_OF_WORDS = """
element => {
  const range = document.createRange(), texts = document.createTreeWalker(element, 4);
  while (!texts.nextNode().data.trim());
  range.selectNodeContents(texts.currentNode);
  return new Set([...range.getClientRects()].map(box => box.bottom)).size;
}
"""


@contextmanager
def reached(house: House) -> Iterator[tuple[House, str, str]]:
    """Serve a house at its screen and to devices; yields both addresses."""
    house = replace(house, config=replace(house.config, panel_port=free_port()))
    house.remote.addresses = lambda: ["127.0.0.1"]
    with serving(app_for(house)) as screen:
        with house.database.transaction() as db:
            settings.let_devices_in(db, house.clock(), "li", lets_in=True)
        house.remote.keep(house)
        try:
            yield house, screen, f"https://127.0.0.1:{house.config.panel_port}"
        finally:
            house.remote.turn_off()


@contextmanager
def phone(browser: Browser, **how: object) -> Iterator[Page]:
    context = browser.new_context(
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
        ignore_https_errors=True,
        reduced_motion="reduce",
        **how,
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def test_a_phone_is_paired_unlocked_and_shows_today_while_the_screen_stays_locked(
    browser: Browser, house: House, unlocked: House, panda: Child
) -> None:
    with reached(unlocked) as (here, address, remote), touch_page(browser) as screen:
        screen.goto(f"{address}/counselor/remote")
        screen.locator("header button.main").tap()
        screen.locator(".pairing img").wait_for()
        screen.wait_for_load_state()
        code = here.remote.pairing.code
        words = [
            one.strip(" ·")
            for one in screen.locator(".task li:last-child .whole").all_inner_texts()
        ]
        (scanned,) = zxingcpp.read_barcodes(Image.open(BytesIO(screen.screenshot())))
        assert scanned.text == f"{remote}/pair#{code}"
        here.vault.lock()
        with phone(browser) as page:
            page.goto(scanned.text)
            assert page.input_value("[name=code]") == code
            assert page.url == f"{remote}/pair"
            assert page.locator(".key span").all_inner_texts() == words
            assert page.locator(".keyboard, .offer").count() == 0
            page.locator("button.main").tap()
            page.wait_for_url("**/counselor/unlock**")
            page.fill("[name=passphrase]", PASSPHRASE)
            page.locator("button.main").tap()
            page.wait_for_url(f"{remote}/counselor/")
            page.goto(f"{remote}/counselor/children/{panda.id}")
            assert LEGAL_NAME in page.content()
            screen.wait_for_url("**/counselor/unlock**")  # it watches, and leaves by itself
            for path in ("/", f"/children/{panda.id}"):
                screen.goto(f"{address}/counselor{path}")
                assert "/unlock" in screen.url
                assert LEGAL_NAME not in screen.content()
            unlock(here)
            page.locator(".lock").tap()
            page.wait_for_url("**/counselor/unlock**")
            screen.goto(f"{address}/counselor/children/{panda.id}")
            assert LEGAL_NAME in screen.content()
            page.goto(f"{remote}/counselor/children/{panda.id}")
            assert LEGAL_NAME not in page.content()


@contextmanager
def paired(browser: Browser, house: House, remote: str, language: str) -> Iterator[Page]:
    """A phone that is paired, and unlocked, in a language."""
    with house.database.transaction() as db:
        token = devices.pair(db, "手机", house.vault.keeper.id, house.clock())
    with phone(browser) as page:
        cookie = {"name": "__Host-device", "value": token, "url": remote, "secure": True}
        page.context.add_cookies([cookie])
        page.goto(f"{remote}/counselor/")
        if language == "en":
            with page.expect_navigation():
                page.locator("[name=language]").tap()
        page.fill("[name=passphrase]", PASSPHRASE)
        page.locator("button.main").tap()
        page.wait_for_url(f"{remote}/counselor/")
        yield page


@pytest.mark.parametrize("language", first_each_time(LANGUAGES))
@pytest.mark.parametrize("share", first_each_time(SHARES[:2]))
def test_every_page_fits_a_telephone(
    browser: Browser, lived_in: House, panda: Child, language: str, share: str
) -> None:
    with (
        reached(lived_in) as (house, _, remote),
        paired(browser, house, remote, language) as page,
    ):
        wrong = []
        for path in paths(panda)[SHARES.index(share) :: 2]:
            found = page.goto(f"{remote}/counselor{path}")
            assert found and found.ok == (path not in NOT_HERE), path
            if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
                wrong.append((path, "wide"))
            wrong += [(path, one) for one in page.evaluate(STICKING_OUT)]
            for box in targets(page):
                tall, wide = box["bottom"] - box["top"], box["right"] - box["left"]
                if tall < 43.5 or wide < WIDTH_MM * PX_PER_MM / 1.2:
                    wrong.append((path, box["name"], round(wide), round(tall)))
        assert wrong == []


def test_axe_finds_nothing_on_a_telephone(browser: Browser, lived_in: House, panda: Child) -> None:
    with (
        reached(lived_in) as (house, _, remote),
        paired(browser, house, remote, "zh_Hans") as page,
    ):
        for path in ("/", "/children", f"/children/{panda.id}", "/register/2026-11", "/box"):
            page.goto(f"{remote}/counselor{path}")
            assert barriers(page) == [], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_column_of_a_table_is_out_of_sight_on_a_telephone(
    browser: Browser, lived_in: House, language: str
) -> None:
    with (
        reached(lived_in) as (house, _, remote),
        paired(browser, house, remote, language) as page,
    ):
        page.set_viewport_size({"width": 375, "height": 700})
        for path in ("/days", "/retention", "/audit"):
            page.goto(f"{remote}/counselor{path}")
            table = page.locator(".days")
            hidden = table.evaluate("table => table.scrollWidth - table.clientWidth")
            assert hidden == 0, path


def test_a_code_that_a_telephone_shows_is_large_enough_for_another_one(
    browser: Browser, lived_in: House
) -> None:
    with (
        reached(lived_in) as (house, _, remote),
        paired(browser, house, remote, "zh_Hans") as page,
    ):
        page.goto(f"{remote}/counselor/sending/telephone/1")
        (scanned,) = zxingcpp.read_barcodes(Image.open(BytesIO(page.screenshot())))
        assert scanned.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_in_front_of_the_panel_is_broken_on_a_telephone(
    browser: Browser, unlocked: House, language: str
) -> None:
    with (
        reached(unlocked) as (house, _, remote),
        paired(browser, house, remote, language) as page,
    ):
        page.set_viewport_size({"width": 360, "height": 640})
        page.locator(".lock").tap()
        page.wait_for_url("**/counselor/unlock**")
        words = page.locator(".door footer :is(a, button)")
        assert words.count() >= 3
        for word in words.all():
            assert word.evaluate(LINES_OF_WORDS) == 1, word.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
