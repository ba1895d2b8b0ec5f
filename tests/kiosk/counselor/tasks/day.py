"""A counselor's day: it begins, children come and go, she is told of them, and it is closed."""

from kiosk.domain.casework import NOBODY
from kiosk.domain.moods import Face
from kiosk.store import settings
from kiosk.store.attendance import days, talks, visit_lists, visits
from kiosk.store.work import activities, cases, plans, snoozes
from tests import cast
from tests.cast import PASSPHRASE
from tests.kiosk.counselor.day.test_concerns import feel
from tests.kiosk.counselor.hands import Name, Robot
from tests.kiosk.counselor.tasks.scene import Scene


def unlock(robot: Robot, scene: Scene) -> None:
    robot.write("Passphrase", PASSPHRASE)
    robot.press("Unlock")
    robot.page.locator(".rail").wait_for()


def begin(robot: Robot, scene: Scene) -> None:
    scene.house.vault.lock()
    robot.page.goto(scene.address)
    robot.press(robot.page.locator("a.adults"))
    unlock(robot, scene)
    assert scene.house.vault.is_open
    robot.press("Lock and back to the children")
    assert not scene.house.vault.is_open


def check_in(robot: Robot, scene: Scene) -> None:
    robot.press("Check in", Name("第0组"), "Mark all shown")
    robot.press(Name("第1组"), Name(scene.children[1].nickname))
    robot.press(robot.called("Check in %(num)s", num=4))
    robot.reads("%(num)d child is checked in.", num=4)
    robot.press("Today", robot.called("%(nickname)s goes home", nickname="孩0"))
    robot.press(robot.called("%(nickname)s is not here: a wrong tap", nickname="孩1"))
    robot.press("Strike the visit")
    robot.reads("The visit is struck.")
    with scene.house.database.reading() as db:
        here = {one.child for one in visits.here(db, scene.house.clock())}
    assert here == {scene.children[2].id, scene.children[4].id}


def call_the_roll(robot: Robot, scene: Scene) -> None:
    robot.press("Check in")
    robot.press(*(Name(child.nickname) for child in scene.children))
    robot.press(robot.called("Check in %(num)s", num=len(scene.children)))
    robot.reads("%(num)d child is checked in.", num=len(scene.children))


def go_home(robot: Robot, scene: Scene) -> None:
    robot.press(robot.page.locator(".stay").first.get_by_role("button"))
    robot.reads("%(num)d has gone home", num=1)


def talk(robot: Robot, scene: Scene) -> None:
    house = scene.house
    if not robot.page.locator(".requests").count():
        with house.database.transaction() as db:
            talks.ask(db, house.vault, scene.children[0].id, house.clock())
        robot.press("Today")
    robot.press("We have talked")
    robot.write("What is to be done", "和班主任谈座位的事")
    robot.press("Keep", "It is done")
    robot.write("Result", "已经换了座位")
    robot.press("Keep")
    robot.sees("已经换了座位")
    with house.database.reading() as db:
        assert not talks.waiting(db, house.vault)
        assert len(cases.of_child(db, house.vault, scene.children[0].id)) == 1


def quiet_chat(robot: Robot, scene: Scene) -> None:
    child = scene.children[0]
    feel(scene.house, child, Face.VERY_LOW, Face.VERY_LOW, Face.VERY_LOW)
    robot.press("Today", robot.called("Put it off: %(nickname)s", nickname=child.nickname))
    robot.press(robot.called("%(num)d week", num=2))
    with scene.house.database.reading() as db:
        assert snoozes.of_child(db, scene.house.vault, child.id)
    robot.press("Upkeep", "When to consider a quiet chat")
    rules = robot.page.locator("[name=answers]")
    robot.press(rules.and_(robot.page.locator(":checked + *, :not(:checked)")).last, "Keep")
    robot.reads("Changed and kept.")


def harm(robot: Robot, scene: Scene) -> None:
    scene.house.vault.lock()
    robot.page.reload()
    robot.press("Harm?")
    robot.sees("12356")
    robot.stop()
    cast.unlock(scene.house)
    robot.page.reload()
    robot.press("Note a call", "Someone who is not listed here", "Keep")
    robot.press("Harm?", "Calls for help")
    robot.reads("Someone who is not listed here")
    with scene.house.database.reading() as db:
        assert len(cases.of_child(db, scene.house.vault, NOBODY)) == 1


def copy_from_paper(robot: Robot, scene: Scene) -> None:
    robot.press("Register", "From paper", "The day before")
    robot.pick("Hour", "15", within="Came at")
    robot.pick("Minute", "0", within="Came at")
    robot.press(*(Name(child.nickname) for child in scene.children[:5]))
    robot.press("Keep the day")
    robot.reads("The day is in the register now.")
    with scene.house.database.reading() as db:
        assert {len(visit_lists.of_child(db, child.id)) for child in scene.children[1:5]} <= {1, 2}


def read_together(robot: Robot, scene: Scene) -> None:
    some = scene.children[:10]
    robot.press("Activities", "Add an activity")
    robot.write("What was done", "读绘本")
    robot.press(*(Name(child.nickname) for child in some), "Keep")
    robot.reads("%(num)d participation", num=len(some))
    month = f"{scene.house.clock().day:%Y-%m}"
    with scene.house.database.reading() as db:
        assert len(activities.of_month(db, scene.house.vault, month)) == 1


def plan(robot: Robot, scene: Scene) -> None:
    robot.press("Activities", "Plan an activity")
    robot.write("What will be done", "剪纸")
    robot.write("Minutes", "45")
    robot.press("every week", "Keep", "Today", robot.page.locator(".dues a"))
    robot.press(Name(scene.children[1].nickname), "Keep")
    robot.press("Today", "Activities", "Does not take place", "Plan it no more", "Yes, delete it")
    with scene.house.database.reading() as db:
        assert plans.everything(db, scene.house.vault) == []
        (held,) = activities.of_month(db, scene.house.vault, f"{scene.house.clock().day:%Y-%m}")
    assert held.activity and (held.activity.name, held.activity.minutes) == ("剪纸", 45)


def away(robot: Robot, scene: Scene) -> None:
    robot.press("I am away", "Add somebody who can stand in")
    robot.write("What children call them", "王阿姨")
    for group, hour in (("From", "15"), ("Until", "18")):
        robot.pick("Hour", hour, within=group)
    robot.press("Keep", "tomorrow", robot.page.get_by_label("王阿姨"), "Keep")
    with scene.house.database.reading() as db:
        absence = settings.absence(db)
    assert absence and absence.stand_in and absence.stand_in.name == "王阿姨"
    robot.press("I am back")
    with scene.house.database.reading() as db:
        assert settings.absence(db) is None


def close(robot: Robot, scene: Scene) -> None:
    robot.press("Close the day", "Yes, close the day")
    robot.reads("The day is closed.")
    with scene.house.database.reading() as db:
        assert days.get(db, scene.house.clock().day) is not None
