"""The handbook and the setup guide as a printer would have them, a PDF a language."""

from pathlib import Path

from playwright.sync_api import Browser

from kiosk.counselor import words
from tests.browser import TEN_INCH, settle, touch_page
from tests.screenshots.site import PLACE

PAPERS = {"handbook": "/counselor/help", "setup-guide": "/counselor/help/guide"}


def draw(browser: Browser, address: str, place: Path = PLACE) -> list[Path]:
    """Write each paper in each of the panel's languages; tells where they are."""
    place.mkdir(parents=True, exist_ok=True)
    drawn = []
    for locale in words.PANEL:
        with touch_page(browser, TEN_INCH) as page:
            page.goto(f"{address}/counselor/help")
            for other in page.locator(f".languages [value={locale}]").all():
                with page.expect_navigation():
                    other.tap()
            for name, path in PAPERS.items():
                page.goto(address + path)
                settle(page)
                drawn.append(place / f"{name}.{locale}.pdf")
                page.pdf(path=drawn[-1], format="A4", prefer_css_page_size=True)
    return drawn
