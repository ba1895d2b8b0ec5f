"""What the measures of a screen find: a page that is right is spoilt in one way after the other."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import SEVEN_INCH, touch_page
from tests.kiosk.child import measures
from tests.kiosk.child.screens import GUEST_IN, Screen
from tests.kiosk.child.showroom import open_showroom

pytestmark = pytest.mark.browser

MENU = Screen("menu", "/thanks", ".thanks", GUEST_IN)

SPOILT = {
    ".tile { width: 19mm !important }": "too small",
    ".key { width: 60px !important }": "too small",
    ".tiles { gap: 19px !important }": "too close",
    ".rail { gap: 19px !important }": "too close",
    ".tiles { margin-top: 60px }": "under a wrist",
    ".rail { padding-top: 0; margin-top: -9px }": "off the panel",
    ".badge { position: relative; left: -300px }": "cut picture",
    ".rail::before { content: ''; position: fixed; inset: 0 }": "covered",
    "body::after { content: ''; position: absolute; left: 900px; width: 9px; height: 9px }"
    "body { overflow: visible }": "scrolls",
    ".caption { font-size: 30px }": "words too small",
    ".name { white-space: nowrap !important; font-size: 60px !important }": "out of their place",
    ".name { overflow: hidden; width: 20px; white-space: nowrap !important }": "cut off",
    ".caption { align-self: end; translate: 0 20px }": "cut by the panel",
    ".caption { translate: 0 -60px }": "over a target",
    ".tile .name { translate: 0 -60px }": "over a picture",
}
PALE = {
    ".name { color: #999999 }": "pale words",
    ".caption { text-shadow: none; color: #2B6A45 }": "pale words",
    ".tile, .tile .name { color: #FFFFFF }": "pale words",
    ".key .art { opacity: .2 }": "pale shape",
}


@pytest.fixture(scope="module")
def menu(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with open_showroom(tmp_path_factory.mktemp("showroom")) as room, touch_page(browser) as page:
        room.show(page, MENU, "zh_Hans")
        yield page


def found(page: Page, style: str, measure) -> str:
    tag = page.add_style_tag(content=style)
    try:
        return "\n".join(measure(page))
    finally:
        tag.evaluate("element => element.remove()")


def test_a_page_that_is_right_has_no_fault(menu: Page) -> None:
    assert [*measures.sizes(menu, SEVEN_INCH), *measures.contrasts(menu), *measures.axe(menu)] == []


@pytest.mark.parametrize(("style", "fault"), SPOILT.items())
def test_what_is_too_small_too_near_or_cut_is_found(menu: Page, style: str, fault: str) -> None:
    assert fault in found(menu, style, lambda page: measures.sizes(page, SEVEN_INCH))


@pytest.mark.parametrize(("style", "fault"), PALE.items())
def test_what_is_pale_is_found(menu: Page, style: str, fault: str) -> None:
    assert fault in found(menu, style, measures.contrasts)


def test_a_page_that_is_too_heavy_is_found(menu: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    assert measures.weight(menu) == []
    monkeypatch.setattr(measures, "HEAVIEST", 19_000)
    assert "weighs" in measures.weight(menu)[0]


def test_a_prompt_that_nobody_hears_nor_sees_is_found(menu: Page) -> None:
    assert measures.prompts(menu) == []
    menu.evaluate("document.querySelector('audio').src = '/voice/en/nothing.wav'")
    assert measures.prompts(menu) == []
    gone = (
        "document.querySelectorAll('.hint, [data-repeat], nav form').forEach(one => one.remove())"
    )
    menu.evaluate(gone)
    assert len(measures.prompts(menu)) == 3
