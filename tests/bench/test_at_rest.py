"""A house in which nobody is, and that has called headquarters: what its services take.

AIYOU_BENCH_REST: for how many seconds it is watched, 60 unless told otherwise; 600 for the ten
minutes that are meant. What it writes counts for ten minutes.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.bench import shares
from tests.bench.acquainted import acquainted, has_called
from tests.bench.figures import Figures
from tests.bench.peers import kolibri
from tests.bench.services import Services, at_work, installed
from tests.hardware.display.a_house import set_up
from tests.kiosk_screen import kiosk_screen
from tests.processes import free_port, served, wait_for

RESTS = float(os.environ.get("AIYOU_BENCH_REST", "60"))
TEN_MINUTES = 600
# After it the house has looked at all of its records, and made the backup of a house that is new.
SETTLES = 75
FLOOR = Path(__file__).with_name("floor.py")

pytestmark = [pytest.mark.bench, pytest.mark.long, pytest.mark.browser]


def floor(folder: Path, python: str) -> tuple[float, float]:
    """Tell what a bare server takes: by its proportional set size, and alone on a machine."""
    port = free_port()
    command = [str(FLOOR), str(folder / "floor.db"), str(port)]
    with served(command, port, python=python) as process:
        time.sleep(1)
        return shares.pss([process.pid]), shares.megabytes([process.pid])


@contextmanager
def resting(folder: Path, python: str) -> Iterator[Services]:
    """Have a house and all that belongs to it at rest, after a call to headquarters."""
    data = set_up(folder)
    with kiosk_screen(free_port()) as screen:
        screen.python = python
        with acquainted(data, folder), at_work(screen, data) as services:
            wait_for("a call to headquarters", 30, lambda: has_called(data), every=0.5)
            time.sleep(SETTLES)
            yield services


def used(process: psutil.Process) -> float:
    """Tell how many seconds of a core a process has used."""
    return sum(process.cpu_times()[:2])


def test_a_house_in_which_nobody_is_takes_little(tmp_path: Path, figures: Figures) -> None:
    python = installed(tmp_path)
    bare, bare_alone = floor(tmp_path, python)
    with kolibri.at_rest(tmp_path) as peers, resting(tmp_path, python) as services:
        busy, written = services.busy(), services.written()
        began = [used(one) for one in peers]
        time.sleep(RESTS)
        busy, written = services.busy() - busy, services.written() - written
        theirs = [used(one) - before for one, before in zip(peers, began, strict=True)]
        peers_held = [shares.pss([one.pid]) for one in peers]
        pids = {name: one.pid for name, one in services.ours.items()}
        together, alone = shares.pss(pids.values()), shares.megabytes(pids.values())
        browser = sum(one.memory_full_info().pss for one in services.browser) / 1e6
        for name, pid in pids.items():
            print(f"\n  {name:8}{shares.pss([pid]):6.1f} MB (PSS)", end="")
    print(f"\n  as alone on a machine {alone:.1f} MB, {alone / bare_alone:.2f} times", end="")
    figures.tell("memory of all services", together, bare, peers_held)
    figures.tell("memory with the browser", together + browser)
    idle, peers_idle = 100 * busy / RESTS, [100 * one / RESTS for one in theirs]
    figures.tell("idle, share of a core", idle, peers=peers_idle, note=f"{RESTS:.0f} s")
    figures.tell("idle, written in ten minutes", written / 1000 * TEN_MINUTES / RESTS)
    figures.hold()
