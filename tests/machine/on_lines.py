"""A house and its box on a machine with a Pi's lines, and the world around them."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.config import HouseConfig
from kiosk.house import open_house
from kiosk.store.database import FILE_NAME
from sync.keys import generate_sealing_key
from tests.cast import enrol, found
from tests.machine.machine import HERE, Machine, disk_of, on_this_root
from tests.processes import wait_for

HELP, LIGHT, PRESENCE, OFF, UPS = 17, 27, 22, 5, 6
RED, GREEN, BLUE, BUZZER = 13, 19, 26, 12

# As suggested, but for times that a test can wait for, and a tone that a watcher cannot miss.
WIRING = f"""
[help]
button = {HELP}
light = {LIGHT}
held_seconds = 1
[presence]
pin = {PRESENCE}
away_seconds = 10
[status]
red = {RED}
green = {GREEN}
blue = {BLUE}
[buzzer]
pin = {BUZZER}
hertz = 100
loudness = 1
[off]
button = {OFF}
held_seconds = 2
[ups]
pin = {UPS}
wait_seconds = 3
"""

_ROOT = HERE.parents[1]
_HOUSE = (
    "AIYOU_CLOSES=23:59 AIYOU_BACKLIGHT=/run/backlight AIYOU_SCREEN_ON_COMMAND="
    f" AIYOU_SCREEN_OFF_COMMAND= AIYOU_POWEROFF_COMMAND={HERE}/off"
)
# A processor that is played, on a machine that does other things besides.
PATIENCE = 90.0


@dataclass(frozen=True)
class Change:
    """A line that changed, in the machine's steady seconds."""

    at: float
    line: int
    level: int


@dataclass
class Pi:
    """A machine with a Pi's lines; they are touched and seen from outside of what runs on it.

    disk: what holds the records. box: the process of the box's service.
    """

    machine: Machine
    disk: Path
    box: int = 0

    def drive(self, line: int, *, high: bool) -> None:
        """Put a line that is an input to a level."""
        self.machine.run(_drives(line, high=high))

    def press(self, line: int, seconds: float) -> float:
        """Press a button (low) for some seconds, and let go; tell when it began."""
        began = self.now()
        down, up = _drives(line, high=False), _drives(line, high=True)
        self.machine.run(f"{down}; sleep {seconds}; {up}")
        return began

    def chatters(self, line: int, levels: str) -> None:
        """Put a line to one level (0, 1) after the other, as fast as can be."""
        pull = f"open('/run/lines/sim_gpio{line}/pull', 'w').write"
        code = f"for one in '{levels}': {pull}(('pull-down', 'pull-up')[int(one)])"
        self.machine.run(f'python3 -c "{code}"')

    def shakes(self, line: int, times: int) -> None:
        """Put a line low and high again and again, as a loose wire does, and leave it high."""
        pull = f"open('/run/lines/sim_gpio{line}/pull', 'w').write"
        rests = "time.sleep(random.choice((0, 0.001, 0.01, 0.028, 0.032, 0.05)))"
        once = f"({pull}('pull-down'), {rests}, {pull}('pull-up'), {rests})"
        code = f"import random, time; [{once} for _ in range({times})]"
        self.machine.run(f'python3 -c "{code}"', PATIENCE)

    def holds(self, line: int) -> int:
        """Let another program take a line; tell its process."""
        take = f"lgpio.gpio_claim_output(lgpio.gpiochip_open(0), {line})"
        code = f"import lgpio, time; {take}; open('/run/held', 'w'); time.sleep(1e6)"
        started = f'cd /run && exec {sys.executable} -c "{code}" >/run/holder.log 2>&1 & echo $!'
        process = int(self.machine.run(started))
        assert self.machine.comes_true("test -e /run/held", PATIENCE)
        return process

    def level(self, line: int) -> int:
        """Tell how a line is."""
        return int(self.machine.run(f"cat /run/lines/sim_gpio{line}/value"))

    def now(self) -> float:
        """Tell the machine's steady seconds."""
        return float(self.machine.run("cut -d' ' -f1 /proc/uptime"))

    def seen(self, *lines: int, since: float = 0.0) -> list[Change]:
        """Tell how lines changed."""
        told = [one.split() for one in self.machine.run("cat /run/seen").splitlines()]
        all_ = [Change(float(at), int(line), int(level)) for at, line, level in told]
        return [one for one in all_ if one.line in lines and one.at >= since]

    def waits_for(self, line: int, level: int, since: float) -> float:
        """Wait until a line changes to a level; tell when it did."""
        found: list[float] = []

        def changed() -> bool:
            found[:] = [one.at for one in self.seen(line, since=since) if one.level == level]
            return bool(found)

        wait_for(f"line {line} at {level}", PATIENCE, changed)
        return found[0]

    def brightness(self) -> int:
        """Tell how bright the screen is; a whole one is 255."""
        return int(self.machine.run("cat /run/backlight/panel/brightness"))

    def state(self) -> dict[str, object]:
        """Ask the house how it is."""
        told = self.machine.tried("curl -s http://127.0.0.1:8080/desk/state").stdout
        return json.loads(told or "{}")

    def starts_house(self) -> None:
        """Start the kiosk, as it is, and wait until it is ready."""
        self._starts("house", _HOUSE, "serve --data /mnt/house")

    def starts_box(self, wiring: str = WIRING) -> None:
        """Start the box's service, as it is, and wait until it is ready."""
        self.machine.run(f"cat >/run/hardware.toml <<'.'\n{wiring}\n.")
        words = "hardware run --wiring /run/hardware.toml --language en"
        self.box = self._starts("box", "GPIOZERO_PIN_FACTORY=lgpio", words)

    def wakes(self) -> int:
        """Tell how often the threads of the box's service began to run, all together."""
        told = self.machine.run(f"grep -h ^voluntary /proc/{self.box}/task/*/status")
        return sum(int(one.split()[1]) for one in told.splitlines())

    def starts_check(self) -> None:
        """Start the check of the parts, with somebody who sees everything."""
        self.machine.run("rm -f /run/check.json /run/check.log")
        words = "hardware check --json --wiring /run/hardware.toml --language en"
        check = f"yes | PYTHONPATH={_ROOT} {sys.executable} -m kiosk {words}"
        ends = ">/run/check.part 2>/run/check.log; mv /run/check.part /run/check.json"
        self.machine.run(f"(cd {_ROOT}; {check} {ends}) >/dev/null 2>&1 &")

    def asked(self, words: str) -> None:
        """Wait until the check asks for something."""
        wait_for(words, PATIENCE, lambda: words in self.said("check"))

    def checked(self) -> dict[str, bool | None]:
        """Wait for the end of the check; tell what of each part came of it."""
        assert self.machine.comes_true("test -e /run/check.json", PATIENCE)
        told = json.loads(self.machine.run("cat /run/check.json"))
        return {one["name"]: one["well"] for one in told}

    def kills(self, process: int, how: str = "KILL") -> None:
        """End a process, and wait until it is gone."""
        self.machine.run(f"kill -{how} {process}")
        assert self.machine.comes_true(f"! kill -0 {process} 2>/dev/null", PATIENCE)

    def said(self, who: str) -> str:
        """Tell what the house or the box wrote to its log."""
        return self.machine.tried(f"cat /run/{who}.log").stdout

    def _starts(self, who: str, environ: str, words: str) -> int:
        environ += f" PYTHONPATH={_ROOT} PYTHONDONTWRITEBYTECODE=1"
        command = f"python3 {HERE}/ready.py /run/{who}.log {sys.executable} -m kiosk {words}"
        return int(self.machine.run(f"cd {_ROOT} && {environ} {command}", PATIENCE))


@contextmanager
def a_pi(place: Path, *, enrolled: bool = False) -> Iterator[Pi]:
    """Start a machine with lines, and a watcher beside them; a founded house is on its disk."""
    disk = disk_of(_a_house(place / "disk-of", enrolled=enrolled), place / "disk")
    with on_this_root(disk=disk, megabytes=768) as machine:
        machine.run(f"{HERE}/chip")
        machine.run("mkdir -p /run/backlight/panel")
        machine.run("cd /run/backlight/panel; echo 255 | tee brightness >max_brightness")
        lines = " ".join(map(str, (HELP, LIGHT, PRESENCE, RED, GREEN, BLUE, BUZZER, OFF, UPS)))
        machine.run(f"nice -n -15 python3 {HERE}/watch.py {lines} >/run/seen 2>&1 &")
        yield Pi(machine, disk)


@contextmanager
def records(pi: Pi, place: Path) -> Iterator[sqlite3.Connection]:
    """Read the records on the disk of a machine that is off, as its next start finds them."""
    mends = subprocess.run(["/sbin/e2fsck", "-p", pi.disk], check=False, capture_output=True)
    assert mends.returncode in (0, 1), mends.stdout
    words = ["/sbin/debugfs", "-R", f"rdump /house {place}", pi.disk]
    subprocess.run(words, check=True, capture_output=True, timeout=60)
    with closing(sqlite3.connect(place / "house" / FILE_NAME)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        yield db


def acts_of(who: str, db: sqlite3.Connection) -> list[str]:
    """Tell what somebody did, by the records."""
    found = db.execute("SELECT action FROM audit WHERE who = ? ORDER BY seq", (who,))
    return [action for (action,) in found]


def _a_house(disk: Path, *, enrolled: bool) -> Path:
    config = HouseConfig(data=disk / "house", argon2_memory_kib=1024)
    config.directory.mkdir(mode=0o700, parents=True)
    house = open_house(config)
    found(house, generate_sealing_key()[1])
    if enrolled:
        enrol(house)
    house.close()
    return disk


def _drives(line: int, *, high: bool) -> str:
    return f"echo pull-{'up' if high else 'down'} >/run/lines/sim_gpio{line}/pull"
