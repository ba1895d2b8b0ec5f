"""A counselor who types on the screen."""

from playwright.sync_api import Page
from pypinyin import lazy_pinyin

from tests.kiosk.counselor.speech import CHINESE, Speech


def key(page: Page, name: str):
    """Find a key by its letter, or by its name where it has no letter."""
    return page.locator(".keyboard").get_by_role("button", name=name, exact=True)


def type_by_touch(page: Page, text: str, say: Speech = CHINESE) -> None:
    """Tap one key after the other, capitals and signs as well, and Chinese by its pinyin."""
    for letter in text:
        if letter.isalpha():
            turn(page, chinese=not letter.isascii())
        if letter.isalpha() and not letter.isascii():
            spell(page, letter, say)
        if letter.isupper():
            key(page, say("Capital letters")).tap()
        key(page, say("Space") if letter == " " else letter).tap()


def spell(page: Page, sign: str, say: Speech) -> None:
    """Tap the letters of a character, and turn to where it stands."""
    for letter in lazy_pinyin(sign, v_to_u=False)[0]:
        key(page, letter).tap()
    while not key(page, sign).count():
        key(page, say("More characters")).tap()


def turn(page: Page, *, chinese: bool) -> None:
    """Turn to Chinese or to letters, where there is a key for that."""
    turns = page.locator(".keyboard [data-do=chinese]:visible")
    if turns.count() and (turns.get_attribute("aria-pressed") == "true") != chinese:
        turns.tap()
