"""Carries for another process of the house, which tells it what; apart.py is the other end.

When that process has no more to tell, or is gone, this one ends at once, whatever it is doing.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from sync.carrying.road import Road
from sync.couriers import apart, http
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
        said = _carry(courier, road, way["url"], asked)
        sent, received = courier.spent()
        apart.write(sys.stdout.buffer, {**said, "sent": sent, "received": received})


def _listen(told: "SimpleQueue[Told]") -> None:
    # Who is gone without having taken what was said here leaves no end, but a broken line.
    with suppress(OSError):
        while (one := apart.read(sys.stdin.buffer)) is not None:
            told.put(one)
    os._exit(0)


def _carry(courier: HttpCourier, road: Road, url: str, asked: Told) -> dict[str, object]:
    try:
        return {"said": _answer(courier, road, url, asked)}
    except CourierError as error:
        return apart.facts_of(error)


def _answer(courier: HttpCourier, road: Road, url: str, asked: Told) -> bytes:
    if "envelopes" in asked:
        return courier.carry(asked["envelopes"])
    patience, largest = asked["timeout_ms"] / 1000, asked["largest"]
    return http.post(url, asked["body"], timeout=patience, largest=largest, road=road)


if __name__ == "__main__":
    main()
