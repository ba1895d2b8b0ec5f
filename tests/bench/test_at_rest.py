"""A house in which nobody is: what its services take of memory, processor and card.

AIYOU_BENCH_REST: for how many seconds it is watched, 60 unless told otherwise; 600 for the ten
minutes that are meant. What it writes counts for ten minutes.
"""

import os
import time
from pathlib import Path

import psutil
import pytest

from tests.bench import shares
from tests.bench.figures import Figures
from tests.bench.peers import kolibri
from tests.bench.services import at_work
from tests.hardware.display.a_house import set_up
from tests.kiosk_screen import kiosk_screen
from tests.processes import free_port, served

RESTS = float(os.environ.get("AIYOU_BENCH_REST", "60"))
TEN_MINUTES = 600
# After it the house has looked at all of its records, and made the backup of a house that is new.
SETTLES = 75
FLOOR = Path(__file__).with_name("floor.py")

pytestmark = [pytest.mark.bench, pytest.mark.long, pytest.mark.browser]


def floor(folder: Path) -> tuple[float, float]:
    """Tell what a bare server takes: alone on a machine, and by its proportional set size."""
    port = free_port()
    with served([str(FLOOR), str(folder / "floor.db"), str(port)], port) as process:
        time.sleep(1)
        return shares.megabytes([process.pid]), shares.pss([process.pid])


def used(process: psutil.Process) -> float:
    """Tell how many seconds of a core a process has used."""
    return sum(process.cpu_times()[:2])


def test_a_house_in_which_nobody_is_takes_little(tmp_path: Path, figures: Figures) -> None:
    bare, bare_pss = floor(tmp_path)
    data = set_up(tmp_path)
    with (
        kolibri.at_rest(tmp_path) as peers,
        kiosk_screen(free_port()) as screen,
        at_work(screen, data) as services,
    ):
        time.sleep(SETTLES)
        busy, written = services.busy(), services.written()
        began = [used(one) for one in peers]
        time.sleep(RESTS)
        busy, written = services.busy() - busy, services.written() - written
        theirs = [used(one) - before for one, before in zip(peers, began, strict=True)]
        peers_held = [shares.megabytes([one.pid]) for one in peers]
        pids = {name: one.pid for name, one in services.ours.items()}
        together, beside = shares.megabytes(pids.values()), shares.pss(pids.values())
        browser = sum(one.memory_full_info().pss for one in services.browser) / 1e6
        for name, pid in pids.items():
            print(f"\n  {name:8}{shares.pss([pid]):6.1f} MB (PSS)", end="")
    print(f"\n  together{beside:6.1f} MB (PSS), a bare server {bare_pss:.1f} MB (PSS)", end="")
    figures.tell("memory of all services", together, bare, peers_held)
    figures.tell("memory with the browser", together + browser)
    idle, peers_idle = 100 * busy / RESTS, [100 * one / RESTS for one in theirs]
    figures.tell("idle, share of a core", idle, peers=peers_idle, note=f"{RESTS:.0f} s")
    figures.tell("idle, written in ten minutes", written / 1000 * TEN_MINUTES / RESTS)
    figures.hold()
