"""A real Chromium with a touch screen, and a ruler in millimetres."""

import atexit
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ElementHandle,
    Error,
    Locator,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

CHROMIUM = Path("/usr/bin/chromium")
# The same engine of the same package without windows: it opens a page in half the time.
WINDOWLESS = Path("/usr/bin/chromium-headless-shell")
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

# As long as all else is waited for: a busy machine may take longer than its five seconds.
expect.set_options(timeout=30_000)

# The driver, and the browser that most tests share.
_kept = ExitStack()
atexit.register(_kept.close)

# The panels that we know of: width, height in pixels, and pixels a millimetre.
SEVEN_INCH = (800, 480, 5.2)
TEN_INCH = (1280, 800, 5.9)
PANELS = (SEVEN_INCH, (1024, 600, 6.6), TEN_INCH, (1920, 1080, 5.9))

_RULER = """
() => [...document.querySelectorAll('button, a')].map(element => {
  const box = element.getBoundingClientRect();
  return {name: element.getAttribute('aria-label') || element.innerText.trim(),
    main: element.closest('main') !== null, kind: element.className,
    left: box.left, top: box.top, right: box.right, bottom: box.bottom};
}).filter(box => box.right > box.left)
"""
_LISTEN = """
(place) => {
  window.clicked = false;
  // One of the tap before may still be on its way.
  addEventListener("click", ({ target }) => { window.clicked ||= place.contains(target); }, true);
}
"""
_BARRIERS = """
(options) => axe.run(document, options).then((found) =>
  found.violations.map((one) => [one.id, one.nodes[0].html]))
"""


def sandbox() -> list[str]:
    """Tell how Chromium is started by root, who may not have its sandbox."""
    return ["--no-sandbox"] if os.getuid() == 0 else []


@cache
def driver() -> Playwright:
    """Start what drives browsers: there is one of a process, until it is let go of."""
    return _kept.enter_context(sync_playwright())


@cache
def usual() -> Browser:
    """Start a browser for all tests that need no flags of their own, until it is let go of."""
    return _kept.enter_context(chromium())


def let_go() -> None:
    """End what is kept: nothing else of its process may wait for anything as its driver does."""
    _kept.close()
    driver.cache_clear()
    usual.cache_clear()


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """Start Debian's Chromium; without it the test fails, it is never skipped."""
    browser = driver().chromium.launch(
        executable_path=WINDOWLESS if WINDOWLESS.exists() else CHROMIUM,
        args=["--disable-gpu", *QUIET, *sandbox(), *flags],
    )
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def touch_page(browser: Browser, panel: tuple[int, int, float] = SEVEN_INCH) -> Iterator[Page]:
    """Open a page on a touch panel, without motion, so that pictures hold still."""
    width, height, _ = panel
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=True, reduced_motion="reduce"
    )
    try:
        yield context.new_page()
    finally:
        _let_load(context)
        context.close()


def _let_load(context: BrowserContext) -> None:
    """Wait for what is under way: a server of this process would be left with an open file."""
    for page in context.pages:
        with suppress(Error):
            page.wait_for_load_state("load", timeout=2000)


def targets(page: Page) -> list[dict[str, float]]:
    """Measure everything that can be tapped, in pixels."""
    return page.evaluate(_RULER)


def keep_axe_at_hand(page: Page) -> None:
    """Let each page that is opened here have axe: a walk that asks it everywhere sends it once."""
    page.context.add_init_script(AXE_SCRIPT)


def barriers(page: Page, rules: dict[str, dict[str, bool]] | None = None) -> list[tuple[str, str]]:
    """List what bars a page to somebody, as axe finds it: the rule, and the first place.

    Only what is wrong is asked for and told: all that is well costs as much.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"], "rules": rules or {}}
    return [(rule, place) for rule, place in page.evaluate(_BARRIERS, options)]


def touch(page: Page, place: Locator | ElementHandle) -> None:
    """Tap, and wait for the click, which comes some moments after the finger."""
    place.evaluate(_LISTEN)
    place.tap()
    # A page that came with the click knows of none.
    page.wait_for_function("() => window.clicked !== false")


def settle(page: Page) -> None:
    """Wait as long as a child would before the next tap: longer than the same-spot lockout."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(450)
