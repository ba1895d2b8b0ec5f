import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Locator, Page

from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.people import accounts
from sync.messages import GUIDANCE
from sync.month_summary import Answers
from tests.browser import barriers, keep_axe_at_hand
from tests.sync.hq.answer.test_consulting import ANSWER, TEXT, reply, waiting
from tests.sync.hq.answer.test_post import write
from tests.sync.hq.cast import PASSWORD, TODAY, Clock, Office, listening
from tests.turns import with_every_other_commit

pytestmark = pytest.mark.browser
LIVED = 6
SIZES = {"phone": (375, 700), "desktop": (1280, 800), "panel": (800, 480)}


def on_any_screen(language: str, size: str) -> pytest.MarkDecorator:
    """Try each language with axe on each screen: this pair each time, the others are `long`.

    Whatever axe reads is laid out on every screen.
    """
    pairs = sorted(product(("zh_Hans", "en"), SIZES), key=(language, size).__ne__)
    each_time, *others = (pytest.param(*pair, id="-".join(pair)) for pair in pairs)
    later = [pytest.param(*one.values, id=one.id, marks=pytest.mark.long) for one in others]
    return pytest.mark.parametrize(("language", "size"), [each_time, *later])


@pytest.fixture(scope="module")
def first_lived_in(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A headquarters with a lively, a silent and a waiting house, made once for all to copy."""
    data = shutil.copytree(first, tmp_path_factory.mktemp("lived-in") / "hq")
    config, clock = HqConfig(data=data, second_factor=False), Clock()
    app = create_app(config, clock)
    with listening(app) as url:
        live_in(Office(app, url, config), clock)
    return data


@pytest.fixture
def lived_in(first_lived_in: Path, config: HqConfig, clock: Clock) -> Iterator[Office]:
    """That headquarters, for one test."""
    shutil.copytree(first_lived_in, config.data, dirs_exist_ok=True)
    clock.forward(days=LIVED)
    app = create_app(config, clock)
    with listening(app) as url:
        yield Office(app, url, config)


def live_in(office: Office, clock: Clock) -> None:
    """Let houses tell and ask, and people write."""
    silent = office.enrolled_house("yudu", "花桥村爱佑之家")
    office.send(silent.day(1, present=17))
    lively = office.enrolled_house("yuexi", "新民村爱佑之家")
    clock.forward(days=LIVED)
    health = {"disk_free_mb": 700, "temperature_c": 52}
    today = TODAY + timedelta(days=LIVED)
    letters = [
        lively.day(seq, today - timedelta(days=seq), 9 + seq, health=health)
        for seq in range(20)[1:]
    ]
    office.send(*letters, b"rubbish")
    services = {"medical": 1, "welfare": 12, "mental": 3}
    standards = {"open": (3, 4), "seen": (101, 132)}
    felt = {"moods": Answers((5, 10, 15)), "feedback": Answers(None)}
    office.send(
        silent.month(2, standards=standards, services=services, activity_minutes=720, **felt),
        silent.month(3, date(2026, 9, 1), standards=standards, participations=164, **felt),
        silent.month(4, date(2026, 8, 1)),
    )
    office.new_house("yushu", "结古村爱佑之家")
    write(office, "流感季节：从下周三起，请每天给来的孩子量体温", body="各位儿童主任：" * 40)
    write(office, "怎样家访", GUIDANCE, county="yuexi")
    write(office, "设备已寄出", house=silent.house)
    key = office.hq.ring.panel_public
    office.send(lively.ask(20), lively.question(21, key, TEXT * 8))
    office.send(lively.ask(22, has=3))
    reply(office, waiting(office)[0].tag, ANSWER * 12)
    office.send(lively.question(23, key, TEXT * 5), lively.question(24, b"\1" * 32, TEXT))
    with office.hq.database.transaction() as connection:
        accounts.add(connection, "chen", PASSWORD, clock(), accounts.Role.EXPERT)


def sign_in(browser: Browser, office: Office, size: str, language: str, name: str = "lin") -> Page:
    page = browser.new_page()
    keep_axe_at_hand(page)
    lay_out(page, size)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(f"{office.url}/sign-in?language={language}")
    assert_fits(page, size)
    page.get_by_label(re.compile("Name|账号名")).fill(name)
    page.get_by_label(re.compile("Password|密码")).fill(PASSWORD)
    press(page, "main button")
    return page


def press(page: Page, what: str) -> None:
    """Press what leads to another page, and wait for it."""
    with page.expect_navigation():
        page.locator(what).first.click()


def lay_out(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})


def assert_fits(page: Page, size: str) -> None:
    """On no screen anything sticks out or is small to press; axe finds nothing on one of a size."""
    page.wait_for_load_state()  # a page is there before its stylesheet is, on a busy machine
    for screen in sorted(SIZES, key=size.__eq__):
        lay_out(page, screen)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        low = page.evaluate(
            "[...document.querySelectorAll('main :is(button, .button, select, input, textarea)')]"
            ".filter(one => one.offsetParent && one.offsetHeight < 44).map(one => one.outerHTML)"
        )
        assert low == [], screen
    assert barriers(page) == [], page.url


@with_every_other_commit(0)
@on_any_screen("zh_Hans", "phone")
def test_every_page_fits_and_can_be_read_by_everybody(
    browser: Browser, lived_in: Office, language: str, size: str
) -> None:
    page = sign_in(browser, lived_in, size, language)
    houses = ("yuexi-0001", "yudu-0001", "yushu-0001", "nowhere")
    paths = [
        "/",
        "/?place=sichuan&state=well&name=新",
        "/places/",
        "/places/sichuan?period=soon",
        "/places/yuexi?period=2026-11",
        "/places/?period=2019",
        "/houses/yudu-0001?period=2026-Q4",
        "/houses/yuexi-0001?period=2019",
        "/houses/add",
        "/accounts",
        "/messages",
        "/messages/write",
        "/e",
    ]
    paths += ["/audit", "/second-factor", "/account", "/accounts/chen", "/houses/yudu-0001/change"]
    paths += ["/houses/yudu-0001/replace"]
    paths += ["/messages/settings", "/standards", "/register/import", "/register/codes"]
    paths += ["/reports?period=2026", "/reports?place=taihu"]
    read(page, lived_in, size, [*paths, *(f"/houses/{house}" for house in houses)])
    page.close()


def read(page: Page, office: Office, size: str, paths: Iterable[str]) -> None:
    for path in paths:
        response = page.goto(office.url + path)
        assert response is not None
        assert response.status == (404 if "nowhere" in path else 200), path
        assert_fits(page, size)


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_so_do_the_same_pages_of_other_places_and_periods(
    browser: Browser, lived_in: Office, language: str, size: str
) -> None:
    page = sign_in(browser, lived_in, size, language)
    paths = ["/?place=litang", "/places/?period=2026", "/places/taihu", "/reports?place=yuexi"]
    read(page, lived_in, size, [*paths, "/houses/yudu-0001?period=2026-10", "/reports?period=2024"])
    page.close()


@on_any_screen("en", "desktop")
def test_an_expert_reads_and_answers_on_any_screen(
    browser: Browser, lived_in: Office, language: str, size: str
) -> None:
    page = sign_in(browser, lived_in, size, language, "chen")
    page.goto(f"{lived_in.url}/questions")
    assert_fits(page, size)
    press(page, "main .button.main")
    assert_fits(page, size)
    page.locator("textarea").fill("🙂")
    page.locator("main button.main").click()
    page.locator(".note.good").wait_for()
    assert_fits(page, size)
    page.close()


@on_any_screen("zh_Hans", "panel")
def test_a_table_is_shown_and_put_on_the_list_on_any_screen(
    browser: Browser, lived_in: Office, language: str, size: str
) -> None:
    page = sign_in(browser, lived_in, size, language)
    for table in ("名称,县\n,于都县\n村,北京\n", "名称,县\n江边村,于都县\n"):
        page.goto(f"{lived_in.url}/register/import")
        file = {"name": "h.csv", "mimeType": "text/csv", "buffer": table.encode()}
        page.locator("[name=file]").set_input_files(file)  # type: ignore[arg-type]
        press(page, "button.main")
        assert_fits(page, size)
    page.locator("details").click()
    page.locator("[name=sure]").click()
    page.locator(".note.good").wait_for()
    page.locator("tr", has_text=re.compile("Yudu|于都")).locator("button.main").click()
    page.locator(".qr svg").wait_for()
    assert_fits(page, size)
    page.close()


@on_any_screen("en", "phone")
def test_a_second_factor_is_set_up_on_any_screen(
    browser: Browser, lived_in: Office, clock: Clock, language: str, size: str
) -> None:
    page = sign_in(browser, lived_in, size, language)
    press(page, ".who")
    assert_fits(page, size)
    page.get_by_role("link", name=re.compile("Set it up|开始设置")).click()
    page.locator(".qr svg").wait_for()
    app = pyotp.TOTP(page.locator(".secret").inner_text().replace(" ", ""))
    page.locator("[name=digits]").fill(app.at(clock()))
    page.locator("main button.main").click()
    page.locator(".recovery li").first.wait_for()
    assert_fits(page, size)
    press(page, "main .button.main")
    page.goto(f"{lived_in.url}/second-factor")
    assert_fits(page, size)
    page.context.clear_cookies()
    clock.forward(minutes=1)
    page.goto(f"{lived_in.url}/sign-in?language={language}")
    page.locator("[name=name]").fill("lin")
    page.locator("[name=password]").fill(PASSWORD)
    press(page, "main button")
    assert_fits(page, size)
    page.locator("[name=digits]").fill(app.at(clock()))
    page.locator("main button.main").click()
    page.locator("table.houses").wait_for()
    page.close()


def test_an_administrator_adds_a_house_on_a_phone(browser: Browser, lived_in: Office) -> None:
    size = "phone"
    page = sign_in(browser, lived_in, size, "en")
    page.get_by_role("link", name="Add a house").click()
    page.get_by_label("Name of the house").fill("大瑞村爱佑之家")
    page.get_by_label("County").select_option("yuexi")
    page.get_by_role("button", name="Add and show the code").click()
    code = page.locator(".code").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    page.get_by_role("button", name="Print").wait_for(state="visible")
    assert_fits(page, size)
    page.reload()
    assert page.locator(".code").inner_text() != code
    page.get_by_role("link", name="Done").click()
    page.get_by_text("This house is not connected yet").wait_for(state="visible")
    page.get_by_role("link", name="All houses").click()
    page.get_by_text("大瑞村爱佑之家").wait_for(state="visible")
    page.close()


def asks_before_it_goes(page: Page) -> bool:
    """Tell whether a browser asks; on a busy machine one that waited for it long does not."""
    going = "new Event('beforeunload', {cancelable: true})"
    return bool(page.evaluate(f"() => !dispatchEvent({going})"))


def test_what_was_written_does_not_go_unasked(browser: Browser, lived_in: Office) -> None:
    page = sign_in(browser, lived_in, "desktop", "en")
    page.goto(f"{lived_in.url}/houses/add")
    assert not asks_before_it_goes(page)
    name = page.get_by_label("Name of the house")
    name.fill(" ")
    page.evaluate("document.forms[0].dataset.sent = 'yes'")  # as by pressing to sign out
    assert asks_before_it_goes(page)
    assert page.locator("form[data-sent]").count() == 0
    page.get_by_label("County").select_option("yudu")
    page.get_by_role("button", name="Add and show the code").click()
    page.get_by_role("alert").wait_for()
    assert asks_before_it_goes(page)
    name.fill("大瑞村爱佑之家")
    page.get_by_role("button", name="Add and show the code").click()
    page.locator(".code").wait_for()
    assert not asks_before_it_goes(page)
    page.on("dialog", lambda dialog: pytest.fail(dialog.type))
    page.get_by_role("link", name="Done").click()
    page.get_by_text("This house is not connected yet").wait_for(state="visible")
    page.close()


CUT = """() => [...document.querySelectorAll('.course thead th, .months')].flatMap((part) => {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  return texts;
}).flatMap((text) => {
  const range = document.createRange();
  return [...text.data.matchAll(/[a-z]+/gi)].filter(({ 0: word, index }) => {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return range.getClientRects().length > 1;
  }).map(([word]) => word);
})"""


def test_no_word_is_cut_in_the_tables_of_a_house_on_a_phone(
    browser: Browser, lived_in: Office
) -> None:
    page = sign_in(browser, lived_in, "phone", "en")
    page.goto(f"{lived_in.url}/houses/yudu-0001?period=2026")
    assert page.locator(".course thead th").count() == 5
    assert page.locator(".months").get_by_text("Mental-health consultation").count()
    assert page.evaluate(CUT) == []
    assert_fits(page, "phone")
    page.close()


# What is chosen, measured in its own letters; the arrow beside it takes some.
CUT_CHOICES = """() => [...document.querySelectorAll("main select")].filter((one) => {
  const { font, paddingLeft } = getComputedStyle(one);
  const pen = Object.assign(new OffscreenCanvas(1, 1).getContext("2d"), { font });
  const room = one.clientWidth - parseFloat(paddingLeft) - 20;
  return one.offsetParent && pen.measureText(one.selectedOptions[0].text).width > room;
}).map((one) => one.selectedOptions[0].text)"""


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_no_choice_is_cut_on_a_phone(browser: Browser, lived_in: Office, language: str) -> None:
    page = sign_in(browser, lived_in, "phone", language)
    for path in ("/", "/audit", "/reports", "/messages/settings", "/messages/write", "/standards"):
        page.goto(lived_in.url + path)
        assert page.evaluate(CUT_CHOICES) == [], path
    page.close()


def is_shaded(table: Locator) -> bool:
    shaded = table.screenshot()
    table.evaluate("(one) => { one.style.background = 'none'; }")
    plain = table.screenshot()
    table.evaluate("(one) => { one.style.background = ''; }")
    return shaded != plain


def test_a_table_that_goes_on_beside_the_screen_says_so(browser: Browser, lived_in: Office) -> None:
    page = sign_in(browser, lived_in, "phone", "en")
    page.goto(f"{lived_in.url}/places/")
    table = page.locator(".scroll")
    assert is_shaded(table)
    table.evaluate("(one) => { one.scrollLeft = 10_000; }")
    assert is_shaded(table)
    lay_out(page, "desktop")
    assert not is_shaded(table)
    page.close()


def test_headquarters_works_without_a_script(browser: Browser, lived_in: Office) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{lived_in.url}/sign-in?language=en")
    page.get_by_label("Name").fill("lin")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "main button")
    page.get_by_label("Place").select_option("yuexi")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    assert page.locator("table.houses tbody tr").count() == 1
    context.close()


@on_any_screen("zh_Hans", "phone")
def test_a_database_that_is_away_is_said_in_plain_words(
    browser: Browser, small_office: Office, language: str, size: str
) -> None:
    page = sign_in(browser, small_office, size, language)
    small_office.hq.database.is_open = False
    response = page.goto(f"{small_office.url}/accounts?language={language}")
    assert response is not None
    assert response.status == 503
    assert_fits(page, size)
    small_office.hq.database.is_open = True
    page.locator("#again").wait_for(state="detached")
    assert page.url.startswith(f"{small_office.url}/accounts")
    page.close()
