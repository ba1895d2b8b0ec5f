"""What goes to headquarters and what comes from it, by each of the roads."""

from kiosk.closing import close_day
from kiosk.domain.days import Closing
from kiosk.house import House
from sync.status import wire_status
from tests.cast import enrol
from tests.kiosk.counselor.hands import Robot
from tests.kiosk.counselor.messages.headquarters import announce, answer, asked, meet
from tests.kiosk.counselor.sending.test_page import HQ_VERIFY, answered
from tests.kiosk.counselor.sending.test_telephone import right_code
from tests.kiosk.counselor.tasks.scene import Scene


def messages(robot: Robot, scene: Scene) -> None:
    meet(scene.house)
    announce(scene.house, "流感季节", "请每天给孩子量体温")
    robot.press("Today", robot.called("%(num)d unread message", num=1))
    robot.press(robot.page.locator(".letters a"))
    robot.page.locator("article.letter").wait_for()
    robot.press("All messages")
    assert not robot.page.locator(".new-mark").count()
    robot.press("Ask headquarters now")
    robot.reads("Headquarters is being asked. What is new shows here as soon as it has come.")


def ask_experts(robot: Robot, scene: Scene) -> None:
    meet(scene.house)
    robot.press("Messages", "Ask the expert panel")
    robot.write("Your question", "一个女孩连续一周不说话，只画画。")
    robot.press("8 to 10 years", "A new number", "Send to the experts")
    robot.reads("Kept and sealed. It goes to the experts as soon as there is a network.")
    ((number, question),) = asked(scene.house)
    answer(scene.house, number, "先不要追问，陪她画画。", question.case)
    robot.press("Today", "Messages", robot.page.locator(".letters a"))
    robot.sees("先不要追问，陪她画画。")
    robot.press("Ask further")
    robot.write("Your question", "她今天跟我说话了，接下来呢？")
    robot.press("8 to 10 years", "Send to the experts")
    assert [one.case for _, one in asked(scene.house)] == [question.case] * 2


def ends_at_headquarters(house: House) -> None:
    """Let a closed day wait for a headquarters that can answer."""
    enrol(house)
    with house.database.transaction() as db:
        db.execute("UPDATE wire SET hq_verify_key = ?", [HQ_VERIFY])
    close_day(house, house.clock().day, Closing.COUNSELOR, "li")


def waiting(house: House) -> int:
    with house.database.reading() as db:
        return wire_status(db).waiting


def send(robot: Robot, scene: Scene) -> None:
    ends_at_headquarters(scene.house)
    robot.press("Today", robot.page.locator(".to-sending"))
    robot.press(robot.page.locator(".letter summary"))
    robot.reads("Nothing else is in it: no name, no feeling, no request to talk.")
    robot.press("Send now")
    robot.reads("The house is trying now. This takes some seconds.")
    assert scene.house.agent._asked.is_set()


def by_stick(robot: Robot, scene: Scene) -> None:
    ends_at_headquarters(scene.house)
    robot.press("Upkeep", "Sending", "By USB stick")
    answered(scene.stick, 1)
    assert waiting(scene.house) == 1
    robot.press("By USB stick")
    assert waiting(scene.house) == 0
    robot.reads("Headquarters has it")


def by_telephone(robot: Robot, scene: Scene) -> None:
    ends_at_headquarters(scene.house)
    robot.press("Upkeep", "Sending", "By telephone")
    robot.page.locator(".qr svg").wait_for()
    robot.press("Type the confirmation code")
    robot.write("Confirmation code", right_code(scene.house, 1).lower())
    robot.press("Confirm")
    assert waiting(scene.house) == 0
    robot.reads("Headquarters has it")
