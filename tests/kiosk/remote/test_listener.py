"""The port by which devices reach the panel, below any page."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask, request
from waitress import channel, server

from kiosk.domain.recordings import MOST_BYTES
from kiosk.errors import PortTaken
from kiosk.remote import certificate
from kiosk.remote.listener import Listener
from tests.processes import free_port, wait_for


@dataclass
class Clock:
    """The clock that waitress reads, which a test can move."""

    ahead: float = 0.0

    def time(self) -> float:
        return time.time() + self.ahead


@dataclass
class Port:
    """A port with an app behind it that is as slow, and as wordy, as a test wants it."""

    context: ssl.SSLContext
    number: int = field(default_factory=free_port)
    go_on: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        app = Flask(__name__)
        app.add_url_rule("/", "quick", lambda: request.scheme)
        app.add_url_rule("/slow", "slow", lambda: str(self.go_on.wait(20)))
        app.add_url_rule("/large", "large", lambda: b"x" * 30_000_000)
        app.add_url_rule("/", "told", lambda: str(len(request.data)), methods=["POST"])
        self.listener = Listener(app, self.number, self.context)

    def plain(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.number), timeout=10)

    def line(self) -> ssl.SSLSocket:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(self.plain())

    def ask(self, said: bytes) -> bytes:
        """Say something, and tell all of the answer."""
        with self.line() as line:
            line.sendall(said)
            return b"".join(iter(lambda: line.recv(65536), b""))

    def get(self, path: str, headers: bytes = b"") -> bytes:
        return self.ask(b"GET %s HTTP/1.0\r\n%s\r\n" % (path.encode(), headers))

    @property
    def connections(self) -> int:
        return len(self.listener._server.active_channels)


@pytest.fixture
def context(tmp_path: Path) -> ssl.SSLContext:
    return certificate.context(tmp_path)


@pytest.fixture
def port(context: ssl.SSLContext) -> Iterator[Port]:
    port = Port(context)
    yield port
    port.go_on.set()
    port.listener.stop()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in (server, channel):
        monkeypatch.setattr(module, "time", clock)
    return clock


def in_use() -> tuple[int, int]:
    """Tell how many files and threads this process has open."""
    return len([*Path("/proc/self/fd").iterdir()]), threading.active_count()


def is_no_more_than(before: tuple[int, int]) -> bool:
    """Tell whether no more is in use; of tests before this one some may be gone meanwhile."""
    return all(now <= then for now, then in zip(in_use(), before, strict=True))


def test_a_port_that_stays_taken_is_tried_for_days_and_costs_nothing(
    context: ssl.SSLContext,
) -> None:
    """Three tries a minute: what each leaves behind would end the whole house within hours."""
    app, port = Flask(__name__), free_port()
    with socket.create_server(("127.0.0.1", port)):
        before = in_use()
        for _ in range(10):
            with pytest.raises(PortTaken):
                Listener(app, port, context)
        assert is_no_more_than(before)
    Listener(app, port, context).stop()


def test_turned_on_and_off_again_and_again_it_costs_nothing(context: ssl.SSLContext) -> None:
    app, port, before = Flask(__name__), free_port(), in_use()
    for _ in range(10):
        Listener(app, port, context).stop()
    wait_for("all that was in use to be free", 5, lambda: is_no_more_than(before))


def test_the_whole_network_reaches_it_and_finds_it_locked(port: Port) -> None:
    assert port.listener._server.effective_host == "0.0.0.0"
    assert port.get("/").endswith(b"\r\n\r\nhttps")


def test_who_waits_for_a_slow_page_keeps_nobody_else_waiting(port: Port) -> None:
    with port.line() as slow:
        slow.sendall(b"GET /slow HTTP/1.0\r\n\r\n")
        assert port.get("/").startswith(b"HTTP/1.0 200")
        port.go_on.set()
        assert slow.recv(100).startswith(b"HTTP/1.0 200")


def test_what_comes_in_one_record_is_read_whole(port: Port) -> None:
    body = b"x" * 16_000
    said = b"POST / HTTP/1.0\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    assert len(said) < 16 * 1024
    assert port.ask(said).endswith(b"\r\n\r\n16000")


def test_headers_are_short(port: Port) -> None:
    assert b" 200 " in port.get("/", b"A: %s\r\n" % (b"a" * 8_000))
    assert b" 431 " in port.get("/", b"A: %s\r\n" % (b"a" * 17_000))


def test_a_body_that_is_too_large_is_not_even_awaited(port: Port) -> None:
    too_large = b"POST / HTTP/1.1\r\nHost: house\r\nContent-Length: %d\r\n\r\n" % MOST_BYTES
    assert b" 413 " in port.ask(too_large)


def test_nothing_of_a_large_page_or_a_recorded_voice_is_put_into_a_file(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was unsealed must never reach the card."""
    files: list[object] = []
    monkeypatch.setattr("waitress.buffers.TempfileBasedBuffer.__init__", files.append)
    voice = b"x" * (MOST_BYTES - 1)
    said = b"POST / HTTP/1.0\r\nContent-Length: %d\r\n\r\n%s" % (len(voice), voice)
    assert port.ask(said).endswith(b"\r\n\r\n%d" % len(voice))
    assert len(port.get("/large")) > 30_000_000
    assert files == []


def test_who_opens_line_after_line_is_given_few(port: Port) -> None:
    with ExitStack() as lines:
        for _ in range(40):
            lines.enter_context(port.plain())
        wait_for("the lines that it takes", 5, lambda: port.connections == 22)
        time.sleep(0.3)
        assert port.connections == 22
    wait_for("room for others", 5, lambda: port.connections == 0)
    assert b" 200 " in port.get("/")


@pytest.mark.parametrize("said", [b"", b"\x16\x03\x01\x02"], ids=["nothing", "half a greeting"])
def test_a_handshake_that_does_not_come_is_not_waited_for_long(
    port: Port, clock: Clock, said: bytes
) -> None:
    with port.plain() as line:
        line.sendall(said)
        wait_for("the line", 5, lambda: port.connections == 1)
        clock.ahead += 10
        time.sleep(1.5)
        assert port.connections == 1
        clock.ahead += 11
        wait_for("the end of it", 5, lambda: port.connections == 0)


def test_a_request_that_comes_letter_by_letter_is_not_waited_for_long(
    port: Port, clock: Clock
) -> None:
    with port.line() as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: ")
        for letter in (b"h", b"o", b"u", b"s", b"e"):
            time.sleep(0.1)
            clock.ahead += 5
            line.sendall(letter)
        wait_for("the end of it", 5, lambda: port.connections == 0)


def test_a_clock_that_is_set_back_keeps_no_line_open_that_dawdles(port: Port, clock: Clock) -> None:
    """Few lines are taken: those of phones that have left would soon be all of them."""
    with port.plain():
        wait_for("the line", 5, lambda: port.connections == 1)
        clock.ahead -= 86_400

        def is_gone_a_while_later() -> bool:
            clock.ahead += 21
            return port.connections == 0

        wait_for("the end of it", 20, is_gone_a_while_later, every=1.1)


def test_a_request_has_its_time_from_its_beginning(port: Port, clock: Clock) -> None:
    with port.line() as line:
        wait_for("the line", 5, lambda: port.connections == 1)
        for part in (b"GET / HTTP/1.0\r\n", b"\r\n"):
            clock.ahead += 12
            time.sleep(1.2)
            line.sendall(part)
        assert line.recv(100).startswith(b"HTTP/1.0 200")


def test_a_large_page_comes_whole_to_who_reads_slowly(port: Port) -> None:
    with port.line() as line:
        line.sendall(b"GET /large HTTP/1.0\r\n\r\n")
        time.sleep(1)
        assert len(b"".join(iter(lambda: line.recv(65536), b""))) > 30_000_000


def test_who_says_that_no_more_comes_is_let_go_at_once(port: Port) -> None:
    with port.line() as line:
        wait_for("the line", 5, lambda: port.connections == 1)
        line.shutdown(socket.SHUT_WR)
        wait_for("the end of it", 5, lambda: port.connections == 0)


def test_who_asks_again_and_again_stays_on_the_line(port: Port, clock: Clock) -> None:
    with port.line() as line:
        for _ in range(4):
            line.sendall(b"GET / HTTP/1.1\r\nHost: house\r\n\r\n")
            answer = b""
            while not answer.endswith(b"https"):
                part = line.recv(1000)
                assert part
                answer += part
            clock.ahead += 12
            time.sleep(0.2)


def test_who_speaks_another_language_or_leaves_is_not_worth_a_line_in_the_log(
    port: Port, caplog: pytest.LogCaptureFixture
) -> None:
    """Each line of the log wears the card, and anybody on the network could write them."""
    with port.plain() as line:
        line.sendall(b"GET / HTTP/1.0\r\n\r\n")
        with suppress(ConnectionError):
            line.recv(100)
    with port.line() as line:
        line.sendall(b"GET /large HTTP/1.0\r\n\r\n")
        line.recv(10)
    wait_for("all to be gone", 5, lambda: port.connections == 0)
    assert b" 200 " in port.get("/")
    assert caplog.text == ""
