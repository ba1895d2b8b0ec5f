"""What keeps the house going: keys, voices, backups, the screen, the clock, and its sleep."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hardware.clock import Reading
from kiosk.domain.settings import TextSize
from kiosk.house import House
from kiosk.store import devices, recordings, settings
from kiosk.store.keys import counselors
from kiosk.store.safety import backup
from kiosk.store.safety.places import FOLDER
from kiosk.store.work import cases
from kiosk.timekeeper import Timekeeper
from tests.cast import PASSPHRASE
from tests.kiosk.counselor.access.test_holders import opens
from tests.kiosk.counselor.hands import Finger, Name, Robot
from tests.kiosk.counselor.tasks.scene import Scene
from tests.kiosk.remote.test_phone_in_chromium import phone as telephone
from tests.processes import wait_for
from tests.sounds import tone


def write(robot: Robot, scene: Scene) -> None:
    robot.press("Children", Name(scene.children[1].nickname), "Notes", "Add a note")
    robot.spell("Note", "奶奶 Tenzin ")
    robot.press("Keep")
    robot.sees("奶奶 Tenzin")
    with scene.house.database.reading() as db:
        (kept,) = cases.of_child(db, scene.house.vault, scene.children[1].id)
    assert kept.entry and kept.entry.text == "奶奶 Tenzin"


def back_up(robot: Robot, scene: Scene) -> None:
    (scene.stick / FOLDER).mkdir()
    robot.press("Upkeep", "Backups")
    robot.press(robot.page.locator(".places li").nth(1).get_by_role("button"))
    wait_for("the backup", 20, lambda: scene.house.archivist.work is None)
    robot.page.locator(".working").wait_for(state="detached")
    assert len(backup.listed(scene.stick / FOLDER)) == 1


def give_a_voice(robot: Robot, scene: Scene) -> None:
    robot.press("Upkeep", "Voices", robot.page.locator(".tabs a").first)
    robot.press("Next missing one", "Record")
    robot.reads("There is no microphone that can be used: plug one in, or choose a file.")
    voice = scene.desk / "voice.wav"
    voice.write_bytes(tone(1))
    robot.attach("Choose a file", voice)
    robot.press("A little later", robot.page.locator("[data-try]"))
    robot.press(robot.page.locator("[data-keep]"))
    robot.reads("Kept. Please listen to it once more; children hear it once approved.")
    robot.press("Let children hear it")
    robot.reads("Approved: children hear it from now on.")
    prompt = robot.page.url.rpartition("/")[2]
    with scene.house.database.reading() as db:
        assert recordings.sound(db, "zh_Hans", prompt)


# Short, and hard to guess all the same: by touch each letter takes its time.
NEW, HERS = "kvq7 zumo9", "b4xw pyrd2"


def change_passphrase(robot: Robot, scene: Scene) -> None:
    robot.press("Upkeep", "Counselors", "Change my passphrase")
    robot.write("Your passphrase until now", PASSPHRASE)
    for field in ("Your new passphrase", "The new passphrase again"):
        robot.write(field, NEW)
    robot.press("Change it")
    robot.reads("Your passphrase is changed.")
    assert opens(scene.house, NEW) and not opens(scene.house, PASSPHRASE)
    robot.press("Add a counselor")
    robot.write("Name", "王老师")
    robot.write("Phone", "13912345678")
    for field in ("Her own passphrase", "The passphrase again"):
        robot.write(field, HERS)
    robot.press("Add", "End her time here")
    robot.press(robot.called("Yes, end %(name)s's time", name="王老师"))
    robot.reads("Former counselors")
    with scene.house.database.reading() as db:
        assert len(counselors.everyone(db)) == 2
    assert not opens(scene.house, HERS)


def pair_a_phone(robot: Robot, scene: Scene) -> None:
    house = scene.house
    robot.press("Upkeep", "Phone and laptop", "Turn it on", "Pair a device")
    robot.page.locator(".pairing img").wait_for()
    robot.stop()
    code = house.remote.pairing.code
    with telephone(robot.page.context.browser) as page:
        page.goto(f"https://127.0.0.1:{house.config.panel_port}/pair#{code}")
        page.locator("button.main").tap()
        page.wait_for_url("**/counselor/unlock**")
    robot.reads("Not unlocked yet")
    robot.press("Take away", "Yes, take it away")
    with house.database.reading() as db:
        assert settings.lets_devices_in(db) and devices.paired(db) == []


def switch_off(robot: Robot, scene: Scene) -> None:
    robot.press("Upkeep", "Switch the house off", "Switch the house off", "Yes, switch off")
    wait_for("the machine", 10, (scene.desk / "it is off").exists)
    assert not scene.house.power.is_awake


def try_the_screen(robot: Robot, scene: Scene) -> None:
    robot.press("Upkeep", "Screen and sound", "Large", "Keep")
    robot.reads("Changed and kept.")
    assert scene.house.settings().panel_text is TextSize.LARGE
    robot.press("Test the touch")
    robot.press(*robot.page.locator(".dot").all())
    if isinstance(robot, Finger):
        robot.reads("All five were felt within 4 mm: the touch is right.")
    robot.press("Upkeep", "The box", "Look again")


def woken_in_1970(house: House) -> House:
    """Let the house's machine have lost the time, the morning after a certain day."""
    woke = Reading(datetime(1970, 1, 1, tzinfo=UTC), 30.0, synchronised=False)
    return replace(house, clock=Timekeeper(house.database, lambda: woke, "b2"))


def set_the_date(robot: Robot, scene: Scene) -> None:
    robot.press("Upkeep", "Date and time", robot.page.locator(".days-to-choose button").nth(2))
    robot.reads("The date is set.")
    assert scene.house.clock().day == date(2026, 11, 26)
