"""How soon a touch is answered on a slow screen, by Chromium's own Event Timing.

The processor is held back four times. What is timed is from the touch to the frame that shows the
target pressed; Chromium rounds to 8 ms, and tells of nothing below 16 ms, which counts as 16.
"""

from pathlib import Path
from statistics import median, quantiles

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Route

from tests.bench.figures import Figures
from tests.kiosk.child.screens import SCREENS
from tests.kiosk.child.showroom import open_showroom

SLOWER, TAPS_A_SCREEN, UNTOLD_MS = 4, 20, 16
SPOTS_MS = 420  # longer than the same-spot lockout
TOUCHED = (
    *("asleep_summer_day", "who_of_14", "who_of_60", "code", "feel_of_3", "feel_of_5"),
    *("thanks_breathe", "rest", "talk", "today_of_5"),
)

_LISTEN = """() => {
  window.heard = [];
  new PerformanceObserver(list => list.getEntries()
    .filter(entry => entry.name === "pointerdown")
    .forEach(entry => heard.push(entry.duration))).observe({type: "event", durationThreshold: 16});
}"""
_SPOTS = """() => [...document.querySelectorAll("main button, main a, .rail form button")]
  .map(one => one.querySelector(".hand") || one)
  .map(one => one.getBoundingClientRect()).filter(box => box.width)
  .map(box => [box.left + box.width / 2, box.top + box.height / 2])"""
# Lets the page be pressed once more, and tells what the press before looked like.
_LET_GO = """() => {
  const pressed = document.querySelectorAll(".pressed");
  pressed.forEach(one => one.classList.remove("pressed"));
  dispatchEvent(new Event("pageshow"));
  return pressed.length;
}"""


def stay(route: Route) -> None:
    """Answer a page's leaving with nothing, so that the page stays to be measured."""
    if route.request.is_navigation_request():
        route.fulfill(status=204)
    else:
        route.continue_()


def touch(finger: CDPSession, spot: list[float]) -> None:
    points = [{"x": spot[0], "y": spot[1]}]
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def times(page: Page, finger: CDPSession) -> list[float]:
    """Touch one target after the other; milliseconds to the frame of each."""
    page.evaluate(_LISTEN)
    spots = page.evaluate(_SPOTS)
    for number in range(TAPS_A_SCREEN):
        touch(finger, spots[number % len(spots)])
        page.wait_for_timeout(SPOTS_MS)
        assert page.evaluate(_LET_GO) == 1
    heard = list(page.evaluate("heard"))
    assert len(heard) <= TAPS_A_SCREEN
    return [*heard, *[UNTOLD_MS] * (TAPS_A_SCREEN - len(heard))]


@pytest.mark.bench
@pytest.mark.long
@pytest.mark.browser
def test_a_touch_is_answered_at_once(browser: Browser, tmp_path: Path, figures: Figures) -> None:
    everything: list[float] = []
    print()
    with open_showroom(tmp_path) as room:
        for screen in (one for one in SCREENS if one.name in TOUCHED):
            context = browser.new_context(viewport={"width": 800, "height": 480}, has_touch=True)
            page = context.new_page()
            room.show(page, screen, "zh_Hans")
            page.route("**/*", stay)
            finger = context.new_cdp_session(page)
            finger.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            found = times(page, finger)
            print(f"  {screen.name}: median {median(found):.0f} ms, longest {max(found):.0f} ms")
            everything += found
            context.close()
    assert len(everything) == len(TOUCHED) * TAPS_A_SCREEN
    figures.tell("touch to pressed, p95, four times slower", quantiles(everything, n=20)[18])
    figures.hold()
