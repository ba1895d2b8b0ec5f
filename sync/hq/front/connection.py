"""One connection of a caller: what uvicorn makes of it, within bounds and with an end."""

import time
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Who has just knocked, and not yet said anything, is heard when headquarters ends.
_HEARD_WITHIN = 0.3
# Bytes of a request line with its headers.
_LARGEST_HEAD = 65536


class Connection(HttpToolsProtocol):
    """Speak HTTP/1.1 with one caller."""

    _received = 0
    _head_began: int | None = None
    _is_leaving = False
    _sign: object = None
    _since = 0.0

    def data_received(self, data: bytes) -> None:
        """Take in what came, and refuse a head without an end."""
        before, self._received = self._received, self._received + len(data)
        if self._head_began is not None and before - self._head_began > _LARGEST_HEAD:
            self.send_400_response("The headers are too large.")
            return
        super().data_received(data)

    def eof_received(self) -> bool | None:  # type: ignore[override]
        """Answer who has asked and says no more; let go of who breaks off."""
        one = self.cycle
        if one is None or one.more_body or one.response_complete:
            return None
        one.keep_alive = False
        return True

    def on_message_begin(self) -> None:
        """Note that a head is coming."""
        super().on_message_begin()
        self._head_began = self._received

    def on_headers_complete(self) -> None:
        """Note that a head is whole; who is leaving answers this one alone."""
        self._head_began = None
        super().on_headers_complete()
        if self._is_leaving:
            self.cycle.keep_alive = False

    def shutdown(self) -> None:
        """Answer what was begun, and end."""
        if not self._received and not self._is_leaving:
            self._is_leaving = True
            self.loop.call_later(_HEARD_WITHIN, self._leave)
        elif self._head_began is None:
            super().shutdown()
        self._is_leaving = True

    def _leave(self) -> None:
        if self._head_began is None and not self.transport.is_closing():
            super().shutdown()

    def end_where_idle(self, seconds: float) -> None:
        """Hang up where nothing was heard and nothing read for so long, and nothing is due."""
        now = time.monotonic()
        sign: tuple[Any, ...] = self._received, self.transport.get_write_buffer_size(), self._owes()
        if sign != self._sign:
            self._sign, self._since = sign, now
        elif now > self._since + seconds and not self._owes():
            self.transport.abort()

    def _owes(self) -> bool:
        """Tell whether a request is whole and waits for its answer."""
        one = self.cycle
        return bool(one and not one.more_body and not one.response_started)
