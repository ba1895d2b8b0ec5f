"""The ten tasks that come most often, by a robot's finger on the smallest screen.

`pytest -s` prints the table: taps, keys of text, seconds. A list of a form counts as two taps.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kiosk.house import House
from kiosk.store.attendance import days, talks, visits
from kiosk.store.people import children
from kiosk.store.work import activities, cases
from tests.browser import touch_page
from tests.kiosk.counselor.crowd import fill
from tests.kiosk.counselor.hands import Finger
from tests.kiosk.counselor.speech import CHINESE
from tests.kiosk.counselor.tasks import day
from tests.kiosk.counselor.tasks.children import add_a_child, print_the_register, visit_at_home
from tests.kiosk.counselor.tasks.handbook import Doing
from tests.kiosk.counselor.tasks.scene import SEEN_PRINTING, Scene

pytestmark = [pytest.mark.browser, pytest.mark.long]

# What is done, and the most taps for it.
TASKS: dict[str, tuple[Doing, int]] = {
    "unlock": (day.unlock, 2),
    "roll call of 30": (day.call_the_roll, 35),
    "a talk, and what came of it": (day.talk, 8),
    "somebody goes home": (day.go_home, 1),
    "yesterday from paper": (day.copy_from_paper, 14),
    "a home visit": (visit_at_home, 8),
    "an activity of ten": (day.read_together, 16),
    "the register printed": (print_the_register, 4),
    "a new child and its consent": (add_a_child, 20),
    "close the day": (day.close, 3),
}
MOST_SECONDS = 40.0


@pytest.fixture
def scene(unlocked: House, address: str, stick: Path, tmp_path: Path) -> Scene:
    """Thirty children; one of them wishes to talk."""
    found = fill(unlocked, 30)
    with unlocked.database.transaction() as db:
        talks.ask(db, unlocked.vault, found[0].id, unlocked.clock())
    return Scene(unlocked, address, found, stick, tmp_path)


@pytest.fixture
def robot(browser: Browser, scene: Scene) -> Iterator[Finger]:
    with touch_page(browser) as page:
        page.set_default_timeout(10_000)
        page.add_init_script(SEEN_PRINTING)
        scene.house.vault.lock()
        page.goto(f"{scene.address}/counselor/")
        yield Finger(page, CHINESE)


def test_ten_tasks_take_few_taps_and_seconds(robot: Finger, scene: Scene) -> None:
    lines, house = [], scene.house
    for name, (task, most) in TASKS.items():
        if task is day.unlock:
            robot.began = time.perf_counter()
        else:
            robot.begin()
        task(robot, scene)
        seconds = time.perf_counter() - robot.began
        lines.append(f"{name:<30}{robot.taps:>4} taps {robot.keys:>4} keys {seconds:>6.1f} s")
        assert robot.taps <= most and seconds <= MOST_SECONDS, lines[-1]
    print("", *lines, sep="\n")
    moment = house.clock()
    with house.database.reading() as db:
        assert not talks.waiting(db, house.vault)
        assert len(visits.here(db, moment)) == 29
        assert len(children.everyone(db)) == 31
        assert len(activities.of_month(db, house.vault, f"{moment.day:%Y-%m}")) == 1
        assert len(cases.of_child(db, house.vault, scene.children[0].id)) == 1
        assert days.get(db, moment.day) is not None
