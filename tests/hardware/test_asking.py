"""Asks real servers, and one that says whatever it is told to."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from flask import Flask, request

from hardware.asking import ask, place_here
from tests.processes import free_port, serving


def test_what_is_told_arrives_and_the_answer_comes_whole() -> None:
    app, long = Flask(__name__), "桥" * 100_000

    @app.post("/say")
    def say() -> dict[str, str]:
        return {"heard": request.get_json()["word"], "host": request.host, "long": long}

    with serving(app) as address:
        port = int(address.rpartition(":")[2])
        status, said = ask("127.0.0.1", port, "/say", within=5, told=json.dumps({"word": "水"}))
        assert ask("127.0.0.1", port, "/say", within=5)[0] == 405
    assert status == 200
    assert json.loads(said) == {"heard": "水", "host": f"127.0.0.1:{port}", "long": long}


@contextmanager
def answering(answer: bytes) -> Iterator[int]:
    """Answer the first who asks with these bytes; yield the port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer_once() -> None:
            line, _ = listener.accept()
            with line:
                line.recv(65536)
                line.sendall(answer)

        thread = Thread(target=answer_once)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense",
        b"SSH-2.0 open now\r\n\r\n",
        b"HTTP/1.1 fine OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length\r\n\r\nhalf",
    ],
)
def test_what_is_no_whole_answer_is_none(answer: bytes) -> None:
    with answering(answer) as port, pytest.raises(ValueError, match=r"."):
        ask("127.0.0.1", port, "/", within=5)


def test_nobody_there_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="refused"):
        ask("127.0.0.1", free_port(), "/", within=5)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("http://127.0.0.1:8081", ("127.0.0.1", 8081)),
        ("http://localhost/", ("localhost", 80)),
        ("http://[::1]:8080", ("::1", 8080)),
        ("http://127.0.0.1.example.org:8080", None),
        ("http://house@192.0.2.1:8080", None),
        ("127.0.0.1:8080", None),
    ],
)
def test_only_an_address_of_this_machine_has_a_place(
    address: str, place: tuple[str, int] | None
) -> None:
    assert place_here(address) == place
