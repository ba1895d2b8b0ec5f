"""Carries over HTTP from a process of its own, which ends with the call.

What HTTP and TLS load is 6 MB, which a house that calls once a day need not keep all day. The other
process is told on its standard input where to, which way and what, and answers on its standard
output. It opens no records and knows no key: envelopes are sealed and signed when they come to it.
Where it ends before it has answered, nobody knows what arrived: as when a connection breaks off.
"""

import socket
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import BufferedIOBase
from typing import Any, BinaryIO

from sync import cbor
from sync.carrying.road import Road
from sync.errors import CourierError, RefusedByHeadquarters, RefusedWhole, WrongDate

BROKE_OFF = "What carries to headquarters ended before it answered."

Line = BinaryIO | BufferedIOBase

_COURIER = (sys.executable, "-m", "sync.couriers")
_LENGTH = struct.Struct("=I")
_ERRORS = {
    one.__name__: one for one in (CourierError, WrongDate, RefusedByHeadquarters, RefusedWhole)
}


class CourierApart:
    """Carries to one headquarters as an `HttpCourier` does, in a process that it has for that.

    Or posts to one address, for the exchange that makes the house known.
    """

    def __init__(
        self, hq_url: str, road: Road | None = None, command: Sequence[str] = _COURIER
    ) -> None:
        self._url, self._road, self._command = hq_url, road or Road(), command
        self._process: subprocess.Popen[bytes] | None = None
        self._before, self._now = (0, 0), (0, 0)

    def carry(self, envelopes: Sequence[bytes]) -> bytes:
        """Bring envelopes of one house and return the answer's bytes, not verified yet.

        Raises CourierError.
        """
        told = self._ask({"envelopes": [*envelopes]})
        self._now = told["sent"], told["received"]
        return _said(told)

    def post(self, body: bytes, timeout: float, largest: int) -> bytes:
        """Post one body to the address itself, as `http.post` does. Raises CourierError."""
        ms = round(timeout * 1000)
        return _said(self._ask({"body": body, "timeout_ms": ms, "largest": largest}))

    def spent(self) -> tuple[int, int]:
        """Tell how many bytes were sent and received so far, all headers counted."""
        (sent, received), (more_sent, more_received) = self._before, self._now
        return sent + more_sent, received + more_received

    def close(self) -> None:
        """Let the connection go, and the process with it."""
        self._before, self._now = self.spent(), (0, 0)
        if self._process:
            with suppress(OSError):
                self._line.close()
            self._process.kill()
            self._process.wait()
        self._process = None

    def _ask(self, asked: Mapping[str, object]) -> dict[str, Any]:
        try:
            if self._process is None:
                self._start()
            write(self._line, {**asked, "knows_date": self._road.knows_date()})
            told = read(self._line)
        except OSError:
            told = None
        if told is None:
            self.close()
            raise CourierError(BROKE_OFF)
        return told

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            pipe = theirs.fileno()
            self._process = subprocess.Popen(self._command, stdin=pipe, stdout=pipe)
            self._line = ours.makefile("rwb")
        # Here, and not in its command: an address of a proxy may hold a password.
        authority = self._road.authority and str(self._road.authority)
        write(self._line, {"url": self._url, "authority": authority, "proxy": self._road.proxy})


def write(line: Line, told: Mapping[str, object]) -> None:
    """Tell the other process something. Raises OSError where it is gone."""
    data = cbor.encode(dict(told))
    line.write(_LENGTH.pack(len(data)) + data)
    line.flush()


def read(line: Line) -> dict[str, Any] | None:
    """Wait for what the other process tells; None when it is gone."""
    head = line.read(_LENGTH.size)
    data = line.read(*_LENGTH.unpack(head)) if len(head) == _LENGTH.size else b""
    told = cbor.decode(data) if data else None
    return told if isinstance(told, dict) else None


def facts_of(error: CourierError) -> dict[str, object]:
    """Tell an error for the other process."""
    return {
        "error": next(one.__name__ for one in type(error).mro() if one.__name__ in _ERRORS),
        "why": str(error),
        "permanent": error.permanent,
        "retry_after_ms": round(error.retry_after * 1000),
    }


def _said(told: Mapping[str, Any]) -> bytes:
    if "error" in told:
        raise _error(told)
    said: bytes = told["said"]
    return said


def _error(told: Mapping[str, Any]) -> CourierError:
    kind, after = _ERRORS[told["error"]], told["retry_after_ms"] / 1000
    return kind(told["why"], permanent=told["permanent"], retry_after=after)
