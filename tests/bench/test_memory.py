"""What the child's pages cost the screen: Chromium's memory beside a blank page."""

from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page

from tests.bench.figures import Figures
from tests.browser import CHROMIUM, QUIET, driver, let_go, sandbox
from tests.kiosk.child.screens import SCREENS
from tests.kiosk.child.showroom import open_showroom

VISIT = ("asleep_summer_day", "who_of_60", "feel_of_5", "thanks_breathe", "talk", "today_of_5")


def needed(page: Page) -> float:
    """Tell the least of some weighings: what waits to be swept away is not what the page needs."""
    weighed = []
    for _ in range(3):
        page.request_gc()
        page.wait_for_timeout(300)
        weighed.append(megabytes())
    return min(weighed)


def megabytes() -> float:
    """Add up what Chromium's processes hold, each shared page by its share (PSS)."""
    found = [
        process
        for process in psutil.Process().children(recursive=True)
        if "--type" in " ".join(process.cmdline()) or process.name().startswith("chrom")
    ]
    assert found
    return sum(process.memory_full_info().pss for process in found) / 1e6


@pytest.mark.bench
@pytest.mark.long
@pytest.mark.browser
def test_the_pages_take_little_memory_beside_a_blank_one(tmp_path: Path, figures: Figures) -> None:
    let_go()  # what is kept of a browser would be counted
    with open_showroom(tmp_path) as room:
        arguments = ["--disable-gpu", *QUIET, *sandbox()]
        browser = driver().chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page(viewport={"width": 800, "height": 480}, has_touch=True)
        page.goto("about:blank")
        blank = needed(page)
        most = 0.0
        for screen in (one for one in SCREENS if one.name in VISIT):
            room.show(page, screen, "zh_Hans")
            most = max(most, needed(page))
        browser.close()
    print(f"\nChromium: {blank:.0f} MB with a blank page, {most:.0f} MB at most on a visit", end="")
    figures.tell("pages in Chromium, more than a blank one", most - blank)
    figures.hold()
