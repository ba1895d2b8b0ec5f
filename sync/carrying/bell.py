"""A bell by the agent's bed: it wakes when somebody rings, or when a way to the network opens."""

import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from enum import Enum, auto
from threading import Lock

from sync.carrying import network
from sync.carrying.network import Network


class Heard(Enum):
    """What ended a wait."""

    NOTHING = auto()
    RING = auto()
    NETWORK = auto()


class Bell:
    """Any thread may ring; one listens. A ring that nobody heard yet ends the next wait."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rung = False
        self._inner: socket.socket | None = None
        self._outer: socket.socket | None = None
        self._network: Network | None = None

    def ring(self) -> None:
        """End the wait that there is, or the next."""
        with self._lock:
            self._rung = True
            if self._outer:
                with suppress(BlockingIOError):
                    self._outer.send(b"\0")

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen, as the one thread that does, until the block ends."""
        with ExitStack() as stack:
            inner, outer = (stack.enter_context(one) for one in socket.socketpair())
            inner.setblocking(False)
            outer.setblocking(False)
            self._network = network.listen()
            if self._network:
                stack.enter_context(closing(self._network))
            with self._lock:
                self._inner, self._outer = inner, outer
            try:
                yield
            finally:
                with self._lock:
                    self._inner = self._outer = None

    def wait(self, seconds: float) -> Heard:
        """Wait so long at most, and tell what ended it."""
        if self._answered():
            return Heard.RING
        ears = [one for one in (self._inner, self._network) if one is not None]
        heard, _, _ = select.select(ears, (), (), max(0.0, seconds))
        if self._answered():
            return Heard.RING
        if self._network in heard and self._network and self._network.has_a_new_way():
            return Heard.NETWORK
        return Heard.NOTHING

    def _answered(self) -> bool:
        with self._lock:
            rung, self._rung = self._rung, False
            if rung and self._inner:
                with suppress(BlockingIOError):
                    while self._inner.recv(4096):
                        pass
        return rung
