"""Whatever is killed, whenever: the child's page is back, and nothing that was promised is lost.

`make display-kills`, two minutes and a little more.
"""

import sqlite3
import time
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from random import Random

import psutil
import pytest

from tests.hardware.display.a_house import set_up
from tests.hardware.display.on_duty import Asking, OnDuty, house_of
from tests.kiosk_screen import KioskScreen, difference, kiosk_screen
from tests.processes import free_port, wait_for

SECONDS, BACK_WITHIN = 120.0, 10.0
SEED = 20261129


@pytest.mark.long
@pytest.mark.browser
def test_the_page_is_back_within_ten_seconds_whatever_is_killed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, took = set_up(tmp_path), []
    with kiosk_screen(free_port()) as screen:
        services = OnDuty(lambda: house_of(screen, data)), OnDuty(screen.start)
        child = Asking(screen.address)
        try:
            for one in (*services, child):
                one.start()
            screen.wait_for_page()
            took = [*killing(screen, services, Random(SEED))]
        finally:
            for one in (child, *reversed(services)):
                one.leave()
    with closing(sqlite3.connect(data / "house.db")) as records:
        kept = records.execute("SELECT count(*) FROM talks").fetchone()[0]
    with capsys.disabled():
        for name, seconds in took:
            print(f"{name:<16}{seconds:5.1f} s")
        print(f"{len(took)} kills; {child.heard} wishes promised, {kept} kept")
    assert kept >= child.heard > 0
    assert max(seconds for _, seconds in took) < BACK_WITHIN


def killing(screen: KioskScreen, services: tuple[OnDuty, OnDuty], rng: Random):
    """Kill one process after the other, each kind in turn; yield its name and how long it took."""
    house, display = services
    end, left = time.monotonic() + SECONDS, []
    asleep = screen.still()
    while time.monotonic() < end:
        running = screen.processes(display.process.pid)
        running["house"] = [psutil.Process(house.process.pid)]
        left = left or rng.sample(sorted(running), len(running))
        name = left.pop()
        if name not in running:
            continue
        with suppress(psutil.NoSuchProcess):
            rng.choice(running[name]).kill()
        killed = time.monotonic()
        time.sleep(0.5)
        wait_for(name, 30, partial(is_back, screen, asleep, killed))
        yield name, time.monotonic() - killed
        time.sleep(rng.uniform(0.5, 3))


def is_back(screen: KioskScreen, asleep, killed: float) -> bool:
    """Tell whether the page beats since then, and is to be seen."""
    return screen.beats(time.monotonic() - killed) and difference(screen.picture(), asleep) < 0.02
