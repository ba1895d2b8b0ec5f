"""Each task of the handbook, by a finger and by keys alone, on each screen, in each language."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kiosk import power
from kiosk.app import app_for
from kiosk.counselor.help.handbook import tasks
from kiosk.domain.consent import Purpose
from kiosk.house import House
from kiosk.power import Power
from tests.browser import SEVEN_INCH, TEN_INCH, touch_page
from tests.kiosk.counselor.crowd import fill
from tests.kiosk.counselor.hands import Finger, Robot
from tests.kiosk.counselor.keys_alone import KeysAlone
from tests.kiosk.counselor.speech import CHINESE, ENGLISH
from tests.kiosk.counselor.tasks.handbook import HOUSES, TASKS
from tests.kiosk.counselor.tasks.scene import SEEN_PRINTING, Scene
from tests.processes import free_port, serving
from tests.turns import by_turns

pytestmark = pytest.mark.browser

# Each hand at both sizes and in both languages, and all four of these over both hands. With every
# other commit a task is done at one of these places, in turn, and in `make test-long` at all.
PLACES = (
    (Finger, SEVEN_INCH, CHINESE),
    (KeysAlone, SEVEN_INCH, ENGLISH),
    (Finger, TEN_INCH, ENGLISH),
    (KeysAlone, TEN_INCH, CHINESE),
)


def called(one: object) -> str:
    if isinstance(one, str):
        return one
    hand, panel, say = one
    return f"{hand.__name__}-{panel[0]}-{say.locale}"


def at_all_places(names: Collection[str]) -> pytest.MarkDecorator:
    """Try tasks at each place."""
    pairs = by_turns(names, PLACES, name=called, halves=True)
    return pytest.mark.parametrize(("name", "robot"), pairs, indirect=["robot"])


SitDown = Callable[[str], AbstractContextManager[Scene]]


@pytest.fixture
def equipped(unlocked: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """The house on a network of its own, in a box that goes off by leaving a file."""
    monkeypatch.setattr(power, "_SAYS_GOODNIGHT", 0)
    monkeypatch.setattr(power, "_GOES_WITHIN", 2.0)
    off = f"touch '{tmp_path}/it is off'"
    config = replace(unlocked.config, poweroff_command=off, panel_port=free_port())
    unlocked.remote.addresses = lambda: ["127.0.0.1"]
    return replace(unlocked, config=config, power=Power(config))


@pytest.fixture(scope="module")
def robot(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Robot]:
    """Hands at a screen, for all tasks: what a browser keeps of the panel's styles, it keeps."""
    hand, panel, say = request.param
    with touch_page(browser, panel) as page:
        page.set_default_timeout(30_000)
        page.add_init_script(SEEN_PRINTING)
        yield hand(page, say)


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture
def sit_down(robot: Robot, port: int, equipped: House, stick: Path, tmp_path: Path):
    """Let the robot come to the panel of a house with six children in two groups."""

    @contextmanager
    def at_the_panel(name: str) -> Iterator[Scene]:
        children = fill(equipped, 6, groups=2, keeps=Purpose)
        config = replace(equipped.config, language=robot.say.locale)
        house = HOUSES.get(name, lambda house: house)(replace(equipped, config=config))
        with serving(app_for(house), port) as address:
            robot.page.context.clear_cookies()
            robot.page.goto(f"{address}/counselor/")
            yield Scene(house, address, children, stick, tmp_path)
            robot.page.goto("about:blank")

    return at_the_panel


def test_every_page_of_the_handbook_is_a_task_here() -> None:
    assert list(TASKS) == [task.name for task in tasks("en")]


@at_all_places(TASKS)
def test_a_task_is_done(robot: Robot, sit_down: SitDown, name: str) -> None:
    with sit_down(name) as scene:
        TASKS[name](robot, scene)
        robot.stop()


@at_all_places(["write"])
def test_what_is_written_is_left_or_gone_on_with(
    robot: Robot, sit_down: SitDown, name: str
) -> None:
    with sit_down(name):
        robot.press("Children", "Add a child")
        robot.write("Nickname", "小鹿")
        robot.ask_to_leave("Register")
        robot.stop()
        robot.press("Go on writing")
        assert robot.page.locator("dialog[open]").count() == 0
        robot.ask_to_leave("Register")
        robot.page.keyboard.press("Escape")
        assert robot.page.locator("dialog[open]").count() == 0
        assert robot.page.evaluate("document.activeElement.innerText").strip() == robot.say(
            "Register"
        )
        robot.ask_to_leave("Register")
        robot.press("Leave without keeping it")
        robot.page.wait_for_url("**/register/*")
