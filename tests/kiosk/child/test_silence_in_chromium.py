"""Where nothing can be said, a page shows how it is done, soon, and nobody waits for a voice."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from kiosk.app import app_for
from kiosk.domain.children import Child
from kiosk.house import House
from tests.browser import chromium, touch_page
from tests.processes import serving

pytestmark = pytest.mark.browser

SHOWN = "() => !document.querySelector('.hint').hidden"
PLACE = "() => document.querySelector('.hint').style.left"


@pytest.fixture(scope="module")
def aloud() -> Iterator[Browser]:
    """A browser as on the house's own screen, where a page may speak before it is touched."""
    with chromium("--autoplay-policy=no-user-gesture-required") as running:
        yield running


@pytest.fixture
def page(aloud: Browser) -> Iterator[Page]:
    with touch_page(aloud) as page:
        # Held before a page comes: a slow machine must not let its hand come early.
        page.clock.install()
        page.clock.pause_at(time.time() + 60)
        yield page


@pytest.fixture
def mute(unlocked: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The pages of a house whose machine cannot speak."""
    # Where it was found a moment ago, nobody looks for it again.
    monkeypatch.setattr("games.speech._speaks", lambda *_: False)
    config = replace(unlocked.config, idle_seconds=60)
    with serving(app_for(replace(unlocked, config=config))) as address:
        yield address


def test_a_silent_page_shows_how_after_two_seconds_and_goes_home_all_the_same(
    page: Page, mute: str, panda: Child
) -> None:
    page.goto(f"{mute}/who")
    page.clock.run_for(1_900)
    assert not page.evaluate(SHOWN)
    page.clock.run_for(200)
    assert page.evaluate(SHOWN)
    first = page.evaluate(PLACE)
    page.clock.run_for(1_700)
    assert page.evaluate(PLACE) != first
    page.clock.run_for(56_500)
    page.wait_for_url(f"{mute}/")


def test_a_touch_interrupts_the_hand_and_the_ear_calls_it_back(
    page: Page, mute: str, panda: Child
) -> None:
    page.goto(f"{mute}/who")
    page.clock.run_for(2_100)
    page.locator("main").dispatch_event("pointerdown", {"clientX": 5, "clientY": 5, "button": 0})
    assert not page.evaluate(SHOWN)
    page.clock.run_for(2_100)
    assert not page.evaluate(SHOWN)
    page.locator("[data-repeat]").press("Enter")
    page.clock.run_for(2_100)
    assert page.evaluate(SHOWN)


def test_a_page_that_speaks_shows_nothing_so_soon(
    page: Page, address: str, unlocked: House, panda: Child
) -> None:
    page.goto(f"{address}/who")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0")
    page.clock.run_for(7_000)
    assert not page.evaluate(SHOWN)


def test_a_voice_that_fails_is_shown_instead(
    page: Page, address: str, unlocked: House, panda: Child
) -> None:
    page.route("**/voice/**", lambda route: route.fulfill(status=404))
    page.goto(f"{address}/who")
    page.wait_for_function("() => silent")
    page.clock.run_for(2_100)
    assert page.evaluate(SHOWN)


def test_no_page_waits_for_a_voice_that_takes_its_time(
    page: Page, address: str, unlocked: House, panda: Child
) -> None:
    page.route("**/voice/**", lambda route: None)
    page.goto(f"{address}/who", wait_until="domcontentloaded")
    page.locator(".card.guest").press("Enter")
    page.wait_for_url("**/thanks", wait_until="domcontentloaded")
