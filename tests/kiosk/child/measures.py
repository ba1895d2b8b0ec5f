"""Holds a page that a browser shows against CHILD-UX: sizes, room, words, contrast, voice."""

import base64
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import requests
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, Page

from tests.kiosk.child.showroom import Panel

HERE = Path(__file__).parent
RULER, CONTRAST = ((HERE / name).read_text("utf-8") for name in ("ruler.js", "contrast.js"))

# Millimetres, but for the number of targets in a grid of six by three.
SIZES = {"main": 20, "secondary": 13, "gap": 4, "wrist": 10, "text": 6, "grid": 18}
RATIOS = {"text": 4.5, "shape": 3}
HEAVIEST = 60_000  # bytes of page, style and script, as they are unpacked

_PARTS = """() => [...document.querySelectorAll("link[rel=stylesheet], script[src]")]
  .map(one => one.href || one.src)"""
_PAGE = "performance.getEntriesByType('navigation')[0].decodedBodySize"

# The page is one picture to a child: it may not be zoomed, so that a wrist cannot lose it.
_ANYWHERE = {"rules": {"meta-viewport": {"enabled": False}}}
# The other rules read what is the same on every panel: elements, roles, names.
_OF_A_PANEL = {"runOnly": ["color-contrast", "target-size", "scrollable-region-focusable"]}
_AXE = """options => axe.run({resultTypes: ["violations"], ...options})
  .then(found => found.violations.map(one => `axe, ${one.id}: ${one.nodes[0].html}`))"""

_TRIES = 5
_WORDLESS = "*, *::before, *::after { -webkit-text-fill-color: transparent !important; }"


def sizes(page: Page, panel: Panel) -> list[str]:
    """List what is too small, too close, cut off, covered, or under a wrist."""
    return list(page.evaluate(RULER, {**SIZES, "px": panel[2]}))


def axe(page: Page) -> list[str]:
    """List what axe finds: with every rule at first, then with those that another panel changes."""
    known = page.evaluate("'axe' in window")
    if not known:
        page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(_AXE, _OF_A_PANEL if known else _ANYWHERE))


def photograph(page: Page, **how: Any) -> bytes:
    """Take a picture; Chromium now and then cannot while the machine is busy with others."""
    for _ in range(_TRIES):
        with suppress(Error):
            return page.screenshot(**how)
        page.wait_for_timeout(300)
    return page.screenshot(**how)


def contrasts(page: Page) -> list[str]:
    """List words and shapes that do not stand out from what is behind them."""
    shown = photograph(page)
    hidden = page.add_style_tag(content=_WORDLESS)
    wordless = photograph(page)
    hidden.evaluate("element => element.remove()")
    pictures = {"shown": shown, "wordless": wordless}
    encoded = {name: base64.b64encode(one).decode() for name, one in pictures.items()}
    return list(page.evaluate(CONTRAST, {**RATIOS, **encoded}))


def prompts(page: Page) -> list[str]:
    """List what is missing of a prompt: a voice or else a hand that shows, and ways to be heard."""
    wrong = []
    sound = page.evaluate("() => document.querySelector('audio')?.src || ''")
    can_show = page.locator(".hint").count() and page.locator("main button, main a").count()
    # The night outside needs no words where no voice speaks the language.
    can_show = can_show or (not sound and page.locator(".good-night").count())
    if not (sound and is_said(sound)) and not can_show:
        wrong.append(f"nothing says or shows it: {sound}")
    # Who would come to talk is not there: the records are lost, or the house goes to sleep.
    if not page.locator(".trouble, .good-night").count():
        keys = {"repeats": "[data-repeat]", "lets talk": "nav form[action='/talk'] button"}
        wrong += [f"nothing {what}" for what, key in keys.items() if not page.is_visible(key)]
    return wrong


def weight(page: Page) -> list[str]:
    """List a page that is too heavy with its style and its script; pictures are not weighed."""
    heavy = page.evaluate(_PAGE) + sum(size(part) for part in page.evaluate(_PARTS))
    return [] if heavy <= HEAVIEST else [f"weighs {heavy} bytes"]


@cache
def size(address: str) -> int:
    """Tell how many bytes there are at an address."""
    return len(requests.get(address, timeout=30).content)


@cache
def is_said(address: str) -> bool:
    """Tell whether an address answers with a sound."""
    answer = requests.get(address, timeout=30, allow_redirects=False)
    return (
        answer.status_code == 200
        and answer.content[:4] == b"RIFF"
        and answer.content[8:12] == b"WAVE"
    )
