"""A door of TLS before a plain server, with a meter: what goes over the client's socket is counted.

It takes the records of TLS from the socket itself, so that it knows of each byte on the wire,
in the handshake and after it, and not only of what they hold.
"""

import select
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from tests.certificates import certified

_SOME = 16 * 1024


@dataclass
class Connection:
    """What one connection cost: bytes of TLS at the client's socket, headers of TCP not counted.

    handshake: both ways. sent, received: after it, as the client sees them. turns: how often the
    client spoke and waited for an answer after the handshake, in round trips.
    """

    handshake: int = 0
    sent: int = 0
    received: int = 0
    turns: int = 0

    @property
    def total(self) -> int:
        return self.handshake + self.sent + self.received


@dataclass
class Door:
    """An address that speaks TLS, whom its clients have to trust, and what came through it."""

    url: str
    authority: Path
    connections: list[Connection] = field(default_factory=list)


@contextmanager
def tls_before(url: str, folder: Path, host: str = "127.0.0.1") -> Iterator[Door]:
    """Serve what answers at `url` over TLS too, until the block ends."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certified(folder, host))
    where = urlsplit(url)
    with socket.create_server((host, 0)) as listener:
        port = listener.getsockname()[1]
        door = Door(f"https://{host}:{port}", folder / "authority.pem")

        def serve() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                _Passage(door, client, context, (where.hostname, where.port)).start()

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield door
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(10)


class _Passage(Thread):
    """One client's way through the door and back."""

    def __init__(
        self,
        door: Door,
        client: socket.socket,
        context: ssl.SSLContext,
        server: tuple[str | None, int | None],
    ) -> None:
        super().__init__(daemon=True)
        self._client, self._server = client, server
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._in, self._out, server_side=True)
        self._seen, self._client_spoke = Connection(), False
        door.connections.append(self._seen)

    def run(self) -> None:
        # A client that goes ends it, whenever it goes.
        try:
            with self._client:
                self._shake_hands()
                with socket.create_connection(self._server) as server:
                    self._pass_on(server)
        except (OSError, ssl.SSLError):
            return

    def _shake_hands(self) -> None:
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                self._seen.handshake += self._flush()
                self._seen.handshake += self._take()
            else:
                break
        self._seen.handshake += self._flush() - self._in.pending
        self._seen.sent += self._in.pending

    def _pass_on(self, server: socket.socket) -> None:
        while True:
            self._hear(server)
            for ready in select.select([self._client, server], [], [])[0]:
                if ready is server and not self._answer(server.recv(_SOME)):
                    return
                if ready is self._client:
                    self._seen.sent += self._take()

    def _hear(self, server: socket.socket) -> None:
        """Pass on what the client has said so far."""
        while True:
            try:
                plain = self._tls.read(_SOME)
            except ssl.SSLWantReadError:
                return
            if not plain:
                raise OSError("the client has gone")
            self._seen.turns += not self._client_spoke
            self._client_spoke = True
            server.sendall(plain)

    def _answer(self, plain: bytes) -> bool:
        if plain:
            self._client_spoke = False
            self._tls.write(plain)
            # Counted before it is sent: whoever has it may ask at once.
            self._seen.received += self._out.pending
            self._flush()
        return bool(plain)

    def _take(self) -> int:
        raw = self._client.recv(_SOME)
        if not raw:
            raise OSError("the client has gone")
        return self._in.write(raw)

    def _flush(self) -> int:
        raw = self._out.read()
        self._client.sendall(raw)
        return len(raw)
