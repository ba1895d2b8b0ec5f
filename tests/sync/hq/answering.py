"""A headquarters of this process that answers as it does in earnest: through its own front."""

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager

import psutil
from flask import Flask

from sync.hq.config import HqConfig
from sync.hq.front.answering import Answering
from sync.hq.running import listening
from tests.processes import wait_for


@contextmanager
def answering(app: Flask, threads: int = 4) -> Iterator[int]:
    """Answer on a free port, which is yielded, until the block ends."""
    listener = listening.open_listener(HqConfig(port=0))
    port = int(listener.getsockname()[1])
    one = Answering(app, listener, threads, alive=lambda: None)
    thread = threading.Thread(target=one.run)
    thread.start()
    try:
        yield port
    finally:
        one.stop()
        thread.join(30)
        assert not thread.is_alive()


def ask(port: int, *parts: bytes) -> bytes:
    """Send bytes as they are, on a connection of their own; tell all that comes until it closes."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as line:
        for part in parts:
            line.sendall(part)
        return b"".join(iter(lambda: line.recv(65536), b""))


def lines(port: int, many: int, stack: ExitStack) -> list[socket.socket]:
    return [
        stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
        for _ in range(many)
    ]


def held(process: psutil.Process, port: int) -> int:
    """Count the connections that a process has with callers; one that ended has none."""
    try:
        all_of_them = process.net_connections()
    except psutil.NoSuchProcess:
        return 0
    return sum(one.laddr.port == port and one.status == "ESTABLISHED" for one in all_of_them)


def wait_until_all_answer(
    port: int, several: Callable[[], Sequence[psutil.Process]], many: int
) -> None:
    """Wait until so many processes have begun: then each of them lets callers in."""
    wait_for("the processes", 20, lambda: len(several()) == many)
    with ExitStack() as stack:
        wait_for(
            "all of them",
            60,
            lambda: lines(port, 1, stack) and all(held(one, port) for one in several()),
        )
