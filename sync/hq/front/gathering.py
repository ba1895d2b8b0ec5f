"""Gathers the bodies of requests, all of them within one bound of memory.

When there is no room, one that is not whole makes it: the one that took up most for longest, in
byte-seconds. Whoever fills the room slowly so makes room for those who are quick, whatever either
of them sends; and a small one hardly ever has to.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Self

from sync import batch

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

# Bytes: of the largest bodies this many, of a night's usual ones some ten thousand.
MOST = 32 * batch.LARGEST


class NoRoom(Exception):
    """There was no room for this one."""


class Gathering:
    """What is gathered now in one loop, of at most so many bytes."""

    def __init__(self, most: int = MOST) -> None:
        self.held = 0
        self._most = most
        self._begun: set[Body] = set()

    def body(self) -> "Body":
        """Begin a body: its bytes count until the block ends in which it is used."""
        return Body(self)

    def count(self, body: "Body", size: int) -> None:
        """Note that a body grew, and make room for that."""
        self._begun.add(body)
        body.size += size
        self.held += size
        while self.held > self._most and self._begun:
            self.let_go(longest := max(self._begun, key=Body.burden))
            longest.give_way()

    def is_whole(self, body: "Body") -> None:
        """Note that nothing more is to come: now it is worked on, and stays."""
        self._begun.discard(body)

    def let_go(self, body: "Body") -> None:
        """Note that a body is needed no more."""
        self._begun.discard(body)
        self.held -= body.size
        body.size = 0


class Body:
    """One body that a caller is sending; a context manager."""

    def __init__(self, gathering: Gathering) -> None:
        self.size = 0
        self.has_ended = False
        self._gathering, self._parts = gathering, list[bytes]()
        self._since, self._task = time.monotonic(), asyncio.current_task()
        self._gives_way = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._gathering.let_go(self)

    def burden(self) -> float:
        """Tell how much it took up for how long, in byte-seconds."""
        return self.size * (time.monotonic() - self._since)

    def give_way(self) -> None:
        """Wait no longer for what is still to come."""
        self._gives_way = True
        self._parts.clear()
        if self._task and self._task is not asyncio.current_task():
            self._task.cancel()

    async def read(self, receive: Receive) -> bytes | None:
        """Read it, and of one that is too large no more than shows it; None where it breaks off.

        Raises NoRoom.
        """
        while self.size <= batch.LARGEST and not self.has_ended:
            message = await self._next(receive)
            if message["type"] == "http.disconnect":
                return None
            self._parts.append(message["body"])
            self._gathering.count(self, len(message["body"]))
            if self._gives_way:
                raise NoRoom
            self.has_ended = not message["more_body"]
        self._gathering.is_whole(self)
        return b"".join(self._parts)

    async def _next(self, receive: Receive) -> MutableMapping[str, Any]:
        try:
            return await receive()
        except asyncio.CancelledError:
            if not self._gives_way or not self._task or self._task.uncancel():
                raise
            raise NoRoom from None
