"""Brings results from the threads that worked to the loop that waits: all that are there at once.

asyncio.wrap_future wakes the loop for each; at night a group of thirty is done in one moment.
"""

import asyncio
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")


class Delivering:
    """Let coroutines of one loop wait for what threads do."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ready: deque[tuple[asyncio.Future[Future[Any]], Future[Any]]] = deque()
        self._is_coming = False

    async def result(self, asked: Future[T]) -> T:
        """Wait for a result; raises what went wrong."""
        waiter: asyncio.Future[Future[Any]] = self._loop.create_future()
        asked.add_done_callback(partial(self._note, waiter))
        done: Future[T] = await waiter
        return done.result()

    def _note(self, waiter: asyncio.Future[Future[Any]], done: Future[Any]) -> None:
        """Have a result brought, in the thread that found it."""
        self._ready.append((waiter, done))
        if not self._is_coming:
            self._is_coming = True
            # A loop that is closed waits for nothing.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._bring)

    def _bring(self) -> None:
        # First of all: what is noted from now on may be too late for this time.
        self._is_coming = False
        while self._ready:
            waiter, done = self._ready.popleft()
            if not waiter.done():
                waiter.set_result(done)
