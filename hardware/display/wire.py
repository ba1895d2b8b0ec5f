"""The pipe through which a browser is told what to do: messages of JSON, each ended by a zero."""

import json
import os
from collections.abc import Iterator

# A service that stays in memory has no need of what types are.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_END = b"\0"
_AT_ONCE = 65536


class Wire:
    """Our ends of the pipe. reads: to wait on; after the browser's end, `hear` says so."""

    def __init__(self, reads: int, writes: int) -> None:
        self.reads, self._writes = reads, writes
        self._begun = b""
        self._number = 0

    def tell(self, method: str, **params: object) -> None:
        """Ask the browser for something; one that is gone hears nothing."""
        self._number += 1
        told = json.dumps({"id": self._number, "method": method, "params": params})
        try:
            os.write(self._writes, told.encode() + _END)
        except OSError:
            # Its end is heard by who reads.
            return

    def hear(self) -> Iterator[dict[str, "Any"]]:
        """Tell the messages that came whole. Raises EOFError where there will be no more."""
        came = os.read(self.reads, _AT_ONCE)
        if not came:
            raise EOFError
        *whole, self._begun = (self._begun + came).split(_END)
        return map(json.loads, whole)

    def close(self) -> None:
        """Hang up: the browser ends."""
        os.close(self.reads)
        os.close(self._writes)
