"""Asks the house on this machine over HTTP, with nothing but a socket.

A library for it brings mail's headers and TLS, which loopback has not: 2 MB for each service that
stays in memory.
"""

import re
import socket

OK = 200

_AT_ONCE = 65536
_HERE = re.compile(r"http://(127\.0\.0\.1|localhost|\[::1\])(?::(\d+))?/?")


def place_here(address: str) -> tuple[str, int] | None:
    """Tell host and port of an address of this machine; None of any other."""
    found = _HERE.fullmatch(address)
    return (found[1].strip("[]"), int(found[2] or 80)) if found else None


def ask(
    host: str, port: int, path: str, *, within: float, told: str | None = None
) -> tuple[int, bytes]:
    """Ask, or tell something as JSON; return the status and what was answered.

    within: seconds for each part of the answer. Raises OSError, or ValueError for an answer that
    is not HTTP or not whole.
    """
    body = (told or "").encode()
    head = (
        f"{'GET' if told is None else 'POST'} {path} HTTP/1.0\r\nHost: {host}:{port}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    # By what it is, and not by looking it up, for which Python loads how names are written abroad.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as line:
        line.settimeout(within)
        line.connect((host, port))
        line.sendall(head.encode() + body)
        # By HTTP/1.0 an answer ends where the line does.
        return _read(b"".join(iter(lambda: line.recv(_AT_ONCE), b"")))


def _read(answer: bytes) -> tuple[int, bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    version, status, *_ = first.split(" ", 2)
    fields = dict(line.lower().split(": ", 1) for line in lines)
    if not version.startswith("HTTP/") or int(fields.get("content-length", "0")) > len(body):
        raise ValueError("This is no answer, or half of one.")
    return int(status), body
