"""A screen left mid-way keeps nothing of the child: not on it, behind it, before it or under it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from kiosk.domain.children import Child
from tests.browser import CHROMIUM, QUIET, driver, sandbox, settle
from tests.kiosk.child.screens import SCREENS, Screen
from tests.kiosk.child.showroom import Showroom, open_showroom
from tests.turns import first_each_time

pytestmark = pytest.mark.browser

# One screen of each page that somebody stands at.
WITH_A_VISITOR = {screen.path: screen for screen in reversed(SCREENS) if screen.steps}.values()
# Pages that say who is here are tried each time, the others in `make test-long`.
TELLING = ("/feel", "/code", "/thanks", "/today", "/bye")
TELLING_FIRST = sorted(WITH_A_VISITOR, key=lambda screen: screen.path not in TELLING)
# What the driver switches off, a kiosk has on: pages that wait in memory for the way back.
LIKE_A_KIOSK = ["--disable-back-forward-cache"]


@contextmanager
def profile(playwright: Playwright, directory: Path) -> Iterator[BrowserContext]:
    """Open a Chromium that keeps all it likes to keep in a directory."""
    context = playwright.chromium.launch_persistent_context(
        directory,
        executable_path=CHROMIUM,
        args=["--disable-gpu", *QUIET, *sandbox()],
        ignore_default_args=LIKE_A_KIOSK,
        viewport={"width": 800, "height": 480},
        has_touch=True,
        reduced_motion="reduce",
    )
    try:
        yield context
    finally:
        context.close()


@pytest.fixture(scope="module")
def playwright() -> Playwright:
    return driver()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Showroom]:
    with open_showroom(tmp_path_factory.mktemp("showroom")) as room:
        yield room


@pytest.fixture(scope="module")
def page(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with profile(playwright, tmp_path_factory.mktemp("profile")) as context:
        yield context.pages[0]


_TRACES = """child => {
  const kept = JSON.stringify([{...sessionStorage}, {...localStorage}, name, location.href]);
  const shown = [...document.querySelectorAll(".me, .badge, input:not([type=hidden])")];
  return [...shown.map(one => one.outerHTML), ...(kept.includes(child) ? [kept] : [])];
}"""


def traces(page: Page, child: str) -> list[str]:
    """List what the page and its storage tell of who was here."""
    page.wait_for_load_state()
    # The page of pictures shows everybody, whoever was here.
    named = child in page.content() and not page.url.endswith("/who")
    return [*page.evaluate(_TRACES, child), *([page.url] if named else [])]


@pytest.mark.parametrize(
    "screen", first_each_time(TELLING_FIRST, len(TELLING), name=lambda screen: screen.name)
)
def test_after_a_screen_is_left_nothing_tells_who_was_there(
    page: Page, room: Showroom, screen: Screen
) -> None:
    room.show(page, screen, "zh_Hans")
    child = room.villages[screen.children].ids["small"]
    # A second entry in the browser's history, before the one that falls asleep.
    page.goto(f"{room.address}{screen.path}?again")
    with page.expect_navigation():
        page.evaluate("location.replace('/')")  # as child.js does after a minute
    for move in (page.go_back, page.go_forward, page.go_back, page.reload):
        move()
        assert traces(page, child) == []
    page.goto(f"{room.address}{screen.path}")
    assert traces(page, child) == []


def test_a_page_that_waited_in_memory_is_empty_until_it_is_new(page: Page, room: Showroom) -> None:
    # On the way back Chromium may show a page before it asks for it: then the page hides itself.
    room.show(page, next(iter(WITH_A_VISITOR)), "zh_Hans")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert not page.locator("main").is_visible()
    assert not page.locator(".me").is_visible()
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert page.locator("main").is_visible()


def test_a_browser_that_keeps_all_it_may_keeps_no_name_no_number_and_no_answer(
    playwright: Playwright, address: str, panda: Child, tmp_path: Path
) -> None:
    kept = tmp_path / "profile"
    with profile(playwright, kept) as context:
        page = context.pages[0]
        page.goto(f"{address}/who")
        for what, leads_to in (
            (f".card[data-child='{panda.nickname}']", "/feel"),
            (".mood", "/thanks"),
            ("nav form button", "/talk"),
            ("main .tile:last-child", "/thanks"),
            ("form[action='/home'] button", "/fetch"),
            (".fetcher", "/today"),
            (".mood", "/bye?*"),
        ):
            settle(page)
            page.locator(what).first.tap()
            page.wait_for_url(f"**{leads_to}")
        page.goto(address)
        settle(page)
    files = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    # The search would find it: pictures may be kept, and are.
    assert [path for path, content in files.items() if b"/art/1F442.svg" in content]
    for secret in (panda.nickname, panda.id, "colour-leaf me", "face=", "csrf_token"):
        codes = [secret.encode(code) for code in ("utf-8", "utf-16-le")]
        told = [path for path, content in files.items() if any(one in content for one in codes)]
        assert told == [], secret
