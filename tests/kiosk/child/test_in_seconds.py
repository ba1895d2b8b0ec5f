"""How soon a child plays: a robot taps 600 ms after each page is ready, and is timed."""

import re
import time
from dataclasses import dataclass, field, replace

import pytest
from playwright.sync_api import Browser, Page

from kiosk.app import app_for
from kiosk.domain.children import Child
from kiosk.house import House
from tests.browser import touch_page
from tests.kiosk.child.screens import LANGUAGES
from tests.processes import serving, wait_for

# A stopwatch: beside as many other tests as there are cores it would tell how busy the machine is.
pytestmark = [pytest.mark.browser, pytest.mark.long]

WAITS_MS = 600
MOST_TAPS, TO_THE_MENU, TO_A_GAME = 4, 6.0, 15.0


@dataclass
class Robot:
    """One finger that knows the way; it counts taps, and seconds since it came."""

    page: Page
    taps: int = 0
    began: float = field(default_factory=time.monotonic)

    def tap(self, what: str, leads_to: str) -> None:
        self.page.wait_for_timeout(WAITS_MS)
        box = self.page.locator(what).first.bounding_box()
        assert box
        self.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.taps += 1
        self.page.wait_for_url(re.compile(f"{leads_to}$"))

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_child_is_at_the_menu_in_six_seconds_and_plays_in_fifteen(
    browser: Browser, unlocked: House, panda: Child, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    for name in ("SDL_VIDEODRIVER", "SDL_AUDIODRIVER"):
        monkeypatch.setenv(name, "dummy")
    with unlocked.database.transaction() as db:
        db.table("children").update(panda.id, {"language": language})
    house = replace(unlocked, config=replace(unlocked.config, language=language))
    with serving(app_for(house)) as address, touch_page(browser) as page:
        page.goto(address)
        robot = Robot(page)
        robot.tap(".wake .hand", "/who")
        robot.tap(".card[data-child]", "/feel")
        robot.tap(".mood", "/thanks")
        menu = robot.seconds
        assert robot.taps <= MOST_TAPS
        robot.tap(".tile.play", "/playing")
        wait_for("the game is seen", TO_A_GAME, lambda: house.arcade._seen)
        game = robot.seconds
        assert robot.taps <= MOST_TAPS
        assert house.arcade.running
    house.arcade.stop()
    print(f"\n{language}: from asleep to the menu {menu:.1f} s, to a game {game:.1f} s")
    assert menu <= TO_THE_MENU
    assert game <= TO_A_GAME
