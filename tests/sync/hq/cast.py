"""Who the tests of headquarters work with: a clock, houses that speak, an office, a visitor."""

import re
import threading
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import requests
import waitress
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sync import batch, cbor, enrol_codec, envelope, keys, signature
from sync.answer import Answer
from sync.envelope import Envelope
from sync.hq import setup
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.headquarters import Headquarters
from sync.hq.receive import confirming
from sync.hq.register import houses
from sync.keys import generate_sealing_key
from sync.messages import ASK, QUESTION, Ask
from sync.month_summary import MonthSummary
from sync.questions import Question
from sync.summary import DaySummary

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
MONTH = date(2026, 10, 1)
PASSWORD = "sunflower river 88"
EPOCH = b"epoch--1"


@dataclass
class Clock:
    """A clock that the test moves."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


def a_month(month: date = MONTH, present: int | None = 21, **more: object) -> MonthSummary:
    """Make a month on each of whose days as many children came."""
    days = monthrange(month.year, month.month)[1]
    told = {"minutes_open": 9360, "children": 31, "newcomers": 2, "enrolled": 34} | more
    return MonthSummary(month=month, **({"headcounts": (present,) * days} | told))


@dataclass
class SpeakingHouse:
    """A house that mints real envelopes."""

    house: str
    code: str
    sealing_key: bytes
    epoch: bytes = EPOCH
    keys: tuple[bytes, bytes] = field(default_factory=keys.generate_signing_key)
    reply_keys: tuple[bytes, bytes] = field(default_factory=generate_sealing_key)

    def request(self) -> bytes:
        asked = enrol_codec.EnrolRequest(self.code, self.keys[1], self.epoch, "")
        return enrol_codec.encode_request(asked)

    def day(self, seq: int, day: date = TODAY, present: int = 21, **more: object) -> bytes:
        told = {"minutes_open": 390, "newcomers": 1, "clock": "trusted", "health": {}} | more
        return self.letter(seq, "day", DaySummary(day=day, present=present, **told).payload())

    def month(self, seq: int, month: date = MONTH, **more: object) -> bytes:
        return self.letter(seq, "month", a_month(month, **more).payload())

    def ask(self, seq: int, has: int = 0) -> bytes:
        return self.letter(seq, ASK, Ask(has).payload())

    def question(self, seq: int, panel_key: bytes, text: str, case: str = "7K3M") -> bytes:
        asked = Question(case, "8-10", text, self.reply_keys[1])
        return self.letter(seq, QUESTION, {"s": asked.sealed(panel_key)})

    def of_version(self, version: int, seq: int, kind: str, *fields: object) -> bytes:
        """Mint an envelope of a later version, with fields of its own behind the header."""
        body = cbor.encode([version, self.house, self.epoch, seq, kind, *fields])
        return signature.sign(envelope.DOMAIN, body, self.keys[0])

    def letter(self, seq: int, kind: str, payload: dict[str, object]) -> bytes:
        clear = Envelope(self.house, self.epoch, seq, kind, payload)
        return envelope.mint(clear, self.keys[0], self.sealing_key)


@dataclass
class Office:
    """A headquarters that listens on a real port."""

    app: Flask
    url: str
    config: HqConfig

    @property
    def hq(self) -> Headquarters:
        return self.app.extensions["headquarters"]

    def post(
        self, path: str, body: bytes, kind: str = "application/cbor", **more: str
    ) -> requests.Response:
        headers = {"Content-Type": kind} | more
        return requests.post(self.url + path, body, headers=headers, timeout=20)

    def send(self, *letters: bytes) -> Answer:
        response = self.post(batch.PATH, batch.encode(letters))
        assert response.status_code == 200, response.content
        return self.hq.ring.read_answer(response.content)

    def bring(self, *letters: bytes) -> str | None:
        """Bring envelopes as a telephone does, and tell the code that confirms them."""
        asks = {confirming.HEADER: "asked"}
        response = self.post(batch.PATH, batch.encode(letters), **asks)
        assert response.status_code == 200, response.content
        return response.headers.get(confirming.HEADER)

    def new_house(self, county: str = "yuexi", name: str = "新民村爱佑之家") -> SpeakingHouse:
        with self.hq.database.transaction() as connection:
            added = houses.add(connection, name, county, self.hq.clock())
            code = houses.give_code(connection, added.house, self.hq.clock())
        return SpeakingHouse(added.house, code, self.hq.ring.sealing_public)

    def enrolled_house(self, county: str = "yuexi", name: str = "新民村爱佑之家") -> SpeakingHouse:
        house = self.new_house(county, name)
        response = self.post(enrol_codec.PATH, house.request())
        assert response.status_code == 200, response.content
        return house


@dataclass
class Visit:
    """A browser without a screen: follows redirects and sends the form's token along."""

    client: FlaskClient
    page: str = ""

    def get(self, path: str, status: int = 200) -> str:
        return self._keep(self.client.get(path, follow_redirects=True), status)

    def post(self, path: str, status: int = 200, **fields: str) -> str:
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.page)
        data = {"csrf_token": token.group(1) if token else "", **fields}
        response = self.client.post(path, data=data)
        if response.status_code == 307:
            # Like a browser: the same form again, at the other address.
            return self.post(response.headers["Location"], status, **fields)
        if response.status_code == 302:
            return self.get(response.headers["Location"], status)
        return self._keep(response, status)

    def _keep(self, response: TestResponse, status: int) -> str:
        self.page = response.text
        assert response.status_code == status, self.page
        return self.page


@contextmanager
def opened_office(folder: Path, clock: Callable[[], datetime] | None = None) -> Iterator[Office]:
    """Set a headquarters up in a folder, and let it listen; on SQLite."""
    config = HqConfig(data=folder)
    setup.initialise(config, "lin", PASSWORD, NOW - timedelta(days=90))
    app = create_app(config, clock or Clock())
    with listening(app) as url:
        yield Office(app, url, config)


@contextmanager
def listening(app: Flask) -> Iterator[str]:
    """Let a headquarters listen on a free port, as it is served in earnest."""
    with on_waitress(app) as url:
        yield url
    app.extensions["headquarters"].database.close()


@contextmanager
def on_waitress(app: Flask) -> Iterator[str]:
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.task_dispatcher.shutdown()
        # Closed from inside its own loop, which ends when nothing is left to listen to; a loop
        # that was awake by itself may have closed what would wake it.
        with suppress(OSError):
            server.trigger.pull_trigger(lambda: server.asyncore.close_all(server._map))
        thread.join(10)
