"""A process of whose children each lives until it is killed at one of its writes.

`python -m tests.faults.wire.victim` runs under the recorder (recorder.c). Each line that it reads
is an order in JSON; for each it tells the child's pid, and after its end how it ended. A child
that serves says `ready` when it does.
"""

import ctypes
import json
import os
import sys
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

from kiosk.closing import close_day
from kiosk.config import HouseConfig
from kiosk.domain.days import Closing
from kiosk.house import open_house
from kiosk.store.attendance import visits
from sync import records
from sync.carrying.step import step
from sync.couriers.http import HttpCourier
from sync.hq import server
from sync.hq.config import HqConfig
from tests.cast import Hands


def be_a_house(data: str, url: str, day: int) -> None:
    """Let all children in, close the day, and bring what waits: all that an evening writes."""
    hands = Hands()
    hands.forward(days=day)
    house = open_house(HouseConfig(data=Path(data), argon2_memory_kib=1024), hands)
    with house.database.transaction() as db:
        for (child,) in db.execute("SELECT id FROM children").fetchall():
            visits.check_in(db, child, hands())
    close_day(house, hands().day, Closing.CLOCK, "clock")
    with closing(records.open_database(house.database.path)) as db, HttpCourier(url) as courier:
        step(db, courier.carry)
    house.close()


def be_headquarters(data: str, port: int) -> None:
    server.serve(HqConfig(data=Path(data), port=port), lambda _: print("ready", flush=True))


_ENDS = {"house": be_a_house, "headquarters": be_headquarters}


def bear(order: dict[str, Any]) -> int:
    """Make a child that is killed after so many writes below the recorder's directory."""
    child = os.fork()
    if child:
        return child
    ctypes.CDLL(None).record_kill_after(ctypes.c_long(order.pop("kill_after")))
    _ENDS[order.pop("end")](**order)
    os._exit(0)


if __name__ == "__main__":
    # What each child would else load for itself.
    for name in ("sync.hq.app", "waitress", "requests", "hardware.health"):
        import_module(name)
    for line in sys.stdin:
        born = bear(json.loads(line))
        print(born, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(born, 0)[1]), flush=True)
