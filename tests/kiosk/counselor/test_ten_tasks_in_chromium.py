"""The ten tasks that come most often, by a robot's finger on the smallest screen.

`pytest -s` prints the table: taps, keys of text, seconds. A list of a form counts as two taps.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.house import House
from kiosk.store.attendance import days, talks, visits
from kiosk.store.people import children
from kiosk.store.work import activities, cases
from tests.browser import touch_page
from tests.cast import LEGAL_NAME, PASSPHRASE
from tests.kiosk.counselor.crowd import fill
from tests.kiosk.counselor.keys import type_by_touch

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("counselor-browser")]

SEEN_PRINTING = "window.print = () => document.documentElement.dataset.printed = 'yes'"
# The most taps for each task, and the most seconds for any.
MOST_TAPS = {
    "unlock": 2,
    "roll call of 30": 35,
    "a talk, and what came of it": 8,
    "somebody goes home": 1,
    "yesterday from paper": 14,
    "a home visit": 8,
    "an activity of ten": 16,
    "the register printed": 4,
    "a new child and its consent": 20,
    "close the day": 3,
}
MOST_SECONDS = 40.0


@dataclass
class Robot:
    """A counselor's hands: what they touch and type, and since when."""

    page: Page
    taps: int = 0
    keys: int = 0
    began: float = 0.0

    def begin(self) -> None:
        self.page.locator(".rail a").first.tap()
        self.taps, self.keys, self.began = 0, 0, time.perf_counter()

    def tap(self, *path: str | Locator) -> None:
        """Tap one after another: a name of a button or link, or what was found."""
        for step in path:
            place = self._find(step) if isinstance(step, str) else step
            place.tap()
            self.taps += 1

    def _find(self, name: str) -> Locator:
        panel = self.page.locator("main, .rail")
        links, buttons = (panel.get_by_role(role, name=name) for role in ("link", "button"))
        return links.or_(buttons).first

    def write(self, field: str, text: str) -> None:
        self.tap(self.page.locator(f"[name={field}]").first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)
        self.keys += len(text)

    def choose(self, field: str, value: str) -> None:
        self.tap(self.page.locator(f".choice:has([name={field}][value='{value}'])"))

    def pick(self, name: str, number: str) -> None:
        self.page.get_by_label(name, exact=True).first.select_option(number)
        self.taps += 2


@pytest.fixture
def crowd(unlocked: House) -> list[Child]:
    """Thirty children; one of them wishes to talk."""
    found = fill(unlocked, 30)
    with unlocked.database.transaction() as db:
        talks.ask(db, unlocked.vault, found[0].id, unlocked.clock())
    return found


@pytest.fixture
def robot(browser: Browser, address: str, crowd: list[Child]) -> Iterator[Robot]:
    with touch_page(browser) as page:
        page.set_default_timeout(10_000)
        page.add_init_script(SEEN_PRINTING)
        page.goto(f"{address}/counselor/")
        yield Robot(page)


def unlock(robot: Robot, crowd: list[Child]) -> None:
    robot.tap(robot.page.locator("#passphrase"))
    type_by_touch(robot.page, PASSPHRASE)
    robot.keys += len(PASSPHRASE)
    robot.tap(robot.page.get_by_role("button", name="打开"))
    robot.page.locator(".rail").wait_for()


def call_the_roll(robot: Robot, crowd: list[Child]) -> None:
    robot.tap("签到")
    for child in crowd:
        robot.tap(robot.page.locator(".taps .person", has_text=child.nickname).first)
    robot.tap(robot.page.locator(".at-hand .main"))
    robot.page.get_by_text("30 个孩子已签到。").wait_for()


def have_talked(robot: Robot, crowd: list[Child]) -> None:
    robot.tap("已经聊过")
    robot.write("reason", "和班主任谈座位的事")
    robot.tap("保存", "办好了")
    robot.write("result", "已经换了座位")
    robot.tap("保存")
    robot.page.get_by_text("已经换了座位").wait_for()


def go_home(robot: Robot, crowd: list[Child]) -> None:
    robot.tap(robot.page.locator(".stay").first.get_by_role("button"))
    robot.page.get_by_text("1 个已回家").wait_for()


def copy_from_paper(robot: Robot, crowd: list[Child]) -> None:
    robot.tap("登记表", "从纸上补录", "前一天")
    robot.pick("时", "15")
    robot.pick("分", "0")
    for child in crowd[:5]:
        robot.tap(robot.page.locator(".taps .person", has_text=child.nickname).first)
    robot.tap("保存这一天")
    robot.page.get_by_role("status").wait_for()


def visit_at_home(robot: Robot, crowd: list[Child]) -> None:
    robot.tap("孩子", robot.page.locator(".person", has_text=crowd[3].nickname).first)
    robot.tap("家访", "添加家访")
    robot.write("met", "奶奶")
    robot.write("found", "家里收拾得干净，奶奶的腿好些了。")
    robot.tap("保存")
    robot.page.get_by_text("奶奶的腿好些了").wait_for()


def read_together(robot: Robot, crowd: list[Child]) -> None:
    robot.tap("活动", "添加活动")
    robot.write("name", "读绘本")
    for child in crowd[:10]:
        robot.tap(robot.page.locator(".pick", has_text=child.nickname).first)
    robot.tap("保存")
    robot.page.get_by_text("10 人次").wait_for()


def print_the_register(robot: Robot, crowd: list[Child]) -> None:
    robot.tap("登记表", "打印")
    robot.page.locator("html[data-printed=yes]").wait_for()


def add_a_child(robot: Robot, crowd: list[Child]) -> None:
    robot.tap("孩子", "添加孩子")
    robot.write("nickname", "小鹿")
    robot.tap(robot.page.locator(".pictures label").nth(30))
    robot.write("legal_name", LEGAL_NAME)
    for name, number in (("年", "2018"), ("月", "5"), ("日", "20")):
        robot.pick(name, number)
    robot.choose("category", "left_behind")
    robot.tap("保存")
    for purpose in (Purpose.VISITS, Purpose.MOODS, Purpose.PLAYS):
        robot.choose(purpose.value, "yes")
    robot.write("guardian", "奶奶")
    robot.write("witness", "李老师")
    robot.tap("保存答复")
    robot.page.get_by_role("status").wait_for()


def close_the_day(robot: Robot, crowd: list[Child]) -> None:
    robot.tap(robot.page.locator("summary", has_text="结束今天"), "是的，结束今天")
    robot.page.get_by_text("今天已结束").wait_for()


TASKS: tuple[Callable[[Robot, list[Child]], None], ...] = (
    unlock, call_the_roll, have_talked, go_home, copy_from_paper,
    visit_at_home, read_together, print_the_register, add_a_child, close_the_day,
)  # fmt: skip


def test_ten_tasks_take_few_taps_and_seconds(
    robot: Robot, unlocked: House, crowd: list[Child]
) -> None:
    lines = []
    unlocked.vault.lock()
    robot.page.reload()
    for (name, most), task in zip(MOST_TAPS.items(), TASKS, strict=True):
        if task is unlock:
            robot.began = time.perf_counter()
        else:
            robot.begin()
        task(robot, crowd)
        seconds = time.perf_counter() - robot.began
        lines.append(f"{name:<30}{robot.taps:>4} taps {robot.keys:>4} keys {seconds:>6.1f} s")
        assert robot.taps <= most and seconds <= MOST_SECONDS, lines[-1]
    print("", *lines, sep="\n")
    moment = unlocked.clock()
    with unlocked.database.reading() as db:
        assert not talks.waiting(db, unlocked.vault)
        assert len(visits.here(db, moment)) == 29
        assert len(children.everyone(db)) == 31
        assert len(activities.of_month(db, unlocked.vault, f"{moment.day:%Y-%m}")) == 1
        assert len(cases.of_child(db, unlocked.vault, crowd[0].id)) == 1
        assert days.get(db, moment.day) is not None
