"""A counselor who types on the screen."""

from playwright.sync_api import Page

from tests.kiosk.counselor.speech import CHINESE, Speech


def key(page: Page, name: str):
    """Find a key by its letter, or by its name where it has no letter."""
    return page.locator(".keyboard").get_by_role("button", name=name, exact=True)


def type_by_touch(page: Page, text: str, say: Speech = CHINESE) -> None:
    """Tap one key after the other, capitals and signs as well."""
    for letter in text:
        if letter.isupper():
            key(page, say("Capital letters")).tap()
        key(page, say("Space") if letter == " " else letter).tap()
