"""Callers of the wire: connections that are kept, one request after the other, no library."""

import socket
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from sync import batch
from tests.bench.villages import Village

# As many at once as at night, when all houses call.
CALLERS = 32


@dataclass(frozen=True)
class Called:
    """What a run of callers saw: seconds from first to last, and what was answered to whom."""

    seconds: float
    answers: Sequence[tuple[str, int, bytes]]


class Line:
    """One connection that is kept."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(self, address: str, body: bytes) -> tuple[int, bytes]:
        """Post a body as one proxy's caller; tell the status and what was answered."""
        head = (
            f"POST {batch.PATH} HTTP/1.1\r\nHost: hq\r\nContent-Type: application/cbor\r\n"
            f"X-Forwarded-For: {address}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._socket.sendall(head.encode() + body)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        header, _, rest = data.partition(b"\r\n\r\n")
        length = int(header.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        while len(rest) < length:
            rest += self._more()
        return int(header[9:12]), rest

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _more(self) -> bytes:
        data = self._socket.recv(65536)
        if not data:
            raise ConnectionError("the server hung up")
        return data


def call(port: int, found: Sequence[Village], callers: int = CALLERS) -> Called:
    """Send everything, from a process of its own; each house over one line, in its order."""
    ours, theirs = get_context("fork").Pipe()
    process = get_context("fork").Process(target=_call, args=(theirs, port, found, callers))
    process.start()
    called: Called = ours.recv()
    process.join()
    return called


def _call(ours: Connection, port: int, found: Sequence[Village], callers: int) -> None:
    shares = [found[number::callers] for number in range(callers)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        answers = [
            one
            for share in pool.map(lambda share: list(_one_line(port, share)), shares)
            for one in share
        ]
    ours.send(Called(time.perf_counter() - begun, answers))


def _one_line(port: int, found: Sequence[Village]) -> Iterator[tuple[str, int, bytes]]:
    line = Line(port)
    for one in found:
        for body in one.bodies:
            yield (one.house, *line.post(one.address, body))
    line.close()
