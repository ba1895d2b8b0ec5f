"""Let many invented houses do something, a few at a time, over as many connections."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Self

from sync.hq.simulate.invented import InventedHouse
from sync.hq.simulate.wire import Address, Wire

_THREADS = 4


class Troupe:
    """A few connections to one headquarters, for many houses."""

    def __init__(self, address: Address) -> None:
        self._pool = ThreadPoolExecutor(_THREADS)
        self._all = [Wire(address) for _ in range(_THREADS)]
        self._free: SimpleQueue[Wire] = SimpleQueue()
        for wire in self._all:
            self._free.put(wire)

    def each(
        self, cast: Iterable[InventedHouse], act: Callable[[InventedHouse, Wire], None]
    ) -> None:
        """Let each house act; the first that cannot go on is raised when all are through."""
        for _ in self._pool.map(lambda one: self._act(one, act), cast):
            pass

    def _act(self, one: InventedHouse, act: Callable[[InventedHouse, Wire], None]) -> None:
        wire = self._free.get()
        try:
            act(one, wire)
        finally:
            self._free.put(wire)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        for wire in self._all:
            wire.close()
