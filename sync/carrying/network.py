"""Hears of ways to the network as they appear; hearing costs nothing while none does.

Linux tells it over a netlink socket (rtnetlink(7)). Where there is none, nobody is told.
"""

import errno
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress

# linux/rtnetlink.h and linux/if.h.
_ROUTE = 0
_GROUPS = 0x1 | 0x40 | 0x400  # links, IPv4 routes, IPv6 routes
_NEW_LINK, _NEW_ROUTE = 16, 24
_UNICAST, _LOCAL_TABLE, _CLONED = 1, 255, 0x200
_LOOPBACK, _RUNNING = 0x8, 0x40
_HEADER, _ROUTE_HEADER, _LINK_HEADER = struct.Struct("=IHHII"), struct.Struct("=8BI"), "=BxHiII"

_LARGEST = 64 * 1024


class Network:
    """A socket on which the machine tells of new routes, and of links that begin to work."""

    def __init__(self, told: socket.socket) -> None:
        self._told = told
        self._running: set[int] = set()

    def fileno(self) -> int:
        """Tell on what to wait."""
        return self._told.fileno()

    def has_a_new_way(self) -> bool:
        """Read all that was told, and tell whether a way may have opened."""
        found = False
        try:
            while True:
                data, sender = self._told.recvfrom(_LARGEST)
                # Only the kernel has number 0; other programs may send, too.
                for kind, body in _messages(data) if sender[0] == 0 else ():
                    found = self._is_new_way(kind, body) or found
        except BlockingIOError:
            return found
        except OSError as error:
            # So much happened that some of it was lost.
            return found or error.errno == errno.ENOBUFS

    def close(self) -> None:
        """Listen no more."""
        self._told.close()

    def _is_new_way(self, kind: int, body: bytes) -> bool:
        with suppress(struct.error):
            if kind == _NEW_ROUTE:
                *_, table, _protocol, _scope, route_type, flags = _ROUTE_HEADER.unpack_from(body)
                return route_type == _UNICAST and table != _LOCAL_TABLE and not flags & _CLONED
            if kind == _NEW_LINK:
                return self._begins_to_run(*struct.unpack_from(_LINK_HEADER, body))
        return False

    def _begins_to_run(
        self, _family: int, _type: int, index: int, flags: int, _change: int
    ) -> bool:
        """Tell whether a link works that did not: a fixed route stays while a cable is out."""
        if not flags & _RUNNING or flags & _LOOPBACK:
            self._running.discard(index)
            return False
        is_new = index not in self._running
        self._running.add(index)
        return is_new


def listen() -> Network | None:
    """Listen to the machine; None where it does not tell."""
    if sys.platform != "linux":
        return None
    kind = socket.SOCK_RAW | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC
    try:
        told = socket.socket(socket.AF_NETLINK, kind, _ROUTE)
    except OSError:
        return None
    try:
        told.bind((0, _GROUPS))
    except OSError:
        told.close()
        return None
    return Network(told)


def _messages(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Part what came into messages: the kind of each, and what follows its header."""
    while len(data) >= _HEADER.size:
        length, kind, *_ = _HEADER.unpack_from(data)
        if not _HEADER.size <= length <= len(data):
            return
        yield kind, data[_HEADER.size : length]
        data = data[(length + 3) & ~3 :]
