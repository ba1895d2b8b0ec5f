"""From the panel's screen through a phone's picture and browser to headquarters, and back."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, Page

from tests.browser import settle, touch_page
from tests.end_to_end.conftest import Village, aiyou
from tests.end_to_end.people import Counselor
from tests.processes import headquarters
from tests.sync.conftest import until
from tests.turns import with_every_other_commit

pytestmark = pytest.mark.browser

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
    """Read the code on the screen as a camera does: now and then noise hides it in a picture."""
    pictures = (photograph(page, seed + 1000 * one) for one in range(5))
    (found,) = next(filter(None, map(zxingcpp.read_barcodes, pictures)), ())
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


@pytest.fixture(scope="module")
def first_closed(
    first_enrolled: Village, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Village:
    """A house of which a question for news, three days and their month wait; nobody is near."""
    village = first_enrolled.copied(tmp_path_factory.mktemp("closed"))
    away(village)
    with village.run_house(), touch_page(browser) as page:
        Counselor(page, village.address).set_house_up()
        # The house asks for news when nothing else waits: before it is told of any day.
        until(lambda: waits(village) == 1, 30)
        for day in ("2026-01-05", "2026-01-06", "2026-01-07"):
            aiyou("house", "close", "--data", str(village.house), "--day", day)
        # While the panel is open: else the month is told once more when it is, with how all felt.
        until(lambda: waits(village) == 5, 60)
    return village


@pytest.fixture
def closed(first_closed: Village, tmp_path: Path) -> Village:
    """That house, for one test: its month was told after a round of the house's own work."""
    return first_closed.copied(tmp_path)


@pytest.fixture
def landing(browser: Browser) -> Iterator[Page]:
    """A cheap phone with a network."""
    phone = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    yield phone.new_page()
    phone.close()


def open_the_codes(village: Village, counselor: Counselor) -> None:
    """Let the house close its month, and show the first code."""
    until(lambda: waits(village) == 5, 30)
    counselor.unlock()
    counselor.page.goto(f"{counselor.address}/counselor/sending")
    counselor.page.locator(".roads a.button").tap()


def photograph_code(page: Page, number: int) -> str:
    """Read the code of this number from a picture of the screen; tells the link."""
    page.wait_for_url(f"**/telephone/{number}")
    settle(page)
    link = read_code(page, seed=number)
    assert link.startswith(f"{NOWHERE}/c#2026-01")
    return link


def span(link: str) -> str:
    return link.partition("#")[2].partition(".")[0].replace("/", " – ")


def bring(landing: Page, village: Village, link: str) -> str:
    """Open a link where there is a network; tells the code that the page shows."""
    landing.goto(link.replace(NOWHERE, village.hq_address))
    # In the same tab: until it says these days, it shows the code before.
    landing.get_by_text(span(link), exact=True).wait_for()
    landing.locator(".codes b").last.wait_for()
    return landing.locator(".codes b").last.inner_text()


def confirm(page: Page, code: str) -> str:
    """Type a confirmation code on its page, and tell what the panel says."""
    page.wait_for_url("**/sending/confirm")
    type_on_screen(page, code)
    page.locator("header button.main").tap()
    page.wait_for_url("**/counselor/sending")
    return page.locator("main").inner_text()


def told_at_headquarters(village: Village, question: str) -> tuple[object, ...]:
    with closing(sqlite3.connect(village.hq / "hq.db")) as db:
        return tuple(db.execute(question).fetchone())


@pytest.mark.long
def test_one_photograph_brings_a_month_and_its_letters_settle_it_alone(
    closed: Village, counselor: Counselor, screen: Page, landing: Page
) -> None:
    with closed.run_house():
        open_the_codes(closed, counselor)
        link = photograph_code(screen, 1)
        assert span(link) == "2026-01"
        with headquarters(closed.hq, closed.hq_port):
            code = bring(landing, closed, link)
        assert "月报" in landing.locator("[data-told=what]").inner_text()
        screen.get_by_text("输入确认码").tap()
        assert "总部确认收到了 1 份。" in confirm(screen, code)
        assert waits(closed) == 4
        screen.locator(".roads a.button").tap()
        settle(screen)
        assert "月报" not in screen.locator(".beside").inner_text()
    assert told_at_headquarters(closed, "SELECT month FROM months") == ("2026-01-01",)


@with_every_other_commit(1)
def test_a_cheap_phone_brings_the_days_and_ten_letters_empty_the_outbox(
    closed: Village, counselor: Counselor, screen: Page, landing: Page
) -> None:
    with closed.run_house():
        open_the_codes(closed, counselor)
        links = []
        for number in (1, 2, 3):
            links.append(photograph_code(screen, number))
            screen.locator(".steps .main").tap()
        with headquarters(closed.hq, closed.hq_port):
            codes = [bring(landing, closed, link) for link in links]
            told = landing.locator("[data-told]").all_inner_texts()
            assert (told[0], told[2]) == ("yuexi-0001", span(links[-1])) and "日报" in told[1]
            # All that came before it has come: what stands there is one code for everything.
            code = landing.locator(".codes b").inner_text()
            assert landing.locator(".codes li").count() == 1 and code not in codes[:-1]

        screen.wait_for_url("**/sending/confirm")
        type_on_screen(screen, "0000")
        screen.locator("header button.main").tap()
        screen.locator(".problem").wait_for()
        assert waits(closed) == 5
        screen.wait_for_timeout(2100)
        screen.locator("[name=code]").fill("")
        assert "总部确认收到了 5 份。" in confirm(screen, code)
        assert waits(closed) == 0
    assert told_at_headquarters(closed, "SELECT count(*) FROM days") == (3,)
