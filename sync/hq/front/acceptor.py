"""Lets callers in: one at a time, so that processes which share an address share the callers.

A server that takes all who wait would have them all in the process that woke first. Here whoever
has many waits a moment longer before it takes another, and who has few comes before.
"""

import asyncio
import logging
import socket
from collections.abc import Callable, Sized

log = logging.getLogger(__name__)

# Seconds to wait where nobody can be let in; and after one who was, for each who is there.
_PAUSE = 0.1
_MOMENT, _LONGEST_MOMENT = 0.00005, 0.002
_SAYS_EVERY = 60.0


class Acceptor:
    """Accept connections of a listener while there are fewer than `most`."""

    def __init__(
        self,
        listener: socket.socket,
        speak: Callable[[], asyncio.Protocol],
        open_ones: Sized,
        most: int,
    ) -> None:
        self._listener, self._speak = listener, speak
        self._open, self._most = open_ones, most
        self._loop = asyncio.get_running_loop()
        self._beginning: set[asyncio.Task[object]] = set()
        self._pausing: asyncio.TimerHandle | None = None
        self._said = -_SAYS_EVERY
        listener.setblocking(False)
        self._go_on()

    def _go_on(self) -> None:
        self._loop.add_reader(self._listener, self._accept)

    def _pause(self, seconds: float = _PAUSE) -> None:
        """Leave those who knock to others, or let them wait."""
        self._loop.remove_reader(self._listener)
        self._pausing = self._loop.call_later(seconds, self._go_on)

    def _accept(self) -> None:
        inside = len(self._open) + len(self._beginning)
        if inside >= self._most:
            self._pause()
            return
        try:
            line, _ = self._listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            # Another process was quicker, or the caller is gone.
            return
        except OSError as problem:
            self._say(problem)
            self._pause()
            return
        # An answer leaves in two pieces: the second one waits for nobody's word about the first.
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._pause(min(_MOMENT * inside, _LONGEST_MOMENT))
        task: asyncio.Task[object] = self._loop.create_task(
            self._loop.connect_accepted_socket(self._speak, line)
        )
        self._beginning.add(task)
        task.add_done_callback(self._beginning.discard)

    def _say(self, problem: OSError) -> None:
        """Tell once a minute that nobody can be let in: it may go on until the disk is full."""
        if self._loop.time() > self._said + _SAYS_EVERY:
            self._said = self._loop.time()
            log.warning("Nobody can be let in just now: %s.", problem)

    def close(self) -> None:
        """Let nobody in any more; others who share the listener go on with it."""
        if self._pausing:
            self._pausing.cancel()
        self._loop.remove_reader(self._listener)
        self._listener.close()

    async def wait_closed(self) -> None:
        """Wait for those who were just let in."""
        await asyncio.gather(*self._beginning, return_exceptions=True)
