"""Bytes through real sockets: whole messages of HTTP, parts of them, and broken connections."""

import re
import socket
import struct
from contextlib import suppress

PATIENCE = 10.0

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_AT_ONCE = struct.pack("ii", 1, 0)
_MOST = 4 * 1024 * 1024


def read_message(end: socket.socket, most: int = _MOST) -> bytes:
    """Read one message of HTTP, or as much of it as comes; never more than `most` bytes."""
    data, wanted = b"", most
    while len(data) < wanted:
        try:
            piece = end.recv(min(65536, wanted - len(data)))
        except OSError:
            break
        if not piece:
            break
        data += piece
        wanted = min(most, size_of(data))
    return data


def goes_on(end: socket.socket) -> bool:
    """Wait until more comes, or nothing does any more; tell which."""
    try:
        return bool(end.recv(1, socket.MSG_PEEK))
    except OSError:
        return False


def size_of(data: bytes) -> int:
    """Tell how many bytes a message has in all, as far as that can be read yet."""
    head, blank, _ = data.partition(b"\r\n\r\n")
    if not blank:
        return _MOST
    length = _LENGTH.search(head)
    return len(head) + len(blank) + (int(length[1]) if length else 0)


def exchange(port: int, request: bytes, *, source: str, reset: bool = False) -> bytes:
    """Send bytes to a server and read what it says to them, if anything.

    source: the address of this machine from which they come. reset: break the connection as soon
    as they are sent. Nobody may be there.
    """
    try:
        end = socket.create_connection(("127.0.0.1", port), PATIENCE, (source, 0))
    except ConnectionRefusedError:
        return b""
    with end:
        with suppress(OSError):
            end.sendall(request)
        if reset:
            break_off(end)
            return b""
        # Whoever waits for more bytes than there are learns that none will come.
        with suppress(OSError):
            end.shutdown(socket.SHUT_WR)
        return read_message(end)


def send(end: socket.socket, data: bytes) -> None:
    """Send to somebody who may have left."""
    with suppress(OSError):
        end.sendall(data)


def break_off(end: socket.socket) -> None:
    """Close with a reset: what was not read yet is gone."""
    with suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    end.close()
