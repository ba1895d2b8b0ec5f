"""The panel locks itself: what a counselor left alone is no longer on the screen, nor behind it."""

import time
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

import pytest
from playwright.sync_api import Browser

from kiosk.app import app_for
from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store.keys.vault import Vault
from tests.browser import touch_page
from tests.cast import LEGAL_NAME, unlock
from tests.kiosk.counselor.test_panel_in_chromium import lived_in
from tests.processes import serving

pytestmark = pytest.mark.browser
__all__ = ["lived_in"]


def locking_after(house: House, seconds: int, steady: Callable[[], float] = monotonic) -> House:
    """The house, whose panel locks after so many seconds; a test unlocks it when its page waits."""
    with house.database.reading() as db:
        public = house_store.get(db).public_key
    config = replace(house.config, lock_seconds=seconds)
    return replace(house, config=config, vault=Vault(public, seconds, steady))


@pytest.mark.parametrize("path", ["/", "/children/{}", "/register/2026-11"])
def test_going_back_after_the_lock_shows_nothing_sealed(
    browser: Browser, address: str, lived_in: House, panda: Child, path: str
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/counselor{path.format(panda.id)}")
        assert "小竹" in page.content()
        page.locator(".lock").click()
        page.wait_for_url(f"{address}/")
        page.go_back()
        page.wait_for_url(f"{address}/counselor/unlock**")
        assert "小竹" not in page.content()
        assert LEGAL_NAME not in page.content()


def test_a_panel_left_alone_leaves_the_screen(
    browser: Browser, unlocked: House, panda: Child
) -> None:
    gone = 0.0
    left = locking_after(unlocked, 60, lambda: gone)
    with serving(app_for(left)) as address, touch_page(browser) as page:
        # Held: on a slow machine the page would be gone before it was looked at.
        page.clock.install()
        page.clock.pause_at(time.time() + 60)
        unlock(left)
        page.goto(f"{address}/counselor/children/{panda.id}")
        assert LEGAL_NAME in page.content()
        gone = 62.0
        page.clock.run_for(62_000)
        page.wait_for_url(f"{address}/counselor/unlock**")
        assert LEGAL_NAME not in page.content()
        page.clock.run_for(62_000)
        page.wait_for_url(f"{address}/")


def test_a_panel_in_use_stays_open(browser: Browser, unlocked: House) -> None:
    busy = locking_after(unlocked, 6)
    with serving(app_for(busy)) as address, touch_page(browser) as page:
        unlock(busy)
        page.goto(f"{address}/counselor/children/new")
        for _ in range(14):
            page.locator("#nickname").press_sequentially("a")
            page.wait_for_timeout(500)
        assert page.url.endswith("/children/new")
        assert busy.vault.is_open


def test_a_clock_that_is_put_back_keeps_nothing_on_the_screen(
    browser: Browser, unlocked: House, panda: Child
) -> None:
    hasty = locking_after(unlocked, 4)
    with serving(app_for(hasty)) as address, touch_page(browser) as page:
        unlock(hasty)
        page.goto(f"{address}/counselor/children/{panda.id}")
        page.evaluate("const now = Date.now; Date.now = () => now() - 3_600_000;")
        page.wait_for_url(f"{address}/counselor/unlock**")


def test_a_clock_that_leaps_takes_nothing_out_of_her_hands(
    browser: Browser, unlocked: House
) -> None:
    hasty = locking_after(unlocked, 60)
    with serving(app_for(hasty)) as address, touch_page(browser) as page:
        unlock(hasty)
        page.goto(f"{address}/counselor/children/new")
        page.locator("#nickname").press_sequentially("小")
        page.evaluate("const now = Date.now; Date.now = () => now() + 3_600_000;")
        page.wait_for_timeout(2500)
        assert page.locator("#nickname").input_value() == "小"
