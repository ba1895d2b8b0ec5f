"""The power is cut again and again while children come: each time the house comes up, and knows."""

import re
from collections import Counter
from random import Random
from time import sleep

import pytest

from tests.machine.machine import Machine
from tests.machine.touches import carry
from tests.machine.village import Disks, on, page_after, up
from tests.processes import wait_for

pytestmark = pytest.mark.long

PARTS, CUTS, WHILE_STARTING, CUTS_THAT_BITE = 5, 10, 2, 3
# Seconds after the first thing that was kept, and after a machine was switched on.
LATEST, LATEST_START = 4.0, 30.0
COMES_WITHIN = 120.0
# Units as shipped, but for one of Debian's own, which takes a third of a start.
AS_IT_STARTS = ("ro", "systemd.mask=e2scrub_reap.service")

# What was kept, of which child, how often.
Kept = Counter[tuple[str, str]]


@pytest.mark.parametrize("part", range(PARTS))
def test_no_power_cut_takes_what_a_page_has_said_thank_you_for(disks: Disks, part: int) -> None:
    rng, thanked = Random(part), 0
    before, told = live(disks, rng)
    for number in range(CUTS):
        if number % (CUTS // WHILE_STARTING) == 0:
            with on(disks, *AS_IT_STARTS):
                sleep(rng.uniform(0, LATEST_START))
        now, more = live(disks, rng)
        judge(now - before, told)
        thanked += told.total()
        before, told = now, more
    print(f"\n{CUTS} cuts, {WHILE_STARTING} of a machine that starts: {thanked} things, none lost")


def judge(new: Kept, told: Kept) -> None:
    """Look whether what a cut has left is what was told, and the one thing that was on its way."""
    assert not told - new, f"lost: {told - new}"
    # Who comes again has gone home before, by the house's own reckoning.
    more = [one for one in (new - told).elements() if one[0] != "home"]
    assert len(more) <= 1, more


def test_records_that_are_not_written_through_are_lost(disks: Disks) -> None:
    """Were they not, the test above would prove nothing."""
    rng, lost = Random(9), Kept()
    with up(disks, *AS_IT_STARTS) as machine:
        page_after(machine)
        file = "/opt/aiyou/.venv/lib/python3*/site-packages/kiosk/store/database.py"
        machine.run(f"sed -i 's/synchronous = FULL/synchronous = NORMAL/' {file} && sync")
    before, told = live(disks, rng)
    for _ in range(CUTS_THAT_BITE):
        now, more = live(disks, rng)
        lost += told - (now - before)
        before, told = now, more
    print(f"\nwith synchronous=NORMAL {CUTS_THAT_BITE} cuts took {lost.total()} things")
    assert lost


def live(disks: Disks, rng: Random) -> tuple[Kept, Kept]:
    """Start, let children come, and cut; tell what the records held, and what was kept then."""
    with up(disks, *AS_IT_STARTS) as machine:
        page_after(machine)
        before = kept(machine)
        children = sorted(child for what, child in before if what == "child")
        rng.shuffle(children)
        machine.run(
            f"python3 /run/tests/visiting.py {' '.join(children)} >/run/visiting.log 2>&1 &"
        )
        wait_for("a child", COMES_WITHIN, lambda: told(machine))
        sleep(rng.uniform(0, LATEST))
        machine.cut()
        return before, told(machine)


def kept(machine: Machine) -> Kept:
    """Tell what is in its records, which are whole."""
    carry(machine)
    whole, *lines = machine.run("python3 /run/tests/kept.py").splitlines()
    assert whole == "file ok"
    return Kept(_pair(line) for line in lines)


def told(machine: Machine) -> Kept:
    """Tell what its console was told."""
    said = machine.console.read_text("utf-8", "replace")
    return Kept(_pair(line) for line in re.findall(r"@@ (\w+ \w+)\r?\n", said))


def _pair(line: str) -> tuple[str, str]:
    what, child = line.split()
    return what, child
