"""Chinese, written with the keys on the screen: letters are spelt and become a character."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from kiosk.domain.children import Child
from kiosk.house import House
from tests.browser import touch, touch_page
from tests.kiosk.counselor.keys import key

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with touch_page(browser) as page:
        yield page


def names(page: Page, address: str) -> Locator:
    """Touch a field of names, with keys that write Chinese."""
    page.goto(f"{address}/counselor/children/new")
    page.locator("#nickname").tap()
    page.get_by_role("button", name="用屏幕键盘输入").tap()
    # Which characters there are comes a moment after the keys.
    tap(page, "a")
    page.locator("[data-do=take]:not(:disabled)").first.wait_for()
    key(page, "删除前一个字").tap()
    return page.locator("#nickname")


def tap(page: Page, *keys: str) -> None:
    for letter in "".join(keys):
        key(page, letter).tap()


def shown(page: Page) -> list[str]:
    """Tell what is spelt, and the characters that are offered for it."""
    places = page.locator(".characters:visible :is(output, [data-do=take]:not(:disabled))")
    return places.all_text_contents()


def test_letters_become_the_character_that_is_touched(
    page: Page, address: str, unlocked: House
) -> None:
    field = names(page, address)
    tap(page, "xian")
    assert shown(page)[:3] == ["xian", "现", "先"]
    # It may be two syllables as well: those of the shorter one come after.
    while "西" not in shown(page):
        key(page, "更多的字").tap()
    tap(page, "西")
    assert (field.input_value(), shown(page)[0]) == ("西", "an")
    key(page, "空格").tap()
    assert field.input_value() == "西安"
    key(page, "空格").tap()
    tap(page, "nv", "女", "zh")
    key(page, "删除前一个字").tap()
    assert shown(page) == ["z"]
    key(page, "删除前一个字").tap()
    assert not shown(page)
    key(page, "删除前一个字").tap()
    assert field.input_value().endswith(" ")


def test_a_sign_takes_what_is_spelt_along_and_letters_that_are_none_stay(
    page: Page, address: str, unlocked: House
) -> None:
    field = names(page, address)
    tap(page, "nihao", "，", "dz", "。", "q")
    touch(page, key(page, "好了"))
    assert field.input_value() == "你好，dz。q"
    assert not page.locator(".keyboard").count()


def test_what_is_spelt_is_kept_with_the_page(page: Page, address: str, unlocked: House) -> None:
    field = names(page, address)
    tap(page, "li")
    page.evaluate(
        "addEventListener('submit', (event) => {"
        " document.title = new FormData(event.target).get('nickname'); event.preventDefault(); })"
    )
    touch(page, page.locator("main button.main").first)
    assert (page.title(), field.input_value()) == ("li", "li")


def test_who_writes_letters_goes_on_writing_letters(
    page: Page, address: str, unlocked: House
) -> None:
    field = names(page, address)
    tap(page, "h")
    key(page, "拼音").tap()
    tap(page, "ma-")
    touch(page, key(page, "好了"))
    page.locator("#legal_name").tap()
    page.get_by_role("button", name="用屏幕键盘输入").tap()
    tap(page, "ma")
    assert (field.input_value(), page.locator("#legal_name").input_value()) == ("hma-", "ma")


def test_passphrases_and_letters_to_find_by_are_never_chinese(
    page: Page, address: str, unlocked: House, panda: Child
) -> None:
    for path, field in (
        ("/counselor/counselors/new", "#passphrase"),
        ("/counselor/children", "[type=search]"),
    ):
        page.goto(f"{address}{path}")
        for hidden in page.locator("main details:has(input)").all():
            touch(page, hidden.locator("summary"))
        touch(page, page.locator(field).first)
        assert not key(page, "拼音").count()
        tap(page, "ma-")
        assert page.locator(field).first.input_value() == "ma-"
