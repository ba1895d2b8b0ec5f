"""A headquarters of this process that answers as it does in earnest: through its own front."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

from flask import Flask

from sync.hq.config import HqConfig
from sync.hq.front.answering import Answering
from sync.hq.running import listening


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
