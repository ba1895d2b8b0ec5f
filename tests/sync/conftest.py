"""The cast of the wire: one enrolled house, and a small real headquarters over real HTTP."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import sqlite_utils

from sync import answer, batch, enrol_codec, enrolment, inbox, outbox, records
from sync.answer import Answer
from sync.enrolment import Enrolment
from sync.envelope import Envelope, fingerprint, open_envelope, peek, verify
from sync.errors import BadEnvelope
from sync.keys import generate_sealing_key, generate_signing_key
from sync.summary import DaySummary

HOUSE = "yuexi-0007"
CODE = "7KQ4-M2XD"
EPOCH = b"epoch--1"
NOW = 1795483200


@dataclass
class Reply:
    """What the server says instead of what it should."""

    status: int = 200
    content_type: str = "application/cbor"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0
    drip: float = 0
    chunked: bool = False


@dataclass
class TinyHeadquarters:
    """Keeps envelopes in memory; `reply` takes the place of an answer, once it has kept them.

    A request that holds one of `choking` is refused as a whole, and none of it is kept.
    """

    verify_key: bytes | None = None
    reply: Reply | None = None
    poisoned: set[int] = field(default_factory=set)
    choking: set[int] = field(default_factory=set)
    kept: dict[tuple[bytes, int], bytes] = field(default_factory=dict)
    opened: list[Envelope] = field(default_factory=list)
    requests: int = 0
    callers: set[object] = field(default_factory=set)
    headers: dict[str, str] = field(default_factory=dict)
    url: str = ""

    def __post_init__(self) -> None:
        self.signing_key, self.hq_verify_key = generate_signing_key()
        self.private_key, self.sealing_key = generate_sealing_key()

    def enrol(self, body: bytes) -> Reply:
        asked = enrol_codec.decode_request(body)
        if asked.code != CODE:
            return Reply(403, body=enrol_codec.encode_error("The code is not known."))
        self.verify_key = asked.verify_key
        given = enrol_codec.EnrolResponse(
            HOUSE, "大坪村", self.sealing_key, self.hq_verify_key, None, NOW
        )
        return Reply(body=enrol_codec.encode_response(given))

    def receive(self, body: bytes) -> Reply:
        letters = batch.decode(body)
        if self.choking.intersection(peek(one).seq for one in letters):
            return Reply(400, body=enrol_codec.encode_error("This cannot be read."))
        refused = {peek(one).seq for one in letters if not self._keep(one)}
        epoch = peek(letters[0]).epoch
        accepted = 0
        while (epoch, accepted + 1) in self.kept:
            accepted += 1
        said = Answer(HOUSE, epoch, accepted, NOW, tuple(sorted(refused)))
        return Reply(body=answer.sign(said, self.signing_key))

    def _keep(self, data: bytes) -> bool:
        seen = peek(data)
        try:
            verify(data, self.verify_key or bytes(32))
        except BadEnvelope:
            return False
        known = self.kept.setdefault((seen.epoch, seen.seq), fingerprint(data))
        if known != fingerprint(data) or seen.seq in self.poisoned:
            return False
        if all((one.epoch, one.seq) != (seen.epoch, seen.seq) for one in self.opened):
            self.opened.append(open_envelope(data, self.verify_key or bytes(32), self.private_key))
        return True

    def handle(self, path: str, body: bytes) -> Reply:
        self.requests += 1
        right = self.enrol(body) if path == enrol_codec.PATH else self.receive(body)
        return self.reply or right


class Door(ThreadingHTTPServer):
    """The server of a TinyHeadquarters."""

    daemon_threads = True

    def __init__(self, hq: TinyHeadquarters, port: int = 0, host: str = "127.0.0.1") -> None:
        self.hq = hq
        super().__init__((host, port), Handler)
        hq.url = f"http://127.0.0.1:{self.server_port}"
        self._thread = Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def shut(self) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join(5)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a client left early."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Door

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.hq.callers.add(self.client_address)
        self.server.hq.headers = dict(self.headers)
        reply = self.server.hq.handle(self.path, body)
        time.sleep(reply.delay)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        if reply.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        for piece in self._pieces(reply):
            self.wfile.write(piece)
            time.sleep(reply.drip)

    def _pieces(self, reply: Reply) -> Iterator[bytes]:
        size = 1 if reply.drip else 1000 if reply.chunked else len(reply.body) or 1
        for n in range(0, len(reply.body), size):
            piece = reply.body[n : n + size]
            yield b"%x\r\n%s\r\n" % (len(piece), piece) if reply.chunked else piece
        if reply.chunked:
            yield b"0\r\n\r\n"

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def hq() -> Iterator[TinyHeadquarters]:
    tiny = TinyHeadquarters()
    door = Door(tiny)
    yield tiny
    door.shut()


@pytest.fixture
def house_file(tmp_path: Path) -> Path:
    path = tmp_path / "house.db"
    path.touch()
    with closing(records.open_database(path)) as db:
        records.create_tables(db)
        inbox.create_tables(db)
        records.add_what_was_said(db)
        records.add_costs(db)
        records.let_keys_change(db)
        records.make_room_for_doubt(db)
    return path


@pytest.fixture
def db(house_file: Path) -> Iterator[sqlite_utils.Database]:
    with closing(records.open_database(house_file)) as opened:
        yield opened


@pytest.fixture
def enrolled(db: sqlite_utils.Database, hq: TinyHeadquarters) -> Enrolment:
    signing_key, hq.verify_key = generate_signing_key()
    known = Enrolment(
        HOUSE, "大坪村", EPOCH, signing_key, hq.url, hq.sealing_key, hq.hq_verify_key, None, NOW
    )
    enrolment.save(db, known)
    return known


def a_day(number: int = 1) -> dict[str, object]:
    """Make the payload of a day of November."""
    return DaySummary(date(2026, 11, number), 400, number, 1, "trusted", {}).payload()


def put_days(db: sqlite_utils.Database, count: int) -> None:
    for number in range(1, count + 1):
        outbox.put(db, "day", a_day(number), NOW + number)


def until(condition: Callable[[], bool], within: float = 10) -> None:
    """Wait for what happens in another thread or process."""
    end = time.monotonic() + within
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)
