"""Tibetan stacks its letters and stands tall, Yi is wide: both whole on every page of a child."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from games.languages import APPROVED_FIRST
from kiosk.app import app_for
from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.codes import THINGS, write
from kiosk.house import House
from kiosk.store.people import children
from tests.browser import SEVEN_INCH, TEN_INCH, settle, touch_page
from tests.kiosk.speakers import approve_all
from tests.processes import serving
from tests.turns import by_turns

pytestmark = pytest.mark.browser

FONTS = {"bo": "Noto Serif Tibetan", "ii": "Noto Sans Yi"}
PATHS = ("/", "/who", "/feel", "/thanks", "/rest", "/outside", "/talk", "/today")
BYE = "/bye?language={}"

# Every text that is seen: what it says, where its ink may be, how tall it is written, and
# whether it sticks out of the screen or of the card, tile or pill that it stands on.
SEEN = """
() => [...document.querySelectorAll('h1, .name, .hotlines span')].map(element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const ink = range.getBoundingClientRect();
  const home = (element.closest('.card, .tile, li') || document.body).getBoundingClientRect();
  return {text: element.innerText, size: parseFloat(getComputedStyle(element).fontSize),
    out: ink.left < home.left - 1 || ink.right > home.right + 1
      || ink.top < home.top - 1 || ink.bottom > home.bottom + 1
      || ink.left < 0 || ink.right > innerWidth || ink.bottom > innerHeight + 1};
})
"""

# How wide some letters are in the font of an element, as one word and each by itself.
WIDTHS = """
([selector, word]) => {
  const probe = document.createElement('span');
  document.querySelector(selector).append(probe);
  probe.lang = 'bo'; probe.style.position = 'absolute';
  const width = text => { probe.textContent = text; return probe.getBoundingClientRect().width; };
  const widths = [width(word), ...[...word].map(width)];
  probe.remove();
  return widths;
}
"""


@pytest.fixture
def spoken(unlocked: House, panda: Child, owl: Child, request) -> tuple[House, str]:
    """A house in which a speaker has approved everything, and every child speaks the language."""
    locale = request.param
    approve_all(unlocked, locale)
    names = {"bo": "བཀྲ་ཤིས།", "ii": "ꀉꏦ"}
    with unlocked.database.transaction() as db:
        children.set_code(db, owl.id, write(THINGS[:2]), "li", unlocked.clock())
        db.execute("UPDATE children SET language = ?", [locale])
        db.table("children").update(panda.id, {"nickname": names[locale], "band": AgeBand.MIDDLE})
    return unlocked, locale


def fonts_of(cdp: CDPSession, selector: str) -> set[str]:
    """Tell which fonts Chromium really draws an element with."""
    root = cdp.send("DOM.getDocument")["root"]["nodeId"]
    nodes = cdp.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]
    found = set()
    for node in nodes:
        fonts = cdp.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        found |= {font["familyName"] for font in fonts}
    return found


def walk(page: Page, address: str, locale: str):
    """Show every page of a visit, each with its name."""
    page.goto(f"{address}/who")
    settle(page)
    page.locator(".card[data-child='阿木']").tap()
    page.wait_for_url("**/code")
    yield "/code"
    page.goto(f"{address}/who")
    settle(page)
    page.locator(".card:not(.guest, [data-child='阿木'])").tap()
    page.wait_for_url("**/feel")
    for path in (*PATHS[2:], BYE.format(locale)):
        page.goto(address + path)
        yield path
    for path in PATHS[:2]:
        page.goto(address + path)
        yield path


@pytest.mark.parametrize(
    ("spoken", "panel"), by_turns(APPROVED_FIRST, (SEVEN_INCH, TEN_INCH)), indirect=["spoken"]
)
def test_every_page_is_whole_in_its_own_script(
    browser: Browser, spoken: tuple[House, str], panel
) -> None:
    house, locale = spoken
    config = replace(house.config, language=locale, panel_px_per_mm=panel[2])
    with (
        serving(app_for(replace(house, config=config))) as address,
        touch_page(browser, panel) as page,
    ):
        cdp = page.context.new_cdp_session(page)
        cdp.send("DOM.enable")
        cdp.send("CSS.enable")
        for path in walk(page, address, locale):
            page.evaluate("document.fonts.ready")
            assert page.locator("html").get_attribute("lang") == locale, path
            seen = page.evaluate(SEEN)
            assert seen, path
            for one in seen:
                assert one["size"] >= 6 * SEVEN_INCH[2] - 0.1, (path, one)
                assert not one["out"], (path, one)
            drawn = fonts_of(cdp, "h1")
            assert FONTS[locale] in drawn, path
            known = {FONTS[locale], "Noto Sans CJK SC", "Noto Sans"}
            assert fonts_of(cdp, ".name, .hotlines span") | drawn <= known, path
            assert page.evaluate("scrollX + scrollY") == 0, path


@pytest.mark.parametrize("spoken", ["bo"], indirect=True)
def test_the_letters_of_a_tibetan_stack_stand_upon_each_other(
    browser: Browser, spoken: tuple[House, str]
) -> None:
    house, locale = spoken
    config = replace(house.config, language=locale)
    with (
        serving(app_for(replace(house, config=config))) as address,
        touch_page(browser) as page,
    ):
        page.goto(f"{address}/who")
        page.evaluate("document.fonts.ready")
        for selector in ("h1", ".name"):
            whole, *apart = page.evaluate(WIDTHS, [selector, "སྐྲ"])
            assert whole < 0.6 * sum(apart), (whole, apart)
            row, *letters = page.evaluate(WIDTHS, [selector, "ཀཁག"])
            assert row == pytest.approx(sum(letters), rel=0.05)


@pytest.mark.parametrize("locale", APPROVED_FIRST)
def test_a_page_that_nobody_has_approved_is_drawn_as_chinese(
    browser: Browser, unlocked: House, panda: Child, locale: str
) -> None:
    config = replace(unlocked.config, language=locale)
    with (
        serving(app_for(replace(unlocked, config=config))) as address,
        touch_page(browser) as page,
    ):
        cdp = page.context.new_cdp_session(page)
        cdp.send("DOM.enable")
        cdp.send("CSS.enable")
        page.goto(f"{address}/who")
        assert page.locator("h1").inner_text() == "你是谁？点一点你的图。"
        assert fonts_of(cdp, "h1") == {"Noto Sans CJK SC"}
