"""Tells systemd that the house lives, as long as it answers: one that hangs is started anew."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from hardware import notify

# Every page is behind it: the server, a thread that is free, the records.
_QUESTION = b"GET /healthz HTTP/1.0\r\n\r\n"
_ANSWER = b"HTTP/1."


def answers(host: str, port: int, within: float) -> bool:
    """Tell whether the house answers a question over HTTP within some seconds, well or not."""
    try:
        with socket.create_connection((host, port), within) as line:
            line.sendall(_QUESTION)
            return line.recv(len(_ANSWER)) == _ANSWER
    except OSError:
        return False


@contextmanager
def beating(host: str, port: int) -> Iterator[None]:
    """Say that the house is ready, and then that it lives, as often as systemd asks."""
    every = notify.watchdog_seconds()
    ended = Event()

    def beat(every: float) -> None:
        while not ended.wait(every):
            if answers(host, port, every):
                notify.tell(notify.ALIVE)

    notify.tell(notify.READY)
    if every:
        Thread(target=beat, args=(every,), name="pulse", daemon=True).start()
    try:
        yield
    finally:
        ended.set()
        notify.tell(notify.STOPPING)
