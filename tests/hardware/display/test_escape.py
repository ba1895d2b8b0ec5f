"""A robot tries to get out: keys, fingers, mouse, links, odd addresses. `make display-escapes`.

Keys take two minutes. What is compared is the picture of the whole screen.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from tests.hardware.display.a_house import set_up
from tests.hardware.display.combinations import COMBINATIONS
from tests.kiosk_screen import HAS_FINGERS, SIZE, KioskScreen, difference, kiosk_screen
from tests.processes import free_port, kiosk

pytestmark = [pytest.mark.long, pytest.mark.browser]

# A line around what Tab leads to is all that may change.
_A_LINE = 0.01
_BACK_WITHIN = 10.0
# What woke the house is a touch like any other; left alone, it sleeps again.
_GOES_HOME = 20.0
_MIDDLE = SIZE[0] // 2, SIZE[1] // 3
_ODD = (
    "chrome://settings", "chrome://version", "chrome://inspect", "about:blank",
    "view-source:http://127.0.0.1/", "file:///etc/passwd", "javascript:alert(1)",
    "data:text/html,<h1>out", "http://127.0.0.1:9/", "http://localhost:8443/",
    "https://example.org/", "ftp://127.0.0.1/", "mailto:somebody@example.org",
    "devtools://devtools/bundled/inspector.html", "chrome-extension://abc/x.html",
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A house, at the end of which nobody has unlocked the panel."""
    house = set_up(tmp_path)
    yield house
    with closing(sqlite3.connect(house / "house.db")) as records:
        acts = {act for (act,) in records.execute("SELECT action FROM audit")}
    assert "unlocked" not in acts


@pytest.fixture
def screen(data: Path) -> Iterator[KioskScreen]:
    """A kiosk that sleeps."""
    with (
        kiosk_screen(free_port()) as one,
        one.shown(),
        kiosk(data, one.port, AIYOU_IDLE_SECONDS="6", **one.of_house),
    ):
        one.wait_for_page()
        one.still()
        one.forget_modifiers()
        yield one


def settles(screen: KioskScreen, asleep: Image.Image, seconds: float = _BACK_WITHIN) -> bool:
    """Tell whether the page that sleeps is on the screen, at the latest after some seconds."""
    deadline = time.monotonic() + seconds
    while difference(screen.picture(), asleep) > _A_LINE or not screen.beats(6):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def test_no_keys_lead_out(screen: KioskScreen) -> None:
    asleep, out = screen.picture(), []
    for combination in COMBINATIONS:
        screen.press(combination)
        time.sleep(0.35)
        if not settles(screen, asleep, 0):
            out.append(combination)
            assert settles(screen, asleep), combination
    assert len(set(COMBINATIONS)) >= 150
    assert out == []


def test_no_finger_leads_out(screen: KioskScreen) -> None:
    if not HAS_FINGERS:
        pytest.skip("this compositor tells Chromium of no finger")
    asleep, (width, height) = screen.picture(), SIZE
    screen.touch(*_MIDDLE, seconds=2)
    assert settles(screen, asleep)
    for begin, end in (
        ((width // 2, 0), (width // 2, height - 80)),
        ((width // 2, height - 1), (width // 2, 80)),
        ((0, height // 2), (width - 80, height // 2)),
        ((width - 1, height // 2), (80, height // 2)),
        ((0, 0), (width - 1, height - 1)),
    ):
        screen.swipe(begin, end)
        assert settles(screen, asleep, _GOES_HOME), (begin, end)
    for apart in (1, -1):
        screen.pinch(_MIDDLE, apart)
        assert settles(screen, asleep, _GOES_HOME), apart


def test_no_mouse_leads_out(screen: KioskScreen) -> None:
    asleep, hand = screen.picture(), (512, 570)
    for button in (2, 3, 8, 9):
        screen.point("mousemove", *_MIDDLE, "click", button)
        assert settles(screen, asleep), button
    # A link that is dragged is pressed.
    screen.point("mousemove", *hand, "mousedown", 1, "mousemove", 200, 200, "mouseup", 1)
    assert settles(screen, asleep, _GOES_HOME)
    for words in (("keydown", "50"), ("click", 2)):
        screen.point(*words, "mousemove", *hand, "click", 1)
        screen.point("keyup", "50")
        assert settles(screen, asleep, _GOES_HOME), words


def test_no_odd_address_is_shown(screen: KioskScreen) -> None:
    asleep = screen.picture()
    for address in _ODD:
        screen.open_address(address)
        assert settles(screen, asleep, _GOES_HOME), address
