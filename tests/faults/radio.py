"""A mobile link between two worlds of this machine: so fast, so late, and some packets are lost.

The house's world is a network namespace of the one thread that works in it; the kernel's own TCP
sends again what the link lost. Needs root and /dev/net/tun.
"""

import ctypes
import fcntl
import heapq
import os
import select
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread
from typing import Any

# Of the range for measurements, RFC 2544: headquarters is here, the house is there.
HERE, THERE = "198.18.7.1", "198.18.7.2"

_CLONE_NEWNET = 0x40000000
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
_LARGEST = 2048
# What waits before the mast at most, in seconds of the link.
_QUEUE = 5.0


@dataclass
class Radio:
    """The link: bytes a second each way, seconds one way, and the part of packets that is lost."""

    rate: float
    late: float
    loss: float
    rng: Random
    passed: int = 0
    lost: int = 0
    _free_at: dict[int, float] = field(default_factory=dict)
    _due: list[tuple[float, int, int, bytes]] = field(default_factory=list)

    def carry(self, near: int, far: int, over: Event) -> None:
        """Pass packets on until it is over."""
        other = {near: far, far: near}
        while not over.is_set():
            wait = min(0.05, max(0.0, self._due[0][0] - time.monotonic())) if self._due else 0.05
            for end in select.select(list(other), [], [], wait)[0]:
                self._take(other[end], os.read(end, _LARGEST))
            while self._due and self._due[0][0] <= time.monotonic():
                _, _, end, packet = heapq.heappop(self._due)
                os.write(end, packet)

    def _take(self, end: int, packet: bytes) -> None:
        now = time.monotonic()
        free_at = max(now, self._free_at.get(end, now))
        if free_at - now > _QUEUE or self.rng.random() < self.loss:
            self.lost += 1
            return
        self.passed += 1
        self._free_at[end] = free_at + len(packet) / self.rate
        heapq.heappush(self._due, (self._free_at[end] + self.late, self.passed, end, packet))


@contextmanager
def radio(
    *, kbit_per_second: float, milliseconds: float, loss: float, seed: int
) -> Iterator[tuple[Radio, Callable[..., Any]]]:
    """Yield a link, and by whom something is done at its far end; milliseconds: there and back."""
    link = Radio(kbit_per_second * 125, milliseconds / 2000, loss, Random(seed))
    over = Event()
    with ThreadPoolExecutor(1, initializer=_leave_this_world) as house:
        far = house.submit(_device, "aiyou-far", THERE, HERE).result()
        near = _device("aiyou-near", HERE, THERE)
        carrier = Thread(target=link.carry, args=(near, far, over), daemon=True)
        carrier.start()
        try:
            yield link, lambda work, *given: house.submit(work, *given).result()
        finally:
            over.set()
            carrier.join(10)
            os.close(near)
            os.close(far)


def _leave_this_world() -> None:
    """Give this thread a network of its own, with nothing in it."""
    if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "no network of its own")


def _device(name: str, own: str, other: str) -> int:
    """Make an end of the link in the world of this thread."""
    end = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(end, _TUNSETIFF, struct.pack("16sH", name.encode(), _IFF_TUN | _IFF_NO_PI))
    subprocess.run(["ip", "address", "add", own, "peer", other, "dev", name], check=True)
    subprocess.run(["ip", "link", "set", name, "up", "mtu", "1400"], check=True)
    return end
