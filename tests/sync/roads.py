"""Roads between real sockets: a slow link, and a proxy that stands between a network and all."""

import base64
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit

_TICK = 0.05


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False


@contextmanager
def slow_link(url: str, bytes_a_second: int) -> Iterator[str]:
    """Lead to an address, either way at so many bytes a second; nothing piles up on the way."""
    there = urlsplit(url)

    class Link(StreamRequestHandler):
        def handle(self) -> None:
            self.request.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            with socket.create_connection((there.hostname, there.port)) as far:
                _both_ways(self.request, far, int(bytes_a_second * _TICK))

    with _serving(Link) as address:
        yield address


@contextmanager
def gate(password: str | None = None) -> Iterator[tuple[str, list[str]]]:
    """Stand as a network's proxy: CONNECT and plain requests pass, the methods are noted."""
    passed: list[str] = []
    wanted = base64.b64encode(f"house:{password}".encode()).decode()

    class Gate(StreamRequestHandler):
        def handle(self) -> None:
            method, target, _ = self.rfile.readline().decode().split(" ", 2)
            lines = []
            while (line := self.rfile.readline()) not in (b"\r\n", b""):
                lines.append(line)
            if password and not any(wanted in line.decode() for line in lines):
                self.wfile.write(
                    b"HTTP/1.1 407 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )
                return
            passed.append(method)
            there = urlsplit(target if "://" in target else f"//{target}")
            with socket.create_connection((there.hostname, there.port)) as far:
                if method == "CONNECT":
                    self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
                else:
                    far.sendall(f"{method} {there.path} HTTP/1.1\r\n".encode())
                    far.sendall(b"".join(lines) + b"\r\n" + self.rfile.peek())
                _both_ways(self.request, far)

    with _serving(Gate) as address:
        yield address, passed


@contextmanager
def _serving(handler: type[StreamRequestHandler]) -> Iterator[str]:
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join(5)


def _both_ways(near: socket.socket, far: socket.socket, at_a_tick: int | None = None) -> None:
    back = Thread(target=_pass_on, args=(far, near, at_a_tick), daemon=True)
    back.start()
    _pass_on(near, far, at_a_tick)
    back.join(10)


def _pass_on(source: socket.socket, target: socket.socket, at_a_tick: int | None) -> None:
    with suppress(OSError):
        while data := source.recv(at_a_tick or 65536):
            target.sendall(data)
            time.sleep(_TICK if at_a_tick else 0)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
