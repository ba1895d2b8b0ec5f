"""What is done for one child: it is found, added, written of, and its guardian is answered."""

from datetime import date

from kiosk.domain.consent import Purpose
from kiosk.domain.moods import Face
from kiosk.store.people import children
from kiosk.store.work import cases
from tests.cast import LEGAL_NAME, add_child
from tests.kiosk.counselor.day.test_concerns import feel
from tests.kiosk.counselor.hands import Name, Robot
from tests.kiosk.counselor.tasks.scene import Scene


def find(robot: Robot, scene: Scene) -> None:
    panda = add_child(scene.house, "小竹", keeps={Purpose.VISITS}, birth=date(2020, 3, 14))
    robot.press("Children")
    robot.write("Name or first letters", "xz")
    robot.reads("%(num)d child found", num=1)
    robot.put_keys_away()
    robot.press("Show all", "By picture")
    robot.press(robot.page.locator(f".find [value='{panda.picture}']"))
    robot.reads("%(num)d child found", num=2)
    robot.press(Name(panda.nickname))
    robot.sees(LEGAL_NAME)


def add_a_child(robot: Robot, scene: Scene) -> None:
    robot.press("Children", "Add a child")
    robot.write("Nickname", "小鹿")
    robot.press(robot.page.locator(".pictures input").nth(30))
    robot.write("Legal name", LEGAL_NAME)
    for name, number in (("Year", "2018"), ("Month", "5"), ("Day", "20")):
        robot.pick(name, number)
    robot.press(robot.page.locator("[name=category][value=left_behind]"), "Keep")
    for purpose in ("Visits", "Feelings", "Games"):
        robot.press(robot.called("Yes", within=purpose))
    robot.write("Who answered", "奶奶")
    robot.write("Witness", "李老师")
    robot.press("Keep the answers")
    robot.reads("The guardian's answers are kept.")
    with scene.house.database.reading() as db:
        fawn = next(one for one in children.everyone(db) if one.nickname == "小鹿")
    assert fawn.keeps == frozenset(Purpose)


def visit_at_home(robot: Robot, scene: Scene) -> None:
    robot.press("Children", Name(scene.children[3].nickname))
    robot.press("Home visits", "Add a home visit")
    robot.write("Whom you met", "奶奶")
    robot.write("What you found", "家里收拾得干净，奶奶的腿好些了。")
    robot.press("Keep")
    robot.sees("奶奶的腿好些了")


def records(robot: Robot, scene: Scene) -> None:
    visit_at_home(robot, scene)
    robot.press("Correct or delete", "Correct")
    robot.write("What is next", "带她去看腿")
    robot.press("Keep")
    robot.sees("带她去看腿")
    with scene.house.database.reading() as db:
        (kept,) = cases.of_child(db, scene.house.vault, scene.children[3].id)
    assert kept.entry and kept.entry.next == "带她去看腿"


def over_time(robot: Robot, scene: Scene) -> None:
    child = scene.children[0]
    feel(scene.house, child, Face.VERY_LOW, Face.HIGH)
    robot.press("Children", Name(child.nickname), "How it has been")
    robot.reads("How it felt, in thirteen weeks")
    robot.press("The same as a list")
    robot.reads("What it is about")
    robot.press("The month before", "Back")
    robot.reads("The child's file")


def print_the_register(robot: Robot, scene: Scene) -> None:
    robot.press("Register", "Print")
    robot.page.locator("html[data-printed=yes]").wait_for()


def month(robot: Robot, scene: Scene) -> None:
    print_the_register(robot, scene)
    robot.press("The month before", "The month after", "As a file", "For Excel and WPS")
    robot.reads("The file %(name)s is on the stick.", name="register-2026-11.xlsx")
    robot.press("Month of the house", "As a file", "For paper (PDF)")
    robot.reads("The file %(name)s is on the stick.", name="house-month-2026-11.pdf")
    names = {file.name for file in scene.stick.iterdir()}
    assert names == {"register-2026-11.xlsx", "house-month-2026-11.pdf"}


def rights(robot: Robot, scene: Scene) -> None:
    child = scene.children[2]
    robot.press("Children", Name(child.nickname), "A copy for the guardian", "Print")
    robot.page.locator("html[data-printed=yes]").wait_for()
    robot.press("As a file", robot.called("Download in this browser"))
    with robot.page.expect_download() as file:
        robot.press("Make the file")
    assert file.value.suggested_filename.startswith("copy-2026-11-24-")
    robot.press("Back", "Back", "Erase the child")
    robot.press(robot.page.locator(f"main [name=picture][value='{child.picture}']"), "Go on")
    robot.press(robot.called("Yes, erase %(nickname)s for good", nickname=child.nickname))
    robot.reads("The child is erased.")
    with scene.house.database.reading() as db:
        assert child.id not in {one.id for one in children.everyone(db)}
