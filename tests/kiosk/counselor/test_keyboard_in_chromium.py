"""The keys on the screen: for who has no others, and out of the way of who has."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ElementHandle, Page

from kiosk.app import app_for
from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store import house as house_store
from tests.browser import SEVEN_INCH, TEN_INCH, barriers, touch, touch_page
from tests.cast import PASSPHRASE
from tests.kiosk.counselor.keys import key, type_by_touch
from tests.processes import serving
from tests.turns import first_each_time, with_every_other_commit

pytestmark = pytest.mark.browser

WIDE_MM, HIGH_MM = 9, 10
PANELS = pytest.mark.parametrize("panel", first_each_time((SEVEN_INCH, TEN_INCH)))
TYPED = "[type=password], [type=search], [inputmode=tel], [inputmode=numeric]"
NEW = "/counselor/counselors/new"

SIZES = """() => [...document.querySelectorAll('.keyboard button')].map(one => {
  const box = one.getBoundingClientRect();
  return [one.ariaLabel || one.textContent, box.width, box.height, box.left, box.right, box.bottom];
}).filter(one => one[1])"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with touch_page(browser) as page:
        yield page


def paths(child: Child) -> list[str]:
    """List the pages that have fields for passphrases, numbers or Latin letters."""
    one = f"/children/{child.id}"
    keys = ("/counselors/new", "/counselors/passphrase", "/counselors/usb-key")
    return [*keys, "/children", "/children/new", "/activities/new", f"{one}/change",
            f"{one}/household", f"{one}/copy/file"]  # fmt: skip


def is_up(page: Page) -> bool:
    return page.locator(".keyboard").count() == 1


def stands_above_the_keys(page: Page, field: ElementHandle) -> bool:
    box, keys = field.bounding_box(), page.locator(".keyboard").bounding_box()
    assert box and keys
    return box["y"] >= 0 and box["y"] + box["height"] <= keys["y"]


@PANELS
def test_keys_are_as_large_as_a_finger_needs(
    browser: Browser, address: str, unlocked: House, panel
) -> None:
    width, height, px = panel
    with touch_page(browser, panel) as page:
        page.goto(f"{address}{NEW}")
        for field, layer in (("#passphrase", None), ("#passphrase", "符号"), ("#phone", None)):
            touch(page, page.locator(field))
            if layer:
                key(page, layer).tap()
            sizes = page.evaluate(SIZES)
            assert len(sizes) > 11
            for name, wide, high, left, right, bottom in sizes:
                assert wide >= WIDE_MM * px, name
                assert high >= HIGH_MM * px, name
                assert left >= 0 and right <= width and bottom <= height, name


@with_every_other_commit(1)
@PANELS
def test_each_field_that_is_touched_stands_above_the_keys_and_takes_what_is_typed(
    browser: Browser, address: str, unlocked: House, panda: Child, panel
) -> None:
    with touch_page(browser, panel) as page:
        for path in paths(panda):
            page.goto(f"{address}/counselor{path}")
            for hidden in page.locator("main details:has(input)").all():
                touch(page, hidden.locator("summary"))
            fields = page.locator(f"main :is({TYPED})").element_handles()
            assert fields, path
            for field in fields:
                # A number that stands there is replaced, what is written goes on.
                is_number = field.get_attribute("inputmode") == "numeric"
                touch(page, field)
                assert stands_above_the_keys(page, field), path
                before = "" if is_number else field.input_value()
                key(page, "7").tap()
                assert sorted(field.input_value()) == sorted(f"{before}7"), path
                assert stands_above_the_keys(page, field), path
                touch(page, key(page, "好了"))
                assert not is_up(page)


@with_every_other_commit(0)
def test_a_house_is_set_up_and_unlocked_by_touch_alone(
    browser: Browser, bare_house: House, page: Page
) -> None:
    with serving(app_for(bare_house)) as address:
        page.goto(f"{address}/counselor/setup")
        for name, value in (("house", "大坪"), ("counselor", "李 Li")):
            touch(page, page.locator(f"#{name}"))
            touch(page, page.get_by_role("button", name="用屏幕键盘输入"))
            type_by_touch(page, value)
        touch(page, page.locator("#phone"))
        type_by_touch(page, "1380000")
        for name in ("passphrase", "again"):
            touch(page, page.locator(f"#{name}"))
            type_by_touch(page, PASSPHRASE)
        page.get_by_role("button", name="开办").tap()
        page.locator(".key").first.wait_for()
        with bare_house.database.reading() as db:
            assert house_store.get(db).name == "大坪"
        bare_house.vault.lock()
        page.goto(f"{address}/counselor/")
        touch(page, page.locator("#passphrase"))
        type_by_touch(page, PASSPHRASE)
        page.get_by_role("button", name="打开").tap()
        page.wait_for_url(f"{address}/counselor/")


def test_for_numbers_there_are_digits_alone(page: Page, address: str, unlocked: House) -> None:
    page.goto(f"{address}{NEW}")
    touch(page, page.locator("#phone"))
    names = {name for name, *_ in page.evaluate(SIZES)}
    assert names == {*"0123456789", "删除前一个数字", "好了"}


def test_a_real_key_puts_the_keys_away_and_is_typed(
    page: Page, address: str, unlocked: House
) -> None:
    page.goto(f"{address}{NEW}")
    touch(page, page.locator("#passphrase"))
    type_by_touch(page, "ab")
    page.keyboard.press("c")
    assert not is_up(page)
    assert page.locator("#passphrase").input_value() == "abc"
    touch(page, page.locator("#passphrase"))
    assert is_up(page)


def test_a_mouse_and_the_tab_key_bring_no_keys(page: Page, address: str, unlocked: House) -> None:
    page.goto(f"{address}{NEW}")
    page.locator("#passphrase").click()
    assert not is_up(page)
    page.keyboard.press("Tab")
    page.keyboard.type("abc")
    assert not is_up(page)
    assert page.locator("#again").input_value() == "abc"


def test_the_eye_shows_a_passphrase_until_it_is_done(
    page: Page, address: str, unlocked: House
) -> None:
    page.goto(f"{address}{NEW}")
    field = page.locator("#passphrase")
    touch(page, field)
    type_by_touch(page, "ab")
    assert field.get_attribute("type") == "password"
    eye = key(page, "显示输入的内容")
    eye.tap()
    assert field.get_attribute("type") == "text"
    assert eye.get_attribute("aria-pressed") == "true"
    type_by_touch(page, "c")
    touch(page, key(page, "好了"))
    assert (field.get_attribute("type"), field.input_value()) == ("password", "abc")
    touch(page, field)
    assert eye.get_attribute("aria-pressed") == "false"
    touch(page, page.locator("#phone"))
    assert not eye.is_visible()


def test_a_passphrase_that_is_shown_is_hidden_when_another_field_is_touched(
    page: Page, address: str, unlocked: House
) -> None:
    page.goto(f"{address}{NEW}")
    touch(page, page.locator("#passphrase"))
    key(page, "显示输入的内容").tap()
    touch(page, page.locator("#again"))
    assert page.locator("#passphrase").get_attribute("type") == "password"
    assert page.locator("#again").get_attribute("type") == "password"


def test_nothing_pops_up_and_nothing_is_kept(page: Page, address: str, unlocked: House) -> None:
    page.goto(f"{address}{NEW}")
    touch(page, page.locator("#passphrase"))
    elements = "document.querySelectorAll('*').length"
    before = page.evaluate(elements)
    box = key(page, "q").bounding_box()
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    page.mouse.down()
    assert page.locator("#passphrase").input_value() == "q"
    assert page.evaluate(elements) == before
    assert key(page, "q").bounding_box() == box
    page.mouse.up()
    touch(page, key(page, "好了"))
    stored = page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)]")
    assert stored == [[], []]
    assert page.evaluate("document.querySelectorAll('[name=passphrase]').length") == 1


def test_capitals_signs_and_corrections(page: Page, address: str, unlocked: House) -> None:
    page.goto(f"{address}{NEW}")
    field = page.locator("#passphrase")
    touch(page, field)
    type_by_touch(page, "Ab c")
    key(page, "符号").tap()
    type_by_touch(page, "#\\|~")
    key(page, "删除前一个字").tap()
    key(page, "字母").tap()
    type_by_touch(page, "d")
    assert field.input_value() == "Ab c#\\|d"
    field.evaluate("field => field.setSelectionRange(0, 4)")
    type_by_touch(page, "x")
    field.evaluate("field => field.setSelectionRange(1, 1)")
    key(page, "删除前一个字").tap()
    assert field.input_value() == "#\\|d"


def test_a_key_that_is_held_erases_on(page: Page, address: str, unlocked: House) -> None:
    page.goto(f"{address}{NEW}")
    field = page.locator("#passphrase")
    field.fill("four donkeys paint")
    touch(page, field)
    field.evaluate("field => field.setSelectionRange(18, 18)")
    key(page, "删除前一个字").hover()
    page.mouse.down()
    page.wait_for_function("() => document.querySelector('#passphrase').value.length < 14")
    page.mouse.up()
    left = field.input_value()
    assert len(left) < 14
    page.wait_for_timeout(300)
    assert field.input_value() == left


def test_names_stay_with_the_input_method_until_letters_are_asked_for(
    page: Page, address: str, unlocked: House
) -> None:
    page.goto(f"{address}/counselor/children/new")
    field = page.locator("#nickname")
    touch(page, field)
    assert not is_up(page)
    assert field.evaluate("field => field.inputMode") == "text"
    touch(page, page.get_by_role("button", name="用屏幕键盘输入"))
    assert field.evaluate("field => field.inputMode") == "none"  # of the system's own keys
    type_by_touch(page, "Tenzin")
    assert field.input_value() == "Tenzin"
    touch(page, key(page, "好了"))
    assert field.evaluate("field => field === document.activeElement && field.inputMode") == "text"


def test_a_field_takes_no_more_than_it_may(page: Page, address: str, unlocked: House) -> None:
    page.goto(f"{address}{NEW}")
    field = page.locator("#who")
    field.fill("a" * 39)
    touch(page, field)
    touch(page, page.get_by_role("button", name="用屏幕键盘输入"))
    type_by_touch(page, "bc")
    assert len(field.input_value()) == int(field.get_attribute("maxlength") or 0) == 40


def test_the_keys_are_in_the_reach_of_a_real_keyboard_and_escape_leaves_them(
    page: Page, address: str, unlocked: House
) -> None:
    page.goto(f"{address}{NEW}")
    field = page.locator("#passphrase")
    touch(page, field)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "1"
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert field.input_value() == "11"
    assert is_up(page)
    page.keyboard.press("Escape")
    assert not is_up(page)
    assert page.evaluate("document.activeElement.id") == "passphrase"
    touch(page, field)
    for _ in range(60):
        page.keyboard.press("Tab")
    assert not is_up(page)  # who walks on leaves it


def test_a_button_of_the_page_needs_one_tap_while_the_keys_are_up(
    page: Page, address: str, house: House
) -> None:
    page.goto(f"{address}/counselor/")
    touch(page, page.locator("#passphrase"))
    type_by_touch(page, PASSPHRASE)
    key(page, "显示输入的内容").tap()
    page.get_by_role("button", name="打开").tap()
    page.wait_for_url(f"{address}/counselor/")
    assert house.vault.is_open


def test_a_reader_of_tags_types_into_its_field_without_keys(
    page: Page, address: str, unlocked: House, panda: Child
) -> None:
    page.goto(f"{address}/counselor/children/{panda.id}/tags")
    touch(page, page.locator("#tag"))
    assert not is_up(page)
    assert page.locator(".offer").count() == 0


@PANELS
def test_axe_finds_nothing_with_the_keys_up(
    browser: Browser, address: str, unlocked: House, panel
) -> None:
    with touch_page(browser, panel) as page:
        page.goto(f"{address}{NEW}")
        for step in ("#passphrase", "[data-do=eye]:visible", "[data-do=signs]", "#phone", "#who"):
            place = page.locator(step)
            # A key acts on the press, and may be gone before the click.
            place.tap() if "data-do" in step else touch(page, place)
            assert barriers(page) == [], step
            assert page.evaluate("document.documentElement.scrollWidth") <= panel[0]
