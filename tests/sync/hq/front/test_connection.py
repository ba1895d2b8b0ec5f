"""The bounds of a connection, and its end."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
from flask import Flask

from sync.hq.front import answering as module
from sync.hq.people.access import anybody
from tests.sync.hq.answering import answering, ask
from tests.sync.hq.cast import Office

PAGE = b"GET /sign-in HTTP/1.1\r\nHost: hq\r\n\r\n"


@pytest.fixture
def app(small_office: Office) -> Flask:
    app = small_office.app

    @anybody
    def later() -> str:
        time.sleep(1.5)
        return "later" * 200_000

    app.add_url_rule("/later", view_func=later)
    return app


@pytest.fixture
def impatient(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A headquarters that hangs up soon on who says nothing."""
    monkeypatch.setattr(module, "_IDLE", 0.6)
    monkeypatch.setattr(module, "BEATS_EVERY", 0.1)
    monkeypatch.setattr(module, "_TURN", 0.1)
    with answering(app) as port:
        yield port


def line(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def is_over(connection: socket.socket) -> bool:
    try:
        return connection.recv(65536) == b""
    except ConnectionResetError:
        return True


def test_headers_without_end_are_refused(app: Flask) -> None:
    with answering(app) as port:
        assert ask(port, b"no HTTP at all\r\n\r\n").startswith(b"HTTP/1.1 400")
        with line(port) as endless:
            endless.sendall(b"GET / HTTP/1.1\r\nX: ")
            with pytest.raises((ConnectionError, TimeoutError)):
                for _ in range(100):
                    endless.sendall(b"x" * 8000)
                    time.sleep(0.01)


def test_who_says_nothing_is_let_go(impatient: int) -> None:
    for said in (b"", PAGE[:9], PAGE[:-2], PAGE.replace(b"GET", b"POST")[:-2]):
        begun = time.monotonic()
        with line(impatient) as silent:
            silent.sendall(said)
            assert is_over(silent)
        assert 0.4 < time.monotonic() - begun < 5


def test_who_has_asked_is_waited_for_and_whoever_reads_too(impatient: int) -> None:
    with line(impatient) as patient:
        patient.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        patient.sendall(b"GET /later HTTP/1.1\r\nHost: hq\r\n\r\n")
        read = 0
        while read < 400_000:
            read += len(data := patient.recv(65536))
            assert data
            time.sleep(0.02)


def test_who_says_that_this_is_all_is_answered(app: Flask) -> None:
    with answering(app) as port:
        for where in (b"/sign-in", b"/later"):
            with line(port) as last:
                last.sendall(PAGE.replace(b"/sign-in", where))
                last.shutdown(socket.SHUT_WR)
                answer = b"".join(iter(lambda: last.recv(65536), b""))
            assert answer.startswith(b"HTTP/1.1 200")
        with line(port) as torn:
            torn.sendall(PAGE.replace(b"GET", b"POST").replace(b"hq", b"hq\r\nContent-Length: 9"))
            torn.shutdown(socket.SHUT_WR)
            assert is_over(torn)


@pytest.mark.parametrize("wait", [0.0, 0.15])
def test_who_has_just_knocked_is_heard_at_the_end(app: Flask, wait: float) -> None:
    with answering(app) as port:
        ask(port, PAGE.replace(b"hq\r\n", b"hq\r\nConnection: close\r\n"))
        begun, quiet, kept = line(port), line(port), line(port)
        kept.sendall(PAGE)
        assert kept.recv(65536)
        time.sleep(0.1)
        begun.sendall(PAGE[:9])

        def go_on_when_it_ends() -> None:
            while not is_over(kept):
                pass
            time.sleep(wait)
            begun.sendall(PAGE[9:])

        said = threading.Thread(target=go_on_when_it_ends)
        said.start()
    said.join()
    answer = b"".join(iter(lambda: begun.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"connection: close" in answer
    assert is_over(quiet)
    for one in (begun, quiet, kept):
        one.close()


def test_a_knock_that_comes_to_nothing_does_not_hold_the_end_up(app: Flask) -> None:
    with answering(app) as port:
        silent = line(port)
        time.sleep(0.1)
        begun = time.monotonic()
    assert time.monotonic() - begun < 3
    assert is_over(silent)
    silent.close()
