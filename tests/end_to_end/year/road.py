"""The road from the village to headquarters: a port that leads there while the road is open."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

from tests.processes import free_port


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True


class Road:
    """Refuses at its port, but for the time of `opened`; counts what the house sends."""

    def __init__(self, leads_to: int) -> None:
        self.port, self.sent = free_port(), 0
        self._leads_to = leads_to

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def opened(self) -> Iterator[None]:
        road = self

        class Passing(BaseRequestHandler):
            def handle(self) -> None:
                with socket.create_connection(("127.0.0.1", road._leads_to)) as far:
                    back = Thread(target=_pass_on, args=(far, self.request), daemon=True)
                    back.start()
                    road.sent += _pass_on(self.request, far)
                    back.join(10)

        with _Server(("127.0.0.1", self.port), Passing) as server:
            thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
            thread.start()
            try:
                yield
            finally:
                server.shutdown()
                thread.join(5)


def _pass_on(source: socket.socket, target: socket.socket) -> int:
    passed = 0
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
            passed += len(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
    return passed
