"""Houses that call headquarters from threads of their own, whatever becomes of it meanwhile."""

import threading
import time
from collections import Counter
from datetime import timedelta

import requests

from sync import batch, enrol_codec
from sync.hq import keyring, setup
from sync.hq.config import HqConfig
from tests.sync.hq.cast import NOW, TODAY, SpeakingHouse

CBOR = {"Content-Type": "application/cbor"}
# A connection that broke before the answer, or in the middle of it.
BROKE = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)


class Caller(threading.Thread):
    """A house that sends one day after the other and tries again where its connection broke."""

    def __init__(self, config: HqConfig, port: int, until: threading.Event) -> None:
        super().__init__()
        self.url, self.until = f"http://127.0.0.1:{port}", until
        self.ring = keyring.load(config.keys)
        house, code = setup.add_house(config, "新民村爱佑之家", "yuexi", NOW)
        self.house = SpeakingHouse(house, code, self.ring.sealing_public)
        self.acknowledged, self.statuses = 0, Counter[int]()

    def enrol(self) -> None:
        assert self._post(enrol_codec.PATH, self.house.request())

    def run(self) -> None:
        while not self.until.is_set():
            number = self.acknowledged + 1
            day = TODAY - timedelta(days=number)
            body = batch.encode([self.house.day(number, day, present=number % 60)])
            while not (data := self._post(batch.PATH, body)) and not self.until.is_set():
                time.sleep(0.05)
            if data:
                self.acknowledged = self.ring.read_answer(data).accepted
            # As fast as it can, it would take from the headquarters that it calls.
            time.sleep(0.05)

    def _post(self, path: str, body: bytes) -> bytes | None:
        while True:
            try:
                answered = requests.post(self.url + path, body, headers=CBOR, timeout=20)
            except BROKE:
                time.sleep(0.01)
                continue
            self.statuses[answered.status_code] += 1
            return answered.content if answered.status_code == 200 else None
