"""The panel as a counselor's hands find it, by touch and by keyboard, on the smallest screen."""

from dataclasses import replace
from datetime import date, time

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from kiosk.app import app_for
from kiosk.closing import close_day
from kiosk.domain import services
from kiosk.domain.absence import Absence, StandIn
from kiosk.domain.activities import Activity
from kiosk.domain.audit import CLOCK, Action
from kiosk.domain.casework import NOBODY, Call, FollowUp
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.days import Closing
from kiosk.domain.expected import such_days
from kiosk.domain.fetchings import Fetcher
from kiosk.domain.hotlines import HOTLINES, MOST_OWN, Hotline
from kiosk.domain.moods import About, Face
from kiosk.domain.plans import Plan
from kiosk.domain.services import ServiceKind, Step, StepTaken
from kiosk.house import House
from kiosk.store import settings
from kiosk.store.attendance import by_hand, fetchings, moods, talks, visits
from kiosk.store.rights import audit
from kiosk.store.work import activities, cases, plans
from sync import settling
from sync.answer import Answer
from tests.browser import SEVEN_INCH, TEN_INCH, barriers, keep_axe_at_hand, targets, touch_page
from tests.cast import EPOCH, PASSPHRASE, add_child, enrol
from tests.kiosk.counselor.access.test_setup import FIRST_DAY
from tests.kiosk.counselor.messages.headquarters import correspond
from tests.kiosk.counselor.walk import SHARES, pages_of
from tests.kiosk.store.attendance.test_by_hand import at
from tests.processes import serving
from tests.turns import by_turns

pytestmark = pytest.mark.browser

# An adult's finger: 8.5 mm is WCAG's 44 px (2.5.5) on the 7-inch panel.
TARGET_MM, WIDTH_MM = 8.5, 6
LANGUAGES = ("zh_Hans", "en")
PANELS = (SEVEN_INCH, TEN_INCH)
# Each page is laid out on both; axe reads it on one. Each time a share of the pages is walked in
# one language, in turn, and in `make test-long` in both, with axe on both.
PLACES = tuple(zip(LANGUAGES * 2, PANELS + PANELS[::-1], strict=True))

STICKING_OUT = """
() => [...document.querySelectorAll('.stay, .requests li, .chats li, .person, .file, .purposes,'
  + ' .card, .case, .dues a, .rooms a, .prompts a, .desk, .needs section, .numbers li, .roads li,'
  + ' .letters a, .letter')]
  .filter(card => [...card.querySelectorAll('*')].some(part =>
    part.getBoundingClientRect().right > card.getBoundingClientRect().right + 1))
  .map(card => card.innerText)
"""


@pytest.fixture
def lived_in(unlocked: House, panda: Child, owl: Child) -> House:
    """The house on an afternoon: somebody is here, somebody is missed, somebody wants to talk."""
    flower = add_child(unlocked, "阿花", keeps={Purpose.VISITS}, birth=date(2015, 1, 1))
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
        for face in (Face.LOW, Face.VERY_LOW, None, Face.LOW):
            moods.keep(db, unlocked.vault, panda.id, face, unlocked.clock(), About)
        talks.ask(db, unlocked.vault, panda.id, unlocked.clock())
        talks.ask(db, unlocked.vault, None, unlocked.clock())
        day = unlocked.clock().day
        for before in such_days(day)[:3]:
            by_hand.back_fill(db, flower.id, before, at(before, 6), None, unlocked.clock(), "li")
        asked = StepTaken(Step.ASKED, day, "配眼镜的费用，医生建议尽快。" * 3)
        for entry in (
            FollowUp("陪奶奶去乡里问低保复核要的材料。" * 4, day),
            services.begin(ServiceKind.MENTAL_HEALTH_CONSULTATION, asked),
        ):
            cases.add(db, unlocked.vault, panda.id, entry, unlocked.clock())
        for whose in (panda.id, NOBODY):
            call = Call(day, time(7, 40), "listener")
            cases.add(db, unlocked.vault, whose, call, unlocked.clock())
        own = [Hotline("139-8765-4321", "县民政救助站", shown=False)] * MOST_OWN
        settings.set_hotlines(db, [*HOTLINES, *own], unlocked.clock(), "li")
        reading = Activity("读绘本《小黑鱼》", day, time(16, 30), 45, frozenset({panda.id}), 2)
        activities.add(db, unlocked.vault, reading, unlocked.clock())
        weekly = Plan("读绘本《小黑鱼》", day, time(16, 30), 45, weekly=True)
        plans.add(db, unlocked.vault, weekly, unlocked.clock())
        aunt = StandIn("王阿姨和张爷爷", time(15), time(18, 30))
        settings.set_stand_ins(db, [aunt] * 3, unlocked.clock(), "li")
        settings.go_away(db, Absence(day, aunt), unlocked.clock(), "li")
    correspond(unlocked, "7K3M")
    close_day(unlocked, unlocked.clock().day, Closing.COUNSELOR, "li")
    return unlocked


def speaking(house: House, language: str) -> Flask:
    return app_for(replace(house, config=replace(house.config, language=language)))


@pytest.mark.parametrize(
    ("share", "place"),
    by_turns(
        SHARES,
        PLACES,
        name=lambda one: one if one in SHARES else f"{one[0]}-{one[1][0]}",
        halves=True,
    ),
)
def test_every_page_fits_and_every_hand_and_eye_can_use_it(
    browser: Browser, lived_in: House, panda: Child, share: str, place
) -> None:
    language, panel = place
    with (
        serving(speaking(lived_in, language)) as address,
        touch_page(browser) as page,
    ):
        keep_axe_at_hand(page)
        for path in pages_of(share, page, address, panda):
            page.wait_for_load_state("load")
            for one in sorted(PANELS, key=panel.__eq__):
                page.set_viewport_size({"width": one[0], "height": one[1]})
                assert_fits(page, one[0], path)
            assert barriers(page) == [], path
            page.set_viewport_size({"width": SEVEN_INCH[0], "height": SEVEN_INCH[1]})


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_that_headquarters_has_fit_the_smallest_screen(
    browser: Browser, unlocked: House, language: str
) -> None:
    enrol(unlocked)
    close_day(unlocked, unlocked.clock().day, Closing.CLOCK, CLOCK)
    with unlocked.database.transaction() as db:
        settling.acknowledge(db, Answer("yuexi-0001", EPOCH, accepted=2, at=1795483200))
    with serving(speaking(unlocked, language)) as address, touch_page(browser) as page:
        page.goto(f"{address}/counselor/days")
        page.locator(".journey.arrived").wait_for()
        assert_fits(page, SEVEN_INCH[0], page.url)


def assert_fits(page: Page, width: int, path: str) -> None:
    """Nothing runs off a screen, and every target has an adult's size."""
    least, narrow = TARGET_MM * SEVEN_INCH[2] - 0.5, WIDTH_MM * SEVEN_INCH[2]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert page.evaluate(STICKING_OUT) == [], path
    boxes = targets(page)
    assert boxes, path
    for box in boxes:
        where = f"{path}: {box['name']} {box}"
        assert box["bottom"] - box["top"] >= least, where
        assert box["right"] - box["left"] >= narrow, where
        assert box["left"] >= 0, where
        assert box["right"] <= width, where
    inputs = page.evaluate(
        "() => [...document.querySelectorAll('select, input:not([type=hidden])')].map(e =>"
        " [e.name, e.getBoundingClientRect().height]).filter(one => one[1] > 0)"
    )
    assert [one for one in inputs if one[1] < least] == [], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_the_audit_runs_off_the_smallest_screen(
    browser: Browser, lived_in: House, language: str
) -> None:
    went = "talks 3 moods 210 feedback 120 plays 4000 visits 500 audit 300"
    with lived_in.database.transaction() as db:
        audit.note(db, lived_in.clock(), CLOCK, Action.LET_GO, went)
    with serving(speaking(lived_in, language)) as address, touch_page(browser) as page:
        page.goto(f"{address}/counselor/audit")
        table = page.locator(".wide-table")
        assert table.evaluate("table => table.scrollWidth - table.clientWidth") == 0


@pytest.mark.parametrize(("panel", "language"), by_turns(PANELS, LANGUAGES))
def test_a_long_answer_stays_in_its_column_of_a_copy(
    browser: Browser, lived_in: House, panda: Child, language: str, panel: tuple[int, int, float]
) -> None:
    with lived_in.database.transaction() as db:
        visits.check_in(db, panda.id, lived_in.clock())
        fetchings.keep(db, lived_in.vault, panda.id, Fetcher.SIBLING, lived_in.clock())
    with serving(speaking(lived_in, language)) as address, touch_page(browser, panel) as page:
        page.goto(f"{address}/counselor/children/{panda.id}/copy")
        lines = page.locator(".times li")
        assert lines.count()
        for line in lines.all():
            assert line.evaluate("line => line.scrollWidth - line.clientWidth") <= 0


def test_axe_finds_nothing_on_a_houses_first_day(browser: Browser, bare_house: House) -> None:
    with serving(app_for(bare_house)) as address, touch_page(browser) as page:
        page.goto(f"{address}/counselor/")
        for expected in (".pair", ".problem", ".key"):
            page.locator(expected).first.wait_for()
            page.wait_for_load_state()
            assert barriers(page) == [], expected
            assert page.evaluate("document.documentElement.scrollWidth") <= SEVEN_INCH[0]
            if expected == ".key":
                break
            for name, value in FIRST_DAY.items():
                page.fill(f"[name={name}]", str(value) if expected == ".problem" else "abc")
            page.locator("button.main").click()


def test_a_day_goes_by_keyboard_alone(
    browser: Browser, address: str, house: House, unlocked: House, panda: Child
) -> None:
    unlocked.vault.lock()
    with touch_page(browser) as page:
        page.goto(f"{address}/counselor/")
        page.locator("#passphrase:focus").wait_for()
        page.keyboard.type(PASSPHRASE)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/counselor/")
        walk_to(page, "签到")
        page.keyboard.press("Enter")
        page.wait_for_url("**/arrivals")
        walk_to(page, "小竹")
        page.keyboard.press("Space")
        walk_to(page, "签到 1 人")
        page.keyboard.press("Enter")
        page.get_by_text("孩子们都到了。").wait_for()
        walk_to(page, "今天")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/counselor/")
        walk_to(page, "结束今天")
        page.keyboard.press("Enter")
        walk_to(page, "是的，结束今天")
        page.keyboard.press("Enter")
        page.get_by_text("今天已结束。").wait_for()
        walk_to(page, "锁上")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/")


def walk_to(page: Page, name: str) -> None:
    """Press Tab until the control with this text has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).innerText"
        ):
            return
    raise AssertionError(f"{name} is out of the keyboard's reach")


def test_every_choice_of_a_form_is_in_the_keyboards_reach(
    browser: Browser, address: str, unlocked: House
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/counselor/children/new")
        reached = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.name"))
        names = page.evaluate("[...document.querySelectorAll('main [name]')].map(e => e.name)")
        assert set(names) - {"csrf_token", "mark"} <= reached


def test_a_form_that_is_sent_twice_goes_once(
    browser: Browser, address: str, unlocked: House, panda: Child
) -> None:
    with touch_page(browser) as page:
        sent = []
        page.on("request", lambda request: sent.append((request.method, request.url)))
        page.goto(f"{address}/counselor/arrivals")
        page.locator(".taps .person").tap()
        page.locator(".at-hand .main").dblclick()
        page.get_by_text("孩子们都到了。").wait_for()
        assert sent.count(("POST", f"{address}/counselor/arrivals")) == 1


def test_what_was_pressed_shows_that_it_is_on_its_way(
    browser: Browser, address: str, unlocked: House, panda: Child
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/counselor/arrivals")
        page.locator(".taps .person").tap()
        page.evaluate(
            "() => addEventListener('submit', ({ submitter }) =>"
            " { sessionStorage.pressed = getComputedStyle(submitter).animationName; })"
        )
        page.locator(".at-hand .main").tap()
        page.get_by_text("孩子们都到了。").wait_for()
        assert page.evaluate("sessionStorage.pressed") == "busy"
        assert not page.locator("[aria-busy]").count()


def test_a_month_of_sixty_children_is_two_sheets_at_most(
    browser: Browser, address: str, unlocked: House, panda: Child
) -> None:
    with touch_page(browser, TEN_INCH) as page:
        page.goto(f"{address}/counselor/register/2026-11")
        page.evaluate(
            "() => { const body = document.querySelector('.register tbody');"
            " for (let n = 1; n < 60; n++) body.append(body.rows[0].cloneNode(true)); }"
        )
        page.emulate_media(media="print")
        assert not page.locator(".rail").is_visible()
        paper = page.pdf(prefer_css_page_size=True)
        assert paper.count(b"/Type /Page\n") in (1, 2)


def test_days_are_seen_beside_the_longest_name_on_a_telephone(
    browser: Browser, address: str, unlocked: House, panda: Child
) -> None:
    with touch_page(browser, (360, 640, 5.2)) as page:
        page.goto(f"{address}/counselor/register/2026-11")
        page.evaluate(
            "() => { document.querySelector('.register tbody .child small').innerText ="
            " '买买提·阿不都热依木·吐尔逊江·艾合买提·曲比史古·沙马拉且·阿尔木呷·吉克阿依莫'; }"
        )
        seen = page.locator(".register thead th").evaluate_all(
            "(days) => days.filter((day) => day.getBoundingClientRect().right <= 360).length"
        )
        assert seen >= 4


def test_the_whole_panel_works_without_the_script(
    browser: Browser, address: str, unlocked: House, panda: Child
) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/counselor/arrivals")
        page.locator(".taps .person").first.click()
        page.get_by_role("button", name="签到").click()
        page.goto(f"{address}/counselor/")
        page.get_by_role("button", name="小竹回家").click()
        page.get_by_text("现在没有孩子。").wait_for()
        assert page.locator("noscript meta[http-equiv=refresh], meta[http-equiv=refresh]").count()
    finally:
        context.close()
