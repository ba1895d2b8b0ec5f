"""All that runs of ours in a house as installed: house, box and screen, each a process of its own.

The box has every part that is suggested, on mock pins. The screen is one in memory, with its
compositor and Chromium on the house's page.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from hardware.parts import SUGGESTED
from tests.hardware.display.on_duty import house_of
from tests.kiosk_screen import KioskScreen
from tests.processes import Server


@dataclass(frozen=True)
class Services:
    """The processes, by their names. browser: compositor, Chromium and what they started."""

    ours: Mapping[str, psutil.Process]
    browser: list[psutil.Process]

    def busy(self) -> float:
        """Tell how many seconds of a core ours have used."""
        return sum(sum(one.cpu_times()[:2]) for one in self.ours.values())

    def written(self) -> int:
        """Tell how many bytes ours have had written to the disk."""
        return sum(one.io_counters().write_bytes for one in self.ours.values())


@contextmanager
def at_work(screen: KioskScreen, data: Path) -> Iterator[Services]:
    """Start all of them; yield when the page beats."""
    with _stopped(house_of(screen, data)) as house, screen.shown():
        screen.wait_for_page()
        command = ["hardware", "run", "--wiring", str(SUGGESTED), "--house", screen.address]
        log = (screen.directory / "hardware.log").open("wb")
        box = [sys.executable, "-m", "kiosk", *command]
        with log, _stopped(subprocess.Popen(box, env=os.environ, stderr=log)) as hardware:
            supervisor, *shown = (one for kind in screen.processes().values() for one in kind)
            named = {"house": psutil.Process(house.pid), "box": psutil.Process(hardware.pid)}
            yield Services(named | {"screen": supervisor}, shown)


@contextmanager
def _stopped(process: Server) -> Iterator[Server]:
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)
