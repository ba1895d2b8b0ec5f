"""Hundreds of houses behind one address of a carrier, and a neighbour that sends rubbish."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest
import requests

from sync import batch
from sync.hq import keyring, limits, setup
from sync.hq.config import HqConfig
from sync.hq.register import houses
from tests.processes import free_port, headquarters
from tests.sync.hq.cast import NOW, SpeakingHouse

CBOR = {"Content-Type": "application/cbor"}
MANY = 400


def enrolled(config: HqConfig) -> list[SpeakingHouse]:
    """Enrol all of them at once, as if they had done so by and by."""
    sealing_key = keyring.load(config.keys).sealing_public
    found = []
    with closing(setup.open_initialised(config)) as database, database.transaction() as connection:
        for number in range(MANY):
            house = houses.add(connection, "新民村", "yuexi", NOW, f"yuexi-{number:04d}").house
            code = houses.give_code(connection, house, NOW)
            one = SpeakingHouse(house, code, sealing_key)
            houses.enrol(connection, code, one.keys[1], one.epoch, NOW)
            found.append(one)
    return found


class Neighbour(threading.Thread):
    """Sends in the name of a house what it never signed, as fast as it gets answers."""

    def __init__(self, url: str, house: SpeakingHouse) -> None:
        super().__init__()
        self._url, self._stops = url, threading.Event()
        self._body = batch.encode([replace(house, keys=(bytes(32), bytes(32))).day(1)])
        self.statuses = Counter[int]()

    def run(self) -> None:
        with requests.Session() as session:
            while not self._stops.is_set():
                self.statuses[session.post(self._url, self._body, headers=CBOR).status_code] += 1

    def stop(self) -> None:
        self._stops.set()
        self.join()


@pytest.mark.long
@pytest.mark.parametrize("processes", ["1", "2"])
def test_all_houses_come_in_and_the_rubbish_does_not(config: HqConfig, processes: str) -> None:
    everyone, port = enrolled(config), free_port()
    url = f"http://127.0.0.1:{port}{batch.PATH}"

    def send(house: SpeakingHouse) -> int:
        body = batch.encode([house.day(number) for number in range(1, 4)])
        return requests.post(url, body, headers=CBOR, timeout=60).status_code

    with headquarters(config.data, port, "--processes", processes):
        begun = time.monotonic()
        neighbour = Neighbour(url, everyone[0])
        neighbour.start()
        try:
            with ThreadPoolExecutor(4) as pool:
                assert Counter(pool.map(send, everyone)) == {200: MANY}
        finally:
            neighbour.stop()
    # What nobody looks at is counted for a minute from the first on.
    minutes = 1 + int((time.monotonic() - begun) // 60)
    assert neighbour.statuses[200] <= limits.UNASKED * minutes * int(processes)
    assert neighbour.statuses[429] > 0
