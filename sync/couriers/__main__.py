"""Carries for another process of the house, which tells it what; apart.py is the other end.

When that process has no more to tell, or is gone, this one ends at once, whatever it is doing.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from sync.carrying.road import Road
from sync.couriers import apart
from sync.couriers.http import HttpCourier
from sync.errors import CourierError

Told = Mapping[str, Any]


def main() -> None:
    """Carry until the other process is gone."""
    told: SimpleQueue[Told] = SimpleQueue()
    Thread(target=_listen, args=[told], daemon=True).start()
    way, knows_date = told.get(), [True]
    authority = way["authority"] and Path(way["authority"])
    road = Road(authority, way["proxy"], lambda: knows_date[0])
    courier = HttpCourier(way["url"], road=road)
    while True:
        asked = told.get()
        knows_date[0] = asked["knows_date"]
        said = _carry(courier, asked["envelopes"])
        sent, received = courier.spent()
        apart.write(sys.stdout.buffer, {**said, "sent": sent, "received": received})


def _listen(told: "SimpleQueue[Told]") -> None:
    while (one := apart.read(sys.stdin.buffer)) is not None:
        told.put(one)
    os._exit(0)


def _carry(courier: HttpCourier, envelopes: list[bytes]) -> dict[str, object]:
    try:
        return {"said": courier.carry(envelopes)}
    except CourierError as error:
        return apart.facts_of(error)


if __name__ == "__main__":
    main()
