"""A slow road between a client and a server: a proxy that passes on so much, and so late."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Thread
from urllib.parse import urlsplit

# As much as one packet of a mobile network holds.
_PACKET = 1400


@contextmanager
def slow_road(url: str, *, kbit_per_second: float, milliseconds: float) -> Iterator[str]:
    """Yield an address that leads to `url`, until the block ends.

    kbit_per_second: each way. milliseconds: there and back.
    """
    where, late = urlsplit(url), milliseconds / 2000
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                server = socket.create_connection((where.hostname, where.port))
                Thread(target=go, args=(client, server), daemon=True).start()

        def go(client: socket.socket, server: socket.socket) -> None:
            rate = kbit_per_second * 125
            with client, server:
                # Who connects waits once there and back before the first word goes.
                ways = (
                    _Way(client, server, rate, late, 2 * late),
                    _Way(server, client, rate, late),
                )
                for thread in [thread for way in ways for thread in way.begin()]:
                    thread.join()

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"{where.scheme}://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(10)


class _Way:
    """One direction of one connection; rate: bytes a second, late, begins: seconds."""

    def __init__(
        self, start: socket.socket, end: socket.socket, rate: float, late: float, begins: float = 0
    ) -> None:
        self._start, self._end, self._rate, self._late = start, end, rate, late
        self._free_at = time.monotonic() + begins
        self._on_its_way: SimpleQueue[tuple[float, bytes]] = SimpleQueue()

    def begin(self) -> list[Thread]:
        threads = [Thread(target=work, daemon=True) for work in (self._take, self._bring)]
        for thread in threads:
            thread.start()
        return threads

    def _take(self) -> None:
        data = b"-"
        while data:
            try:
                data = self._start.recv(_PACKET)
            except OSError:
                data = b""
            self._free_at = max(self._free_at, time.monotonic()) + len(data) / self._rate
            self._on_its_way.put((self._free_at + self._late, data))

    def _bring(self) -> None:
        data = b"-"
        while data:
            due, data = self._on_its_way.get()
            time.sleep(max(0.0, due - time.monotonic()))
            with suppress(OSError):
                self._end.sendall(data)
        with suppress(OSError):
            self._end.shutdown(socket.SHUT_WR)
