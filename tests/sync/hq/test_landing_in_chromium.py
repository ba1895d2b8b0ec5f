"""The page on which a phone lands, in a real browser, with a real headquarters behind it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sync import batch
from sync.couriers.qr import pack
from tests.browser import barriers
from tests.sync.hq.cast import EPOCH, Office, SpeakingHouse
from tests.sync.hq.receive.test_confirming import wanted
from tests.sync.hq.test_browser import sign_in
from tests.turns import first_each_time

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A cheap phone, in Chinese unless a page says otherwise."""
    context = browser.new_context(viewport={"width": 320, "height": 568}, has_touch=True)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    context.close()


def link(office: Office, *letters: bytes, days: str = "2026-11-24", query: str = "") -> str:
    return f"{office.url}/c{query}#{days}.{pack(batch.encode(letters))}"


def state(page: Page) -> str:
    """Wait until it is neither reading nor sending, and tell how it went."""
    page.wait_for_function(
        "() => { const shown = document.querySelector('[data-state]:not([hidden])');"
        " return shown && shown.dataset.state !== 'sending'; }"
    )
    return str(page.locator("[data-state]:visible").get_attribute("data-state"))


@pytest.mark.parametrize("language", first_each_time(("zh_Hans", "en")))
def test_it_says_what_came_and_shows_the_code(
    phone: Page, small_office: Office, language: str
) -> None:
    house = small_office.enrolled_house()
    letters, query = (house.day(1), house.day(2)), f"?language={language}"
    span = "2026-11-23/2026-11-24"
    phone.goto(link(small_office, *letters, days=span, query=query))
    assert state(phone) == "arrived"
    assert phone.locator("[data-told=house]").inner_text() == house.house
    assert phone.locator("[data-told=days]").inner_text() == "2026-11-23 – 2026-11-24"
    what = {"zh_Hans": "日报 × 2", "en": "Summary of a day × 2"}[language]
    assert phone.locator("[data-told=what]").inner_text() == what
    assert phone.locator(".codes b").inner_text() == wanted(small_office, house, 2)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert barriers(phone) == []


def test_the_other_language_reads_the_same_link(phone: Page, small_office: Office) -> None:
    house = small_office.enrolled_house()
    phone.goto(link(small_office, house.day(1)))
    phone.locator("a[lang=en]").tap()
    phone.wait_for_url("**language=en#*")
    assert state(phone) == "arrived"
    assert phone.get_by_text("Headquarters has it.").is_visible()


def test_the_next_code_in_the_same_tab_takes_the_place_of_the_last(
    phone: Page, small_office: Office
) -> None:
    house = small_office.enrolled_house()
    for seq in (1, 2):
        phone.goto(link(small_office, house.day(seq)))
        assert state(phone) == "arrived"
        code = wanted(small_office, house, seq)
        phone.wait_for_function(
            "code => document.querySelector('.codes b').innerText === code", arg=code
        )
    assert phone.locator(".codes li").count() == 1


def test_one_beyond_a_hole_has_a_code_of_its_own_until_all_before_it_came(
    phone: Page, small_office: Office
) -> None:
    house = small_office.enrolled_house()
    codes = phone.locator(".codes b")
    alone = wanted(small_office, house, 3, alone=True)
    for seq, shown in (
        (3, [alone]),
        (1, [alone, wanted(small_office, house, 1)]),
        (2, [wanted(small_office, house, 3)]),
    ):
        phone.goto(link(small_office, house.day(seq)))
        expect(codes).to_have_text(shown)
        assert state(phone) == "arrived"
        assert phone.locator("[data-type=every]").is_visible() == (alone in shown)
        assert phone.locator("[data-type=last]").is_visible() == (alone not in shown)


def test_without_a_network_it_says_what_to_do_and_goes_on_by_itself(
    phone: Page, small_office: Office
) -> None:
    house = small_office.enrolled_house()
    phone.goto(f"{small_office.url}/c")
    assert state(phone) == "nothing"
    phone.context.set_offline(True)
    phone.evaluate("hash => { location.hash = hash }", link(small_office, house.day(1))[-1000:])
    phone.locator("[data-state=broken]").wait_for()
    fragment = link(small_office, house.day(1)).partition("#")[2]
    phone.evaluate("fragment => { location.hash = fragment }", fragment)
    phone.locator("[data-state=offline]").wait_for()
    assert phone.locator("[data-again]").is_visible()
    phone.context.set_offline(False)
    phone.locator("[data-state=arrived]").wait_for()


def test_what_cannot_be_confirmed_is_said(phone: Page, small_office: Office) -> None:
    house, stranger = small_office.enrolled_house(), small_office.new_house("yudu")
    forged = SpeakingHouse(house.house, "", house.sealing_key, EPOCH)
    for expected, letters in (
        ("earlier", [house.day(3), house.day(4)]),
        ("refused", [forged.day(5)]),
        ("refused", [house.letter(1, "day", {"d": "never"})]),
        ("unknown", [stranger.day(1)]),
    ):
        phone.goto("about:blank")
        phone.goto(link(small_office, *letters))
        assert state(phone) == expected
        assert phone.locator(".codes b").count() == 0


@pytest.mark.parametrize("fragment", ["#", "#nonsense", "#.12345", "#.1", "#2026-11-24.", "#.0"])
def test_a_link_that_is_not_whole_is_said(phone: Page, small_office: Office, fragment: str) -> None:
    phone.goto(f"{small_office.url}/c{fragment}")
    assert state(phone) == ("nothing" if fragment == "#" else "broken")


@pytest.mark.parametrize(("status", "expected"), [(503, "busy"), (429, "busy"), (400, "broken")])
def test_a_refusal_is_told_apart(
    phone: Page, small_office: Office, status: int, expected: str
) -> None:
    house = small_office.enrolled_house()
    phone.route("**/v1/envelopes", lambda route: route.fulfill(status=status, body=""))
    phone.goto(link(small_office, house.day(1)))
    assert state(phone) == expected


def test_a_networks_sign_in_is_not_taken_for_headquarters(
    phone: Page, small_office: Office
) -> None:
    house = small_office.enrolled_house()
    page = {"status": 200, "content_type": "text/html", "body": "<html>Please sign in</html>"}
    phone.route("**/v1/envelopes", lambda route: route.fulfill(**page))
    phone.goto(link(small_office, house.day(1)))
    assert state(phone) == "busy"
    assert phone.locator("[data-again]").is_visible()


def test_a_sticks_files_go_the_same_way_each_house_with_its_code(
    phone: Page, small_office: Office, tmp_path: Path
) -> None:
    one, other = small_office.enrolled_house(), small_office.enrolled_house("yudu")
    files = [tmp_path / f"{number}.aiyou" for number in range(3)]
    for file, letters in zip(files, ([one.day(1)], [one.day(2)], [other.day(1)]), strict=True):
        file.write_bytes(batch.encode(letters))
    # What was written first is sent first, in whatever order it was chosen.
    os.utime(files[0], (0, 0))
    os.utime(files[1], (9, 9))
    phone.goto(f"{small_office.url}/c")
    assert state(phone) == "nothing"
    phone.locator("input[type=file]").set_input_files([str(file) for file in reversed(files)])
    phone.locator(".codes li >> nth=1").wait_for()
    assert phone.locator(".codes b").all_inner_texts() == [
        wanted(small_office, one, 2),
        wanted(small_office, other, 1),
    ]
    files[0].write_bytes(b"torn")
    phone.locator("input[type=file]").set_input_files(str(files[0]))
    phone.locator("[data-state=broken]").wait_for()


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_link_outlives_a_database_that_is_away(
    browser: Browser, small_office: Office, by_hand: bool
) -> None:
    house = small_office.enrolled_house()
    # Only who is signed in is looked up before the page is shown.
    phone = sign_in(browser, small_office, "phone", "zh_Hans")
    small_office.hq.database.is_open = False
    phone.goto(link(small_office, house.day(1)))
    phone.locator("a[lang=en]").click()
    phone.wait_for_url("**language=en#*")
    assert phone.get_by_text("the database cannot be reached").is_visible()
    small_office.hq.database.is_open = True
    if by_hand:
        phone.locator("#again").click()
    assert state(phone) == "arrived"
    phone.context.close()
