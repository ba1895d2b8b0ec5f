"""By touch and by keys alone a house comes back on a new card, on any screen, in both languages."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kiosk.app import app_for
from kiosk.config import HouseConfig
from kiosk.house import House, open_house
from kiosk.power import Stage
from kiosk.returning import MARK
from kiosk.store.safety import backup
from kiosk.store.safety.places import FOLDER
from tests.browser import SEVEN_INCH, TEN_INCH, barriers, touch, touch_page
from tests.cast import PASSPHRASE, Hands
from tests.kiosk.counselor.keys import type_by_touch
from tests.processes import serving
from tests.turns import by_turns, first_each_time

pytestmark = pytest.mark.browser

PANELS = pytest.mark.parametrize("panel", first_each_time((SEVEN_INCH, TEN_INCH)))


@pytest.fixture
def new_card(
    tmp_path: Path, unlocked: House, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> House:
    """A new card with a stick in it; its process stays when it is asked to begin anew."""
    backup.make(unlocked.database.path, tmp_path / "sticks" / "red" / FOLDER, unlocked.clock())
    monkeypatch.setattr("kiosk.power.os.kill", lambda *_: None)
    sticks = str(tmp_path / "sticks" / "*")
    config = HouseConfig(data=tmp_path / "new-card", argon2_memory_kib=1024, sticks=sticks)
    return open_house(config, hands)


def assert_fits(page: Page) -> None:
    page.wait_for_load_state()  # a page is there before its stylesheet is, on a busy machine
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert barriers(page) == []


@pytest.mark.parametrize(("panel", "language"), by_turns((SEVEN_INCH, TEN_INCH), ("zh_Hans", "en")))
def test_it_comes_back_by_touch(
    browser: Browser, new_card: House, panel: tuple[int, int, float], language: str
) -> None:
    with serving(app_for(new_card)) as address, touch_page(browser, panel) as page:
        page.goto(f"{address}/counselor/")
        if language == "en":
            with page.expect_navigation():
                page.get_by_role("button", name="English").tap()
        assert_fits(page)
        page.locator("main a[href$='bring-back']").tap()
        page.get_by_text("red").wait_for()
        assert_fits(page)
        touch(page, page.locator("#passphrase"))
        if language == "en":
            page.keyboard.insert_text(PASSPHRASE)
        else:
            type_by_touch(page, PASSPHRASE)
        page.locator("main .actions button.main").tap()
        page.locator(".good-night.sky-dawn").wait_for()
    assert new_card.power.stage is Stage.ANEW


def test_it_comes_back_by_keys_alone(browser: Browser, new_card: House) -> None:
    with serving(app_for(new_card)) as address, touch_page(browser, SEVEN_INCH) as page:
        page.goto(f"{address}/counselor/")
        for wanted in ("a.button", "#passphrase"):
            while not page.locator(f"main {wanted}:focus").count():
                page.keyboard.press("Tab")
            if wanted == "a.button":
                page.keyboard.press("Enter")
                page.locator("#passphrase").wait_for()
        page.keyboard.type(PASSPHRASE)
        page.keyboard.press("Enter")
        page.locator(".good-night.sky-dawn").wait_for()


def test_that_it_failed_is_said_and_keeps_nobody_on_the_page(
    browser: Browser, new_card: House
) -> None:
    (new_card.config.directory / MARK).touch()
    with serving(app_for(new_card)) as address, touch_page(browser) as page:
        page.goto(f"{address}/counselor/")
        with page.expect_navigation():
            page.get_by_role("button", name="English").tap()
        assert page.get_by_text("This cannot be done").count() == 1
        assert_fits(page)
        with page.expect_navigation():
            page.get_by_role("link", name="Was it here before?").tap()
        assert page.get_by_text("This cannot be done").count() == 1
        with page.expect_navigation():
            page.get_by_role("button", name="中文").tap()
        assert_fits(page)
