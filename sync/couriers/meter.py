"""Counts what connections cost, as the network bills it: each segment with its headers."""

import socket
import struct
import sys
from contextlib import suppress

# struct tcp_info of Linux (include/uapi/linux/tcp.h), whose beginning never changes: where its
# fields stand. bytes_sent counts what was sent again too; Linux tells it since 4.19.
_RECEIVED, _SEGMENTS_OUT, _SEGMENTS_IN, _SENT, _LENGTH = 128, 136, 140, 200, 208
# An IP header, a TCP header, and the time stamps in it.
_HEADERS = {socket.AF_INET: 20 + 20 + 12, socket.AF_INET6: 40 + 20 + 12}


class Meter:
    """Adds up all connections that it is shown; where the system tells nothing, they cost 0."""

    def __init__(self) -> None:
        self._watched: list[socket.socket] = []
        self._sent = self._received = 0

    def watch(self, connection: socket.socket) -> None:
        """Count a connection from now on; it stays readable here after its owner has closed it."""
        with suppress(OSError):
            self._watched.append(connection.dup())

    def cut(self) -> None:
        """End what is on its way, from another thread."""
        for one in self._watched:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def read(self) -> tuple[int, int]:
        """Tell how many bytes were sent and received in all."""
        counts = [_count(one) for one in self._watched]
        sent, received = (sum(some) for some in zip((0, 0), *counts, strict=True))
        return self._sent + sent, self._received + received

    def close(self) -> None:
        """Let go of the connections; what they cost stays counted."""
        self._sent, self._received = self.read()
        for one in self._watched:
            one.close()
        self._watched = []

    def __del__(self) -> None:
        self.close()


def _count(connection: socket.socket) -> tuple[int, int]:
    if sys.platform != "linux":
        return 0, 0
    try:
        info = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _LENGTH)
        (received,) = struct.unpack_from("=Q", info, _RECEIVED)
        (sent,) = struct.unpack_from("=Q", info, _SENT)
        segments_out, segments_in = struct.unpack_from("=2I", info, _SEGMENTS_OUT)
    except (OSError, struct.error):
        return 0, 0
    headers = _HEADERS.get(connection.family, 0)
    return sent + headers * segments_out, received + headers * segments_in
