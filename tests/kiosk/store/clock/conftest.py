"""Machines that start at a true time, and what their clocks say of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from hardware.clock import Reading
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.house import House
from kiosk.store.attendance import visits
from kiosk.timekeeper import Timekeeper
from tests.cast import add_child

MORNING = datetime(2026, 11, 26, 0, 30, tzinfo=UTC)


@dataclass
class Wall:
    """A machine that started at `started`, whose wall clock says what a test wants."""

    started: datetime
    now: datetime
    says: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    synchronised: bool = False

    def __call__(self) -> Reading:
        steady = (self.now - self.started).total_seconds()
        return Reading(self.says, steady, self.synchronised)

    def forward(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)


@pytest.fixture
def boot(unlocked: House, panda: Child) -> Callable[..., tuple[Timekeeper, Wall]]:
    """Start the machine at a true time; its records so far are certain, of 24 November."""

    def start(name: str, at: datetime, **says: object) -> tuple[Timekeeper, Wall]:
        wall = Wall(at, at + timedelta(seconds=30), **says)
        return Timekeeper(unlocked.database, wall, name), wall

    return start


@pytest.fixture
def sparrow(unlocked: House) -> Child:
    return add_child(unlocked, "雀儿", keeps=set(Purpose), birth=date(2016, 1, 1))


def row(house: House, query: str) -> dict:
    with house.database.reading() as db:
        (found,) = db.query(query)
        return found


def come(house: House, child: Child, clock: Timekeeper) -> int:
    with house.database.transaction() as db:
        visit = visits.check_in(db, child.id, clock())
        assert visit
        return visit.seq


def go(house: House, child: Child, clock: Timekeeper) -> None:
    with house.database.transaction() as db:
        assert visits.leave(db, child.id, clock())
