"""The box's own service on lines of a real kernel, beside the kiosk, as the world sees them."""

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from hardware.rhythms import CALLING, RING, SIGNS, TAKEN, Mood
from kiosk.domain.audit import MAINS, OFF_BUTTON
from tests.machine.on_lines import (
    BLUE,
    BUZZER,
    GREEN,
    HELP,
    LIGHT,
    OFF,
    PATIENCE,
    PRESENCE,
    RED,
    UPS,
    WIRING,
    Pi,
    a_pi,
    acts_of,
    records,
)
from tests.machine.rhythms_seen import ms, sounds, waits_for_rhythm
from tests.processes import wait_for

pytestmark = pytest.mark.long

# How late a machine that is played, beside others, may be once with a light or a tone.
_LATEST = 0.5


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pi]:
    """A house that is ready, and its box, on a machine that lives for all tests of this file."""
    with a_pi(tmp_path_factory.mktemp("pi")) as pi:
        settle(pi)
        yield pi


@pytest.fixture
def pi(machine: Pi) -> Iterator[Pi]:
    """The same, left as it was found."""
    yield machine
    for line, high in ((HELP, True), (OFF, True), (UPS, True), (PRESENCE, True)):
        machine.drive(line, high=high)
    if machine.state()["calls"]:
        # One that has just started has to hear of a call first, to take a hold for its end.
        machine.waits_for(LIGHT, 1, machine.now())
        machine.press(HELP, 1.5)
    wait_for("rest", PATIENCE, lambda: machine.state()["mood"] == "ready")


def settle(pi: Pi, mood: str = "ready") -> None:
    """Start box and house, and let somebody be there."""
    times = [pi.now()]
    for start in (pi.starts_box, pi.starts_house):
        start()
        pi.drive(PRESENCE, high=True)
        times.append(pi.now())
    wait_for("the house", PATIENCE, lambda: pi.state()["mood"] == mood)
    box, house = (later - before for before, later in pairwise(times))
    print(f"the box is ready after {box:.1f} s, the house {house:.1f} s later")


def test_a_press_lights_the_button_rings_and_calls(pi: Pi) -> None:
    began = pi.press(HELP, 0.2)
    pressed = pi.waits_for(HELP, 0, began)
    print(f"from press to light {ms(pi.waits_for(LIGHT, 1, began) - pressed)}")
    wait_for("the call", PATIENCE, lambda: pi.state()["calls"])
    waits_for_rhythm(pi, CALLING, LIGHT, began)
    waits_for_rhythm(pi, SIGNS[Mood.NEEDS].rhythm, RED, began)
    assert len(sounds(pi, pressed)) > 10 and max(sounds(pi, pressed)) < RING.seconds + _LATEST
    assert pi.state() == {"calls": True, "mood": "needs_counselor", "quiet": False}


def test_held_beside_a_call_it_says_that_somebody_came(pi: Pi) -> None:
    pi.press(HELP, 0.2)
    wait_for("the call", PATIENCE, lambda: pi.state()["calls"])
    began = pi.press(HELP, 1.5)
    wait_for("the end of the call", PATIENCE, lambda: not pi.state()["calls"])
    pi.waits_for(GREEN, 1, began)
    assert pi.level(LIGHT) == 0
    assert any(one > 1 + TAKEN.seconds / 2 for one in sounds(pi, pi.waits_for(HELP, 0, began)))


def test_a_spike_is_no_press_and_a_contact_that_bounces_is_one(pi: Pi) -> None:
    began = pi.now()
    pi.chatters(HELP, "1010101")
    pi.machine.run("sleep 1")
    assert not pi.seen(LIGHT, BUZZER, since=began)
    pi.chatters(HELP, "0101010")
    pi.machine.run("sleep 1.5")
    released = pi.now()
    pi.chatters(HELP, "1010101")
    wait_for("the call", PATIENCE, lambda: pi.state()["calls"])
    pi.machine.run("sleep 1")
    # A second press would have been a hold beside a call, which ends it; or would ring again.
    assert pi.state()["calls"] and not sounds(pi, released)


def test_the_screen_sleeps_when_nobody_moves_and_wakes_for_who_does(pi: Pi) -> None:
    assert pi.brightness() == 255
    began = pi.now()
    pi.drive(PRESENCE, high=False)
    slept = pi.waits_for(BLUE, 1, began)
    print(f"asleep {slept - pi.waits_for(PRESENCE, 0, began):.2f} s after the last move")
    assert slept - began >= 10
    assert pi.brightness() < 255
    waits_for_rhythm(pi, SIGNS[Mood.ASLEEP].rhythm, BLUE, slept)
    began = pi.now()
    pi.drive(PRESENCE, high=True)
    woke = pi.waits_for(GREEN, 1, began)
    print(f"from a move to the house's answer {ms(woke - pi.waits_for(PRESENCE, 1, began))}")
    assert pi.brightness() == 255


def test_a_short_touch_of_the_off_button_and_a_short_cut_of_the_mains_do_nothing(pi: Pi) -> None:
    pi.press(OFF, 0.4)
    pi.press(UPS, 1.0)
    pi.machine.run("sleep 4")
    assert pi.state()["mood"] == "ready"
    assert "switched" not in pi.said("house")


def test_a_loose_wire_neither_switches_off_nor_sticks(pi: Pi) -> None:
    for line in (OFF, UPS):
        pi.shakes(line, 100)
    # Longer than either has to be held.
    pi.machine.run("sleep 4")
    assert pi.state() == {"calls": False, "mood": "ready", "quiet": False}


def test_at_rest_it_hardly_wakes(pi: Pi) -> None:
    before, seconds = pi.wakes(), 5
    pi.machine.run(f"sleep {seconds}")
    often = (pi.wakes() - before) / seconds
    print(f"at rest it wakes {often:.0f} times a second, lgpio's own 50 among them")
    assert often < 100


def test_a_service_that_is_killed_lets_go_of_its_lines_and_takes_them_again(pi: Pi) -> None:
    began = pi.now()
    pi.kills(pi.box)
    dark = pi.waits_for(GREEN, 0, began)
    pi.starts_box()
    print(f"from dark to light {pi.waits_for(GREEN, 1, dark) - dark:.1f} s")
    began = pi.press(HELP, 0.2)
    pi.waits_for(LIGHT, 1, began)
    wait_for("the call", PATIENCE, lambda: pi.state()["calls"])


def test_a_service_that_is_stopped_leaves_everything_dark(pi: Pi) -> None:
    pi.press(HELP, 0.2)
    wait_for("the call", PATIENCE, lambda: pi.state()["calls"])
    pi.kills(pi.box, "TERM")
    assert [pi.level(line) for line in (LIGHT, RED, GREEN, BLUE, BUZZER)] == [0] * 5
    pi.starts_box()


def test_parts_that_are_wrong_or_held_by_others_are_said_and_the_others_work(pi: Pi) -> None:
    pi.kills(pi.box)
    other = pi.holds(RED)
    began = pi.now()
    pi.starts_box(WIRING.replace(f"pin = {BUZZER}", "pin = 99"))
    pi.press(HELP, 0.2)
    pi.waits_for(LIGHT, 1, began)
    assert "The status light does not answer ('GPIO busy'): it is left out." in pi.said("box")
    assert "The buzzer: “pin” needs a GPIO number from 2 to 27." in pi.said("box")
    assert not pi.seen(BUZZER, GREEN, since=began)
    let_go = pi.now()
    pi.kills(other)
    pi.waits_for(RED, 1, let_go)
    assert "[status] answers now." in pi.said("box")
    pi.kills(pi.box)
    pi.starts_box()


def test_the_check_asks_for_each_part_and_feels_it(pi: Pi) -> None:
    pi.kills(pi.box, "TERM")
    pi.starts_check()
    pi.asked("Press the help button")
    pi.press(HELP, 0.3)
    pi.asked("wave your hand")
    pi.drive(PRESENCE, high=True)
    pi.asked("Press the off button")
    pi.press(OFF, 0.3)
    pi.asked("Pull the plug")
    pi.drive(UPS, high=False)
    pi.asked("Put the plug in again")
    pi.drive(UPS, high=True)
    found = pi.checked()
    parts = ("help", "help light", "presence", "status", "buzzer", "off", "ups")
    assert [found[one] for one in parts] == [True] * len(parts)
    pi.starts_box()


def test_a_check_beside_the_service_says_that_all_is_held(pi: Pi) -> None:
    pi.starts_check()
    found = pi.checked()
    parts = ("help", "presence", "status", "buzzer", "off", "ups")
    assert [found[one] for one in parts] == [False] * len(parts)


def test_the_off_button_closes_the_day_and_switches_off(machine: Pi, tmp_path: Path) -> None:
    machine.press(OFF, 2.5)
    assert machine.machine.goes_off(PATIENCE)
    with records(machine, tmp_path) as db:
        assert acts_of(OFF_BUTTON, db) == ["closed the day", "switched off"]


def test_mains_that_fail_close_the_house_and_what_it_said_it_has_is_there(tmp_path: Path) -> None:
    with a_pi(tmp_path, enrolled=True) as pi:
        settle(pi, "waiting_to_send")
        began = pi.now()
        for line in (RED, GREEN):
            waits_for_rhythm(pi, SIGNS[Mood.WAITING].rhythm, line, began)
        pi.press(HELP, 0.2)
        wait_for("the call", PATIENCE, lambda: pi.state()["calls"])
        pi.drive(UPS, high=False)
        failed = time.monotonic()
        assert pi.machine.goes_off(PATIENCE)
        print(f"off {time.monotonic() - failed:.1f} s after the mains, of which 3 s are patience")
        with records(pi, tmp_path) as db:
            assert acts_of(MAINS, db) == ["closed the day", "switched off"]
            assert db.execute("SELECT count(*) FROM talks").fetchone() == (1,)
