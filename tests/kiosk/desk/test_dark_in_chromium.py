"""A real finger on a real page wakes the screen; a page that goes on by itself does not."""

import pytest
from flask import Flask
from playwright.sync_api import Browser

from kiosk.desk.screen import Screen
from tests.browser import settle, touch_page

pytestmark = pytest.mark.browser


@pytest.fixture
def screen(app: Flask) -> Screen:
    screen: Screen = app.extensions["desk"].screen
    return screen


def test_the_key_of_the_grown_ups_wakes_a_screen_that_sleeps(
    browser: Browser, address: str, screen: Screen
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/bye")
        screen.dim()
        page.wait_for_url(f"{address}/")
        settle(page)
        assert screen.is_dark
        page.locator(".adults").tap()
        page.wait_for_url("**/counselor/**")
        assert not screen.is_dark


def test_the_way_back_wakes_a_screen_that_sleeps(
    browser: Browser, address: str, screen: Screen
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/outside")
        screen.dim()
        page.locator("main a").first.tap()
        page.wait_for_url(lambda url: not url.endswith("/outside"))
        assert not screen.is_dark
