"""Serves the panel over TLS to the house's network: waitress, with a locked line.

Whoever is on the network can talk to it, also somebody who means harm: it takes few connections,
small requests, and nothing that comes slowly; a connection that dawdles keeps no thread busy.
"""

import ssl
from collections.abc import Mapping
from socket import create_server, socket
from threading import Event, Lock, Thread
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import TcpWSGIServer

from kiosk.domain.recordings import MOST_BYTES
from kiosk.errors import PortTaken
from kiosk.server import ForgetfulChannel

THREADS = 2

# A request has to be there whole within this many seconds, and so has a handshake.
SLOWEST = 20

_CONNECTIONS = 24
_RECORD = 16 * 1024  # no record of TLS is longer: none is left half read
_LARGEST = 64 * 1024 * 1024
_STOPS_WITHIN = 5.0

_LIMITS: Mapping[str, Any] = {
    "threads": THREADS,
    "connection_limit": _CONNECTIONS,
    "channel_timeout": SLOWEST,
    "max_request_header_size": _RECORD,
    "max_request_body_size": MOST_BYTES,
    "recv_bytes": _RECORD,
    # As at the kiosk: what was unsealed must never reach the card.
    "inbuf_overflow": _LARGEST,
    "outbuf_overflow": _LARGEST,
    "log_socket_errors": False,
    "url_scheme": "https",
    "ident": None,
}


class _HalfARecord(Exception):
    """What has come so far is no whole record yet."""


class TlsChannel(ForgetfulChannel):
    """A device's connection; OpenSSL lets only one thread at a time work on it."""

    last_activity: float

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401
        self._one_at_a_time = Lock()
        super().__init__(*given, **named)

    def recv(self, size: int) -> bytes:
        """Read what has come."""
        try:
            with self._one_at_a_time:
                data: bytes = self.socket.recv(size)
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError) as error:
            raise _HalfARecord from error
        if not data:
            self.handle_close()
        return data

    def send(self, data: bytes, do_close: bool = True) -> int:  # noqa: FBT001
        """Send one record of it, or nothing while the line is full."""
        with self._one_at_a_time:
            try:
                return int(super().send(data[:_RECORD], do_close=do_close))
            except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
                return 0

    def handle_read(self) -> None:
        """Go on with a request; only its beginning and its end count as signs of life."""
        before, was_under_way = self.last_activity, self.request is not None
        try:
            super().handle_read()
        except _HalfARecord:
            return
        if was_under_way and self.request is not None:
            self.last_activity = before


class TlsServer(TcpWSGIServer):  # type: ignore[misc]
    """A server whose connections are locked before a byte is read."""

    channel_class = TlsChannel
    next_channel_cleanup: float

    def __init__(self, app: Flask, context: ssl.SSLContext, listening: socket) -> None:
        self._context = context
        super().__init__(app, map={}, _sock=listening, bind_socket=False, **_LIMITS)

    def readable(self) -> bool:
        """Tell whether one more is taken, after a look at the others."""
        # Each time: a clock that is set back would put the next look off until it has caught up.
        self.next_channel_cleanup = 0.0
        return bool(super().readable())

    def maintenance(self, now: float) -> None:
        """Let go of connections that dawdle; none was active later than now."""
        for channel in self.active_channels.values():
            channel.last_activity = min(channel.last_activity, now)
        super().maintenance(now)

    def accept(self) -> tuple[socket, Any] | None:
        """Take a connection; the handshake comes with its first bytes, and keeps nobody waiting."""
        found = super().accept()
        if found is None:
            return None
        plain, address = found
        try:
            line = self._context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
        except OSError:
            plain.close()
            raise
        return line, address


class Listener:
    """Listens on every network of the house until it is stopped."""

    def __init__(self, app: Flask, port: int, context: ssl.SSLContext) -> None:
        """Begin to listen. Raises PortTaken."""
        try:
            # Before anything else: of a server that gets no port, threads and files would stay.
            listening = create_server(("0.0.0.0", port))  # noqa: S104
        except OSError as error:
            raise PortTaken(port) from error
        self._server = TlsServer(app, context, listening)
        self._leaving, self._woken, self._gone = Event(), Event(), Event()
        self._thread = Thread(target=self._serve, name="remote", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Close the port and every connection at once, whatever is under way."""
        self._leaving.set()
        self._server.pull_trigger()
        self._woken.set()
        self._gone.wait(_STOPS_WITHIN)

    def _serve(self) -> None:
        server = self._server
        while not self._leaving.is_set():
            wasyncore.loop(timeout=1.0, map=server._map, use_poll=True, count=1)
        for channel in list(server.active_channels.values()):
            channel.handle_close()
        wasyncore.dispatcher.close(server)
        self._gone.set()
        self._woken.wait()
        server.task_dispatcher.shutdown()
        if not server.task_dispatcher.threads:
            # Not before: a thread that is late would write to whatever has its number then.
            server.trigger.close()
