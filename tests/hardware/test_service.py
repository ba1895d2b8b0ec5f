"""The box at work on mock pins, beside a house that answers over HTTP."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest
from gpiozero import Device
from gpiozero.pins.mock import MockPWMPin

from hardware import box, messenger, service
from hardware.parts import Buzzer, Help, Off, Presence, Status, Ups, Wiring
from hardware.service import Service
from hardware.telling import House
from tests.hardware.a_house import a_house
from tests.processes import free_port, wait_for

WIRING = Wiring(
    {
        "help": Help(17, 27, held_seconds=0.3),
        "presence": Presence(22, away_seconds=0.6),
        "status": Status(13, 19, 26),
        "buzzer": Buzzer(12),
        "off": Off(5, held_seconds=0.3),
        "ups": Ups(6, wait_seconds=0.2),
    }
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messenger, "ASKS_EVERY", 0.2)
    monkeypatch.setattr(messenger, "TRIES_AGAIN", 0.05)


def pin(line: int) -> Any:
    return Device.pin_factory.pin(f"GPIO{line}")


@contextmanager
def at_work(address: str) -> Iterator[Service]:
    one = Service(WIRING, House(address))
    thread = Thread(target=one.run)
    thread.start()
    try:
        yield one
    finally:
        one.stop()
        thread.join(10)
        Device.pin_factory.reset()
        assert not thread.is_alive()


def test_buttons_sensor_and_mains_are_told_to_the_house() -> None:
    with a_house() as house, at_work(house.address):
        house.told["calls"] = True
        pin(17).drive_low()
        wait_for("the call", 30, lambda: "help" in house.heard)
        wait_for("the light in the button", 30, lambda: pin(27).state)
        pin(17).drive_high()
        wait_for("nobody moves", 30, lambda: "nobody_here" in house.heard)
        pin(22).drive_high()
        wait_for("somebody moves", 30, lambda: house.heard[-1] == "someone_here")
        pin(17).drive_low()
        wait_for("somebody came", 30, lambda: "somebody_came" in house.heard)
        pin(5).drive_low()
        wait_for("it is to be switched off", 30, lambda: "switch_off" in house.heard)
        pin(6).drive_low()
        wait_for("the mains are gone", 30, lambda: "power_failed" in house.heard)
    assert house.heard == [
        "help", "someone_here", "nobody_here", "someone_here", "somebody_came", "switch_off",
        "power_failed",
    ]  # fmt: skip


def test_the_status_light_shows_what_the_house_says_and_goes_dark_in_the_end() -> None:
    with a_house() as house, at_work(house.address):
        wait_for("green", 30, lambda: pin(19).state == 1)
        house.told["mood"] = "needs_counselor"
        seen = set()
        wait_for("red, on and off", 30, lambda: seen.add(pin(13).state) or {0, 1} <= seen)
        lines = [pin(line) for line in (13, 19, 26)]
    assert [line.state for line in lines] == [0, 0, 0]


def test_it_goes_on_while_the_house_is_away() -> None:
    port = free_port()
    with at_work(f"http://127.0.0.1:{port}"):
        pin(17).drive_low()
        wait_for("the light in the button", 30, lambda: pin(27).state)
        with a_house(port) as house:
            wait_for("the call to be told", 30, lambda: house.heard == ["help", "someone_here"])


class Shared(MockPWMPin):
    """A pin that another program may hold."""

    held: ClassVar[set[str]] = {"GPIO19"}

    def __init__(self, factory: Any, info: Any) -> None:
        if info.name in self.held:
            raise RuntimeError("GPIO busy")
        super().__init__(factory, info)


def test_a_part_that_another_program_holds_is_there_when_that_lets_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(box, "MockPWMPin", Shared)
    monkeypatch.setattr(service, "TRIES_EVERY", 0.1)
    with a_house() as house, at_work(house.address) as one:
        assert [trouble.part for trouble in one.troubles] == ["status"]
        house.told["calls"] = True
        pin(17).drive_low()
        wait_for("the light in the button", 30, lambda: pin(27).state)
        Shared.held.clear()
        wait_for("the status light", 30, lambda: "status" in one.box)
        wait_for("red", 30, lambda: pin(13).state)


def test_a_sensor_that_could_not_be_had_lets_no_screen_sleep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(box, "MockPWMPin", Shared)
    monkeypatch.setattr(Shared, "held", {"GPIO22"})
    monkeypatch.setattr(service, "TRIES_EVERY", 2.0)
    with a_house() as house, at_work(house.address) as one:
        pin(17).drive_low()
        pin(17).drive_high()
        wait_for("another question", 30, lambda: house.asked > 6)
        assert house.heard == ["help", "someone_here"]
        Shared.held.clear()
        wait_for("the sensor", 30, lambda: "presence" in one.box)
        wait_for("nobody moves", 30, lambda: house.heard[-1] == "nobody_here")


def test_pins_that_cannot_be_used_yet_are_taken_when_they_can(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chip = tmp_path / "gpiochip0"
    chip.touch()  # one that lgpio cannot open
    monkeypatch.setattr(service, "open_pins", partial(box.open_pins, tmp_path))
    monkeypatch.setattr(service, "TRIES_EVERY", 0.1)
    with a_house() as house, at_work(house.address) as one:
        assert one.pins_trouble is not None
        wait_for("another question", 30, lambda: house.asked > 6)
        assert house.heard == []
        chip.unlink()
        wait_for("all parts", 30, lambda: one.box.is_whole and "help" in one.box)
        pin(17).drive_low()
        wait_for("the call", 30, lambda: "help" in house.heard)


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Any]:
    """`aiyou hardware run` as systemd starts it; yields the process and what it tells systemd."""
    with a_house() as house, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(f"{tmp_path}/notify")
        line.settimeout(20)
        wiring = tmp_path / "hardware.toml"
        wiring.write_text("[buzzer]\npin = 99\n[status]\nred = 13\ngreen = 19\nblue = 26\n")
        environ = {"NOTIFY_SOCKET": f"{tmp_path}/notify", "WATCHDOG_USEC": "1000000"}
        command = ["hardware", "run", "--wiring", str(wiring), "--house", house.address]
        with subprocess.Popen(
            [sys.executable, "-m", "kiosk", *command, "--language", "en"],
            env={**os.environ, **environ},
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            yield process, line
            process.kill()


def test_systemd_hears_when_it_is_ready_that_it_lives_and_that_it_stops(started: Any) -> None:
    process, line = started
    assert line.recv(100) == b"READY=1"
    begun = time.monotonic()
    for _ in range(3):
        assert line.recv(100) == b"WATCHDOG=1"
    assert time.monotonic() - begun < 3
    process.send_signal(signal.SIGTERM)
    while (told := line.recv(100)) == b"WATCHDOG=1":
        pass
    assert told == b"STOPPING=1"
    assert process.wait(10) == 0
    assert "The buzzer: “pin” needs a GPIO number from 2 to 27." in process.stderr.read()


def test_it_rests_while_nothing_happens() -> None:
    with a_house() as house, at_work(house.address):
        wait_for("green", 30, lambda: pin(19).state == 1)
        before = resource.getrusage(resource.RUSAGE_SELF)
        time.sleep(1)
        after = resource.getrusage(resource.RUSAGE_SELF)
    # Beside a house that is asked five times as often as in a village, and answers in here too.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.2
