"""Makes what the demo shows: headquarters, houses elsewhere, and a house that has lived."""

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from hardware import clock
from kiosk.config import HouseConfig
from kiosk.demo.furnish import MONTHS, DemoClock, furnish
from kiosk.demo.letters import exchange
from kiosk.demo.neighbours import NEIGHBOURS, report_neighbour
from kiosk.domain.clock import Belief, Source
from kiosk.domain.moment import HOUSE_ZONE, to_ms
from kiosk.founding import found_house
from kiosk.house import House, open_house
from kiosk.store.clock import beliefs
from kiosk.store.keys.founding import Founder
from sync import enrolment
from sync.hq import setup
from sync.hq.config import HqConfig

HOUSE_NAME = "大坪村爱佑之家"
# Beside it in the same list, where both demos were tried.
EMPTY_HOUSE_NAME = "河东村爱佑之家"
COUNTY = "yuexi"
COUNSELOR = Founder(HOUSE_NAME, "李老师", "13800001111", "bamboo lantern river bridge")
ADMINISTRATOR = ("admin", "harvest mountain paper boat")


def make_headquarters(hq: HqConfig, now: datetime, console: Console) -> None:
    """Make a headquarters that hears from houses elsewhere, and move it to its place when whole."""
    draft = _beside(hq.data)
    making = replace(hq, data=draft)
    setup.initialise(making, *ADMINISTRATOR, now)
    today = now.astimezone(HOUSE_ZONE).date()
    with Progress(console=console) as bar:
        for neighbour in bar.track(NEIGHBOURS, description="Making a demo headquarters"):
            report_neighbour(neighbour, making, today)
    draft.rename(hq.data)


def make_house(
    home: Path, hq: HqConfig, address: str, now: datetime, console: Console, *, empty: bool
) -> None:
    """Make a house that headquarters knows, beside its place, and move it there when whole."""
    draft = _beside(home)
    lived = DemoClock(now - MONTHS, clock.boot_id())
    house = open_house(HouseConfig(data=draft), lived)
    try:
        _believe_this_machine(house)
        _, code = setup.add_house(hq, EMPTY_HOUSE_NAME if empty else HOUSE_NAME, COUNTY, now)
        with house.database.transaction() as db:
            enrolment.save(db, enrolment.enrol(address, code))
        if not empty:
            _live(house, lived, now, console)
            exchange(house, hq, now)
    finally:
        house.close()
    draft.rename(home)


def _beside(place: Path) -> Path:
    """Tell where to make what is to come whole to a place: whoever is stopped begins anew."""
    return place.with_name(f"{place.name}.{os.getpid()}")


def _believe_this_machine(house: House) -> None:
    """Take the machine's clock for set: what is lived before its start is of this boot, too.

    A boot that began before the last certain record of another one could not be told the time.
    """
    reading = clock.read()
    base = to_ms(reading.at) - round(reading.steady * 1000)
    with house.database.transaction() as db:
        beliefs.begin(db, clock.boot_id(), Belief(base, Source.NETWORK))


def _live(house: House, lived: DemoClock, now: datetime, console: Console) -> None:
    found_house(house, COUNSELOR)
    start = lived.at.date()
    with Progress(console=console) as bar:
        task = bar.add_task("Living three months in a demo house", total=MONTHS.days)
        furnish(house, lived, now, lambda day: bar.update(task, completed=(day - start).days))
        bar.update(task, completed=MONTHS.days)
