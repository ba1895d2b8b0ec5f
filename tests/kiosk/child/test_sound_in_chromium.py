"""How loud a child's page is, as its own audio element tells; and what a silent one does."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from kiosk.app import app_for
from kiosk.house import House
from tests.browser import chromium, settle, touch_page
from tests.processes import serving

pytestmark = pytest.mark.browser

# Hears each time that the page begins to speak.
LISTEN = """
window.spoken = 0;
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () { window.spoken += 1; return play.call(this); };
"""


@pytest.fixture(scope="module")
def aloud() -> Iterator[Browser]:
    """A browser as on the house's own screen, where a page may speak before it is touched."""
    with chromium("--autoplay-policy=no-user-gesture-required") as running:
        yield running


def open_page(page: Page, address: str) -> None:
    page.add_init_script(LISTEN)
    page.goto(f"{address}/who")
    settle(page)


@pytest.mark.parametrize(("loudness", "volume"), [("soft", 0.3), ("normal", 0.65), ("loud", 1)])
def test_a_page_speaks_as_loud_as_an_adult_has_set(
    aloud: Browser, unlocked: House, loudness: str, volume: float
) -> None:
    config = replace(unlocked.config, loudness=loudness)
    with serving(app_for(replace(unlocked, config=config))) as address, touch_page(aloud) as page:
        open_page(page, address)
        assert page.evaluate("document.querySelector('audio').volume") == pytest.approx(volume)
        assert page.evaluate("spoken") == 1
        page.locator("[data-repeat]").tap()
        page.wait_for_function("() => spoken > 1")
        assert page.evaluate("spoken") == 2


@pytest.mark.parametrize(
    "silent", [{"loudness": "off"}, {"quiet_from": "07:00", "quiet_until": "09:00"}]
)
def test_a_silent_page_says_nothing_and_shows_how_the_sooner(
    aloud: Browser, unlocked: House, silent: dict[str, str]
) -> None:
    for changes, hand_at in ((silent, 2_000), ({}, 10_000)):
        config = replace(unlocked.config, idle_seconds=20, **changes)
        with (
            serving(app_for(replace(unlocked, config=config))) as address,
            touch_page(aloud) as page,
        ):
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))  # noqa: B023
            # Held before the page comes: a slow machine must not let its hand come early.
            page.clock.install()
            page.clock.pause_at(time.time() + 60)
            open_page(page, address)
            page.clock.run_for(hand_at - 1500)
            assert page.locator(".hint").is_hidden()
            page.clock.run_for(1500)
            assert page.locator(".hint").is_visible()
            speaks = not changes
            assert (page.evaluate("spoken") > 0) is speaks
            assert any("/voice/" in one for one in asked) is speaks


def test_a_hand_that_asks_a_silent_page_to_say_it_again_hears_nothing_and_nothing_breaks(
    aloud: Browser, unlocked: House
) -> None:
    config = replace(unlocked.config, loudness="off")
    with serving(app_for(replace(unlocked, config=config))) as address, touch_page(aloud) as page:
        open_page(page, address)
        page.locator("[data-repeat]").tap()
        settle(page)
        assert page.evaluate("spoken") == 0
        page.locator("form[action='/guest'] button, .adult-door").first.tap()
        page.wait_for_url("**/thanks")
