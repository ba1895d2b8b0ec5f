"""From the panel's screen through a phone's picture and browser to headquarters, and back."""

import random
import sqlite3
from contextlib import closing
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, Page

from tests.browser import settle
from tests.end_to_end.conftest import Village, aiyou
from tests.end_to_end.people import Counselor
from tests.processes import headquarters
from tests.sync.conftest import until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("end-to-end")]

# Where the house looks for headquarters nobody answers; the phone's network is another one.
NOWHERE = "http://127.0.0.1:9"


def photograph(page: Page, seed: int) -> Image.Image:
    """See the screen as a cheap phone does: tilted, small, blurred, noisy, grey."""
    rng = random.Random(seed)
    with Image.open(BytesIO(page.screenshot())) as shot:
        seen = shot.convert("L")
    seen = seen.rotate(rng.uniform(-18, 18), Image.Resampling.BICUBIC, expand=True, fillcolor=60)
    factor = rng.uniform(0.85, 1.3)
    seen = seen.resize((round(seen.width * factor), round(seen.height * factor)))
    seen = seen.filter(ImageFilter.GaussianBlur(1.2))
    return Image.blend(seen, Image.effect_noise(seen.size, 40), 0.25)


def read_code(page: Page, seed: int) -> str:
    (found,) = zxingcpp.read_barcodes(photograph(page, seed))
    return str(found.text)


def away(village: Village) -> None:
    with closing(sqlite3.connect(village.house / "house.db")) as db, db:
        db.execute("UPDATE wire SET hq_url = ?", [NOWHERE])


def waits(village: Village) -> int:
    with closing(sqlite3.connect(village.house / "house.db")) as db:
        question = "SELECT count(*) FROM outbox WHERE acknowledged_at IS NULL"
        return int(db.execute(question).fetchone()[0])


def type_on_screen(page: Page, code: str) -> None:
    """Type a code with the keys on the screen."""
    page.locator("[name=code]").tap()
    for letter in code.lower():
        page.locator(".keyboard button", has_text=letter).and_(
            page.get_by_text(letter, exact=True)
        ).first.tap()
    page.locator(".keyboard button.main:visible").tap()


def test_a_cheap_phone_brings_the_days_and_ten_letters_empty_the_outbox(
    enrolled: Village, counselor: Counselor, screen: Page, browser: Browser
) -> None:
    away(enrolled)
    with enrolled.run_house():
        counselor.set_house_up()
        # The house asks for news when nothing else waits: before it is told of any day.
        until(lambda: waits(enrolled) == 1, 30)
        for day in ("2026-01-05", "2026-01-06", "2026-01-07"):
            aiyou("house", "close", "--data", str(enrolled.house), "--day", day)
        assert waits(enrolled) == 4
        phone = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
        landing = phone.new_page()
        screen.goto(f"{counselor.address}/counselor/sending")
        screen.locator(".roads a.button").tap()
        links = []
        for number in (1, 2):
            screen.wait_for_url(f"**/telephone/{number}")
            settle(screen)
            links.append(read_code(screen, seed=number))
            screen.locator(".steps .main").tap()
        screen.wait_for_url("**/sending/confirm")
        assert all(link.startswith(f"{NOWHERE}/c#2026-01-0") for link in links)
        days = [link.partition("#")[2].partition(".")[0].replace("/", " – ") for link in links]

        with headquarters(enrolled.hq, enrolled.hq_port):
            for link, shown in zip(links, days, strict=True):
                landing.goto(link.replace(NOWHERE, enrolled.hq_address))
                # In the same tab: until it says these days, it shows the code before.
                landing.get_by_text(shown, exact=True).wait_for()
                landing.locator(".codes b").wait_for()
            told = landing.locator("[data-told]").all_inner_texts()
            code = landing.locator(".codes b").inner_text()
            assert (told[0], told[2]) == ("yuexi-0001", days[-1]) and "日报" in told[1]
            phone.close()

        assert waits(enrolled) == 4
        type_on_screen(screen, "0000")
        screen.locator("header button.main").tap()
        screen.locator(".problem").wait_for()
        assert waits(enrolled) == 4
        screen.wait_for_timeout(2100)
        screen.locator("[name=code]").fill("")
        type_on_screen(screen, code)
        screen.locator("header button.main").tap()
        screen.wait_for_url("**/counselor/sending")
        assert "总部确认收到了 4 份。" in screen.locator("main").inner_text()
        assert waits(enrolled) == 0
    with closing(sqlite3.connect(enrolled.hq / "hq.db")) as db:
        assert db.execute("SELECT count(*) FROM days").fetchone() == (3,)
